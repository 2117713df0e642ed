"""The command line others call: bad input is answered in its place and named, and nothing good is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.end_to_end.bureau import Bureau
from tests.end_to_end.oddities import ADDRESS, odd_shop

pytestmark = pytest.mark.slow

PRODUCT = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>¥{price}</p><button>加入购物车</button><p>{text}</p></body></html>"
GOOD = {
    "id": "a1",
    "kind": "listing",
    "title": "竹编提篮",
    "text": "手工竹编，货号B1207。",
    "url": "http://shop.example/item/1",
    "price": "45.00",
    "seller": "青禾竹器店",
}
UNLAWFUL = {**GOOD, "id": "a2", "url": "http://shop.example/item/2", "text": "我们只做国家级的竹篮，市面上最好的竹篮。"}
BAD = [b"{not json", b'\xff\xfe{"kind": "listing"}', {"id": "b3", "kind": "poem", "text": "x"}, {"id": "b4", "kind": "listing"}, b"[1, 2]"]


@pytest.fixture
def own(tmp_path) -> Bureau:
    """An installation that may reach nothing."""
    return Bureau(tmp_path / "data")


def message(done) -> str:
    """Return what a command said on standard error: it has to be one line."""
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("command", ["ingest", "detect"])
def test_bad_lines_are_answered_in_their_place_and_good_ones_all_get_their_answer(own, command):
    status, answers = own.lines(command, "-", lines=[GOOD, *BAD, UNLAWFUL])
    assert status == 1
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, 5, 6, None]
    assert [answer["id"] for answer in answers] == ["a1", None, None, "b3", "b4", None, "a2"]
    assert all(answer["error"] for answer in answers[1:-1])
    assert "UTF-8" in answers[2]["error"]
    assert "poem" in answers[3]["error"]


def test_good_lines_alone_exit_with_0(own):
    assert own.lines("detect", "-", lines=[GOOD])[0] == 0


def test_the_same_record_twice_changes_nothing(own):
    first = own.lines("ingest", "-", lines=[GOOD, UNLAWFUL])
    assert first[0] == 0
    assert [answer["new"] for answer in first[1]] == [True, True]
    assert first[1][0]["leads"] == 0
    assert first[1][1]["leads"] > 0
    rows, mails, indexed = own.rows("SELECT * FROM leads"), own.mails(), own.indexed()
    assert rows
    second = own.lines("ingest", "-", lines=[GOOD, UNLAWFUL])
    assert [answer["new"] for answer in second[1]] == [False, False]
    assert own.rows("SELECT * FROM leads") == rows
    assert own.mails() == mails
    assert own.indexed() == indexed == 3  # two listings and their shop


def test_what_was_ingested_is_found_by_any_run_of_its_characters(own):
    own.lines("ingest", "-", lines=[GOOD, UNLAWFUL])
    status, answers = own.lines("search", "-", lines=[{"query": text} for text in ("编提", "篮", "货号B1207", '"竹编" OR *', "没有的词")])
    assert status == 0
    assert [answer["total"] for answer in answers] == [2, 2, 1, 0, 0]
    assert answers[0]["hits"][0]["highlights"][0]["text"] == "编提"


def test_extract_and_detect_work_as_a_pair(own):
    html = PRODUCT.format(title="竹编提篮", price="45.00", text="我们只做国家级的竹篮。")
    raw = json.dumps({"id": "p1", "url": "http://shop.example/item/2", "html": html}, ensure_ascii=False).encode() + b"\n"
    extracted = own.run("extract", "-", stdin=raw)
    assert extracted.returncode == 0, extracted.stderr
    page = json.loads(extracted.stdout)
    assert (page["id"], page["kind"], page["listings"][0]["title"], page["listings"][0]["price"]) == ("p1", "product", "竹编提篮", "45.00")
    detected = own.run("detect", "-", stdin=extracted.stdout)
    assert detected.returncode == 0, detected.stderr
    findings = json.loads(detected.stdout)["findings"]
    assert [finding["category"] for finding in findings] == ["absolute_terms"]
    span = findings[0]["spans"][0]
    field = page["text"] if span["field"] == "text" else page["listings"][0][span["field"]]
    assert field[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("command", ["ingest", "detect", "extract", "search"])
def test_empty_standard_input_is_bad_input(own, command):
    done = own.run(command, "-")
    assert done.returncode == 1
    assert "standard input" in message(done)


@pytest.mark.parametrize("command", ["ingest", "detect"])
def test_an_empty_file_is_named(own, tmp_path, command):
    (tmp_path / "nothing.jsonl").write_bytes(b"")
    done = own.run(command, str(tmp_path / "nothing.jsonl"))
    assert done.returncode == 1
    assert "nothing.jsonl" in message(done)


@pytest.mark.parametrize(
    "args", [("ingest", "gone.jsonl"), ("detect", "gone.jsonl"), ("extract", "gone.html", "--url", "http://shop.example/"), ("verify", "gone")]
)
def test_a_file_that_is_not_there_is_named(own, args):
    done = own.run(*args)
    assert done.returncode != 0
    assert "gone" in message(done)


def test_an_empty_page_is_named(own, tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    done = own.run("extract", str(tmp_path / "empty.html"), "--url", "http://shop.example/")
    assert done.returncode == 1
    assert "empty.html" in message(done)


def test_a_page_that_lies_about_its_charset_is_read_right(own, tmp_path):
    page = PRODUCT.format(title="老式铜壶", price="66.00", text="包装完好。").replace("<head>", '<head><meta charset="utf-8">')
    (tmp_path / "odd.html").write_bytes(page.encode("gb18030"))
    done = own.run("extract", str(tmp_path / "odd.html"), "--url", "http://shop.example/item/9")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["listings"][0]["title"] == "老式铜壶"


def test_a_page_of_50_mb_does_not_stop_the_lines_after_it(own):
    big = {"id": "big", "url": "http://shop.example/big", "html": PRODUCT.format(title="大页面", price="1.00", text="x" * 50 * 1024 * 1024)}
    small = {"id": "small", "url": "http://shop.example/small", "html": PRODUCT.format(title="小页面", price="2.00", text="包装完好。")}
    _, answers = own.lines("extract", "-", lines=[big, small])
    assert [answer["id"] for answer in answers] == ["big", "small"]
    assert answers[1]["listings"][0]["title"] == "小页面"
    assert "error" in answers[0] or answers[0]["listings"][0]["title"] == "大页面"


def test_an_address_that_does_not_resolve_is_named(own):
    done = own.run("crawl", "http://no-such-shop.invalid/", "--json")
    assert done.returncode == 1
    assert "no-such-shop.invalid" in done.stderr.decode()
    assert json.loads(done.stdout)["pages"] == 0


def test_an_address_that_is_none_is_named(own):
    done = own.run("crawl", "ftp://shop.example/")
    assert done.returncode == 1
    assert "ftp://shop.example/" in message(done)


def test_loopback_is_refused_unless_allowed(own, stall):
    done = own.run("crawl", stall.market.url("exempt"), "--json")
    assert done.returncode == 1
    assert stall.market.shop("exempt").address in done.stderr.decode()
    assert own.rows("SELECT id FROM captures") == []


def test_odd_pages_of_a_shop_do_not_cost_the_good_ones(own):
    with odd_shop() as url:
        bureau = replace(own, allow=f"{ADDRESS}:{url.rsplit(':', 1)[1].strip('/')}")
        said = bureau.crawl(url)
    titles = {row["url"].rsplit("/", 1)[1]: row["title"] for row in bureau.rows("SELECT url, title FROM listings")}
    assert titles["good.html"] == "手工藤椅"
    assert titles["charset.html"] == "老式铜壶"
    assert "gone.html" not in titles
    named = json.dumps(said["skipped"], ensure_ascii=False)
    assert "big.html" in titles or "big.html" in named
    assert bureau.run("verify").returncode == 0


def test_a_field_that_the_index_lacks_is_named(own):
    done = own.run("search", "竹", "--filter", "colour=red")
    assert done.returncode == 1
    assert "colour" in message(done)
