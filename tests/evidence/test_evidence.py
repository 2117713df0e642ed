"""Evidence reads back as it was written, and damage is named with the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.errors import EvidenceError
from core.records import Capture, Hop
from evidence.manifest import SUFFIX
from evidence.store import EvidenceStore, EvidenceWriter
from evidence.verify import verify

T0 = datetime(2026, 11, 20, 8, 0, 0, 123456, tzinfo=UTC)
URL = "http://shop.example/item/1"


def write(store: EvidenceStore, body: bytes = "<p>茶叶</p>".encode(), url: str = URL):
    with store.open_writer() as writer:
        return writer.write(
            url,
            request=("GET /item/1 HTTP/1.1", [("Host", "shop.example")], b""),
            response=("200 OK", [("Content-Type", "text/html"), ("X-Odd", "a\r\nSet-Cookie: b")], body),
            fetched_at=T0,
            chain=[Hop(url="http://shop.example/go", status=302)],
        )


@pytest.fixture
def store(tmp_path):
    return EvidenceStore(tmp_path)


def capture_of(place) -> Capture:
    return Capture(
        id="c1",
        job_id="j",
        url=URL,
        final_url=URL,
        fetched_at=T0,
        status=200,
        content_type="text/html",
        sha256=place.sha256,
        size=place.size,
        warc=place.warc,
        offset=place.offset,
        length=place.length,
    )


def test_an_exchange_reads_back_as_sent(store):
    place = write(store)
    exchange = store.read(place.warc, place.offset, place.length)
    assert (exchange.url, exchange.status, exchange.body.decode()) == (URL, 200, "<p>茶叶</p>")
    assert ("X-Odd", "a\\r\\nSet-Cookie: b") in exchange.headers
    assert exchange.fetched_at == "2026-11-20T08:00:00.123456Z"


def test_whole_evidence_has_no_problem(store, tmp_path):
    report = verify(tmp_path, [capture_of(write(store))])
    assert (report.problems, report.files, report.records) == ([], 1, 2)


def test_one_changed_byte_is_named_with_file_and_address(store, tmp_path):
    place = write(store, b"x" * 5000)
    raw = bytearray((tmp_path / place.warc).read_bytes())
    raw[place.offset + place.length // 2] ^= 1
    (tmp_path / place.warc).write_bytes(raw)
    problems = verify(tmp_path).problems
    assert any(place.warc in line and URL in line for line in problems)


def test_a_record_swapped_for_another_valid_one_is_named(store, tmp_path):
    place = write(store, b"one" * 100)
    other = EvidenceStore(tmp_path / "other")
    forged = write(other, b"two" * 100)
    good, bad = tmp_path / place.warc, tmp_path / "other" / forged.warc
    good.write_bytes(bad.read_bytes())
    assert any("changed" in line or "bytes" in line for line in verify(tmp_path).problems)


def test_a_missing_file_is_named(store, tmp_path):
    place = write(store)
    (tmp_path / place.warc).unlink()
    assert any(place.warc in line and "missing" in line for line in verify(tmp_path).problems)


def test_file_and_manifest_missing_is_named_by_the_capture(store, tmp_path):
    place = write(store)
    (tmp_path / place.warc).unlink()
    (tmp_path / f"{place.warc}{SUFFIX}").unlink()
    assert any("capture c1" in line for line in verify(tmp_path, [capture_of(place)]).problems)


def test_a_shortened_file_is_named(store, tmp_path):
    place = write(store, b"y" * 5000)
    raw = (tmp_path / place.warc).read_bytes()
    (tmp_path / place.warc).write_bytes(raw[: place.offset + place.length - 3])
    assert any(URL in line and "bytes were written" in line for line in verify(tmp_path).problems)


def test_a_line_taken_out_of_the_manifest_is_named(store, tmp_path):
    place = write(store)
    manifest = tmp_path / f"{place.warc}{SUFFIX}"
    manifest.write_bytes(b"".join(manifest.read_bytes().splitlines(keepends=True)[1:]))
    assert any("does not follow" in line for line in verify(tmp_path).problems)


def test_a_capture_whose_hash_differs_is_named(store, tmp_path):
    capture = replace(capture_of(write(store)), sha256="0" * 64)
    assert any("not the one in the database" in line for line in verify(tmp_path, [capture]).problems)


def test_an_unfinished_tail_is_a_note_and_no_problem(store, tmp_path):
    place = write(store)
    with (tmp_path / place.warc).open("ab") as handle:
        handle.write(b"\x1f\x8bhalf")
    report = verify(tmp_path)
    assert report.problems == []
    assert any("belong to no record" in line for line in report.notes)


def test_a_changed_screenshot_is_named(store, tmp_path):
    (tmp_path / "shot.png").write_bytes(b"changed")
    capture = replace(capture_of(write(store)), screenshot="shot.png", screenshot_sha256="0" * 64)
    assert any("shot.png was changed" in line for line in verify(tmp_path, [capture]).problems)


def test_a_name_outside_the_store_is_refused(store):
    with pytest.raises(EvidenceError, match="not a file"):
        store.read("../secret.warc.gz", 0, 10)


def test_writers_rotate_and_stay_readable(tmp_path):
    with EvidenceWriter(tmp_path, rotate_at=1) as writer:
        places = [writer.write_resource(f"urn:x:{n}", "text/plain", b"z", T0) for n in range(3)]
    assert len({place.warc for place in places}) == 3
    assert verify(tmp_path).problems == []


def test_a_screenshot_that_the_database_speaks_of_must_be_there_as_it_was(store, tmp_path):
    write(store)
    (tmp_path / "b.png").write_bytes(b"changed")
    problems = verify(tmp_path, screenshots=[("lead l1", "a.png", "0" * 64), ("lead l2", "b.png", "0" * 64)]).problems
    assert problems == ["lead l1: the screenshot a.png is missing", "lead l2: the screenshot b.png was changed"]


def test_a_held_writer_that_is_killed_leaves_no_line_of_what_was_not_synced(tmp_path):
    writer = EvidenceWriter(tmp_path, held=True)
    for number in range(3):
        writer.write_resource(f"urn:x:{number}", "text/plain", b"z", T0)
        if number == 0:
            writer.sync()
    report = verify(tmp_path)  # as another process finds it: the writer is never closed before
    assert (report.problems, report.records, len(report.notes)) == ([], 1, 1)
    writer.close()
    report = verify(tmp_path)
    assert (report.problems, report.records, report.notes) == ([], 3, [])
