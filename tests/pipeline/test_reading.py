"""Stored pages read by `tradewatch extract`: records, .html, .html.gz, .warc.gz; and the one line that bad input gets."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import pytest

from core.clock import now
from core.errors import BadInput
from evidence.store import EvidenceStore
from pipeline.cli import main
from pipeline.reading import answer_record, read_file

URL = "https://shop.test/goods/5"
HTML = '<html><head><meta charset="utf-8"><title>手工棉拖鞋</title></head><body>'
HTML += '<h1>手工棉拖鞋</h1><p class="price">￥59.00</p><button>加入购物车</button></body></html>'
FIELDS = {"id", "url", "kind", "title", "shop", "listings", "advertisement", "text", "warnings", "needs_browser"}


def check(said):
    assert set(said) == FIELDS
    assert (said["url"], said["kind"], said["listings"][0]["price"], said["listings"][0]["currency"]) == (URL, "product", "59.00", "CNY")


def test_a_record_is_answered_with_what_its_page_says():
    said = answer_record({"id": "a1", "url": URL, "html": HTML})
    check(said)
    assert said["id"] == "a1"
    json.dumps(said)


def test_licences_are_printed_with_kind_value_validity_and_reason():
    said = answer_record({"id": 1, "url": URL, "html": HTML.replace("</body>", "<footer>粤ICP备2021123456号</footer></body>")})
    assert [set(licence) for licence in said["shop"]["licences"]] == [{"kind", "value", "valid", "why", "until"}]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"url": URL}, "html: missing"),
        ({"url": URL, "html": None}, "html: missing"),
        ({"url": URL, "html": 5}, "html: wanted text, got int"),
        ({"url": URL, "html": "  "}, "html: empty"),
        ({"html": HTML}, "url: missing"),
        ({"url": 7, "html": HTML}, "url: wanted text, got int"),
        ({"url": "ftp://shop.test/", "html": HTML}, "url: 'ftp://shop.test/' is no http or https address"),
        ({"url": "shop.test", "html": HTML}, "is no http or https address"),
        ({"url": "https://[bad", "html": HTML}, "is no http or https address"),
        ({"url": URL, "html": HTML, "id": [1]}, "id: wanted text, got list"),
        ({"url": URL, "html": "x" * 21 * 1024 * 1024}, "a page over 20 million is not read"),
    ],
)
def test_a_bad_record_names_the_field(record, words):
    with pytest.raises(BadInput, match=words.replace("(", r"\(")):
        answer_record(record)


@pytest.mark.parametrize(
    ("name", "pack"), [("page.html", bytes), ("page.html.gz", gzip.compress), ("two.html.gz", lambda raw: gzip.compress(raw[:50]) + gzip.compress(raw[50:]))]
)
def test_a_stored_page_is_read(tmp_path, name, pack):
    place = tmp_path / name
    place.write_bytes(pack(HTML.encode()))
    (said,) = read_file(str(place), URL)
    check(said)


def warc(place, pages):
    with place.open("wb") as target:
        for url, status, kind, body in pages:
            http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            target.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))


def test_every_html_response_of_a_warc_file_is_read(tmp_path):
    place = tmp_path / "a.warc.gz"
    warc(
        place,
        [
            ("https://shop.test/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
            (URL, "200 OK", "text/html; charset=GBK", HTML.replace("utf-8", "gbk").encode("gbk")),
            ("https://shop.test/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
            ("https://shop.test/b", "200 OK", "text/html", "<p>第二页</p>".encode()),
        ],
    )
    first, second = read_file(str(place), "")
    check(first)
    assert second["url"] == "https://shop.test/b"
    (only,) = read_file(str(place), URL)
    assert only["url"] == URL


def test_a_page_of_a_warc_file_that_cannot_be_read_is_answered_in_its_place_and_the_others_are_read(tmp_path, capsysbinary):
    place = tmp_path / "a.warc.gz"
    warc(place, [("https://shop.test/empty", "200 OK", "text/html", b" "), (URL, "200 OK", "text/html", HTML.encode())])
    assert main(["extract", str(place)]) == 1
    bad, good = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert (bad["line"], bad["id"]) == (1, "https://shop.test/empty")
    assert "empty page" in bad["error"]
    check(good)


def test_a_page_that_a_browser_drew_is_read_out_of_our_own_evidence(tmp_path):
    with EvidenceStore(tmp_path).open_writer() as writer:
        writer.write_resource("urn:x", "image/png", b"no page", now())
        place = writer.write_resource(URL, "text/html; charset=utf-8", HTML.encode(), now())
    (said,) = read_file(str(tmp_path / place.warc), "")
    check(said)


def packed_zeros() -> bytes:
    return gzip.compress(b"<p>" + b"x" * 60 * 1024 * 1024, 1)


@pytest.mark.parametrize(
    ("name", "content", "url", "words"),
    [
        ("empty.html", b"", URL, "empty.html: empty file"),
        ("empty.html.gz", b"", URL, "empty.html.gz: empty file"),
        ("no.html.gz", b"<html>", URL, "no.html.gz: no gzip file"),
        ("cut.html.gz", gzip.compress(HTML.encode(), mtime=0)[:40], URL, "cut.html.gz: the gzip data is cut off"),
        ("page.html", HTML.encode(), "", "page.html: --url: missing"),
        ("page.html", HTML.encode(), "shop", "page.html: --url: 'shop' is no http or https address"),
        ("bomb.html.gz", packed_zeros(), URL, "bomb.html.gz: .* a page over 20 MB is not read"),
        ("large.html", b"<p>" + b"x" * 50 * 1024 * 1024, URL, "large.html: .* a page over 20 MB is not read"),
        ("none.warc.gz", b"not a warc", "", "none.warc.gz: "),
        ("empty.warc.gz", b"", "", "empty.warc.gz: no HTML page among 0 records"),
    ],
)
def test_a_bad_file_is_named_in_one_line(tmp_path, name, content, url, words):
    place = tmp_path / name
    place.write_bytes(content)
    with pytest.raises(BadInput, match=words) as caught:
        list(read_file(str(place), url))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named():
    with pytest.raises(BadInput, match=r"/nowhere/a\.html: No such file"):
        list(read_file("/nowhere/a.html", URL))


def test_a_bad_line_is_answered_in_its_place_and_the_good_ones_get_their_answer():
    lines = [
        json.dumps({"id": "a", "url": URL, "html": HTML}),
        "not json",
        json.dumps({"id": "c", "url": URL}),
        json.dumps({"id": "d", "url": URL, "html": HTML}),
    ]
    ran = subprocess.run([sys.executable, "-m", "pipeline.cli", "extract", "-"], input="\n".join(lines).encode(), capture_output=True, check=False, timeout=60)
    said = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    assert ran.returncode != 0
    assert [line.get("id") for line in said] == ["a", None, "c", "d"]
    assert (said[1]["line"], said[2]["error"]) == (2, "html: missing")
