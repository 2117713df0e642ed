"""One page on its way: seen again, changed and changed back, confirmed and come back, killed between two steps, and pages that break us."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from core.pictures import PictureLine
from core.records import Page, PageListing
from core.repositories import captures, documents, index_queue, lead_lists, leads, readings
from core.settings import Settings
from pipeline import flow
from pipeline import ingest as ingest_module
from pipeline.ingest import ingest
from pipeline.rooms import open_rooms
from tests.pipeline.visits import a_capture

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
URL = "http://shop.example/item/1"
GOOD, BAD = "手工竹编，货号B1207。", "我们只做国家级的竹篮。"


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


def product(text: str, url: str = URL) -> Page:
    return Page(url=url, kind="product", title="竹篮", text=text, listings=(PageListing(title="竹篮", price="45.00", currency="CNY"),))


def visit(rooms, text: str, hour: float = 0, url: str = URL):
    """Take one visit to the page along its way."""
    capture = a_capture(url, T0 + timedelta(hours=hour), body=text)
    with rooms.database.write() as connection:
        captures.add(connection, capture, product(text, url))
    return flow.travel(rooms, capture)


def stored(rooms, url: str = URL) -> str:
    with rooms.database.read() as connection:
        items = [documents.get(connection, "listing", item) for item in documents.every(connection, "listing")]
    return next(item.text for item in items if item.url == url)


def take_queue(rooms) -> list[tuple[str, str]]:
    """Return the (kind, id) that wait for the index, and empty the queue."""
    with rooms.database.write() as connection:
        entries = index_queue.head(connection)
        index_queue.remove(connection, [number for number, _, _ in entries])
    return [(kind, item) for _, kind, item in entries]


def only_lead(rooms):
    with rooms.database.read() as connection:
        (lead,) = lead_lists.page(connection, lead_lists.LeadFilter())[1]
    return lead


def test_a_page_that_changes_back_is_stored_as_it_is_now(rooms):
    visit(rooms, GOOD)
    visit(rooms, BAD, 1)
    visit(rooms, GOOD, 2)
    assert stored(rooms) == GOOD


def test_an_unchanged_page_is_not_judged_or_indexed_again_on_the_same_day(rooms, monkeypatch):
    visit(rooms, BAD)
    take_queue(rooms)
    monkeypatch.setattr(flow, "judge", lambda *_: pytest.fail("judged again"))
    visit(rooms, BAD, 1)
    assert take_queue(rooms) == []
    assert only_lead(rooms).seen == 2


def test_an_unchanged_page_seen_on_another_day_gets_that_day_in_the_index(rooms):
    visit(rooms, GOOD)
    take_queue(rooms)
    visit(rooms, GOOD, 9)  # 01:00 in Beijing
    assert [kind for kind, _ in take_queue(rooms)] == ["listing"]


def test_a_relapse_on_an_unchanged_page_reaches_the_index_for_every_page_that_shows_the_claim(rooms):
    other = "http://shop.example/item/2"
    visit(rooms, BAD)
    visit(rooms, BAD, url=other)
    lead = only_lead(rooms)
    with rooms.database.write() as connection:
        leads.decide(connection, lead.id, status="confirmed", reason="属实", who="li", now=T0 + timedelta(minutes=5), version=lead.version)
    take_queue(rooms)
    assert [what for _, what in visit(rooms, BAD, 1)] == ["relapse"]
    assert len(set(take_queue(rooms))) == 2


def test_two_processes_at_the_same_page_count_it_once(rooms, monkeypatch):
    capture = a_capture(URL, T0, body=BAD)
    with rooms.database.write() as connection:
        captures.add(connection, capture, product(BAD))
    judge, both = flow.judge, threading.Barrier(2)

    def judge_together(*args):
        both.wait(10)  # both have judged before either writes
        return judge(*args)

    monkeypatch.setattr(flow, "judge", judge_together)
    with ThreadPoolExecutor(2) as pool:
        touched = [part.result() for part in [pool.submit(flow.travel, rooms, capture) for _ in range(2)]]
    assert sorted(len(part) for part in touched) == [0, 1]
    assert only_lead(rooms).seen == 1
    assert len(take_queue(rooms)) == 2  # the page and its shop


def test_two_processes_that_are_handed_the_same_record_keep_it_once(rooms, monkeypatch):
    record = {"id": "a1", "kind": "listing", "text": BAD}
    both = threading.Barrier(2)
    keep = ingest_module._keep
    monkeypatch.setattr(ingest_module, "_keep", lambda *args: both.wait(10) is None or keep(*args))
    with ThreadPoolExecutor(2) as pool:
        done = [part.result() for part in [pool.submit(ingest, rooms, record) for _ in range(2)]]
    assert sorted(part.leads for part in done) == [0, 1]
    assert only_lead(rooms).seen == 1
    with rooms.database.read() as connection:
        (item,) = documents.every(connection, "listing")
        (capture,) = captures.every(connection)
        assert documents.get(connection, "listing", item).last_seen == capture.fetched_at


def test_a_page_that_breaks_the_program_is_closed_with_the_reason_and_does_not_come_back(rooms, monkeypatch):
    monkeypatch.setattr(flow, "records_of", lambda *_: 1 / 0)
    assert visit(rooms, BAD) == []
    with rooms.database.read() as connection:
        assert captures.waiting(connection) == []
        (capture,) = captures.every(connection)
        assert captures.errors(connection, capture.job_id) == [(URL, "internal error: ZeroDivisionError: division by zero")]


@pytest.mark.parametrize("fault", [ModuleNotFoundError("no OCR"), MemoryError(), OSError(28, "No space left on device")])
def test_what_is_not_the_page_s_fault_closes_no_page(rooms, monkeypatch, fault):
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(flow, "records_of", fail)
    with pytest.raises(type(fault)):
        visit(rooms, BAD)
    with rooms.database.read() as connection:
        assert len(captures.waiting(connection)) == 1


def test_a_record_that_breaks_the_program_is_told_and_tried_again_when_handed_in_again(rooms, monkeypatch):
    record = {"id": "a1", "kind": "listing", "text": BAD}
    with monkeypatch.context() as patch:
        patch.setattr(flow, "records_of", lambda *_: 1 / 0)
        with pytest.raises(flow.ExtractError, match="ZeroDivisionError"):
            ingest(rooms, record)
    assert ingest(rooms, record).leads == 1


def licence_picture(rooms, hour: float, *, side: int = 200, form: str = "PNG", url: str = "http://shop.example/licence.png"):
    out, picture = io.BytesIO(), Image.new("RGB", (200, 200), "white")
    for row in range(6):  # dark bars of other lengths, as lines of text are
        ImageDraw.Draw(picture).rectangle((20, 20 + 28 * row, 60 + 97 * (row * 5 % 7) // 6, 36 + 28 * row), fill=(20, 30 + 20 * row, 90))
    picture.resize((side, side)).save(out, form)
    with rooms.store.open_writer() as writer:
        place = writer.write(url, request=("GET / HTTP/1.1", (), b""), response=("200 OK", (), out.getvalue()), fetched_at=T0)
    kept = {name: getattr(place, name) for name in ("sha256", "size", "warc", "offset", "length")}
    capture = replace(a_capture(url, T0 + timedelta(hours=hour), body=""), kind="picture", content_type="image/png", **kept)
    with rooms.database.write() as connection:
        captures.add(connection, capture)
    return capture


@pytest.fixture
def reader(monkeypatch):
    """Stands in for OCR; counts."""
    read = []

    def read_lines(picture) -> tuple[PictureLine, ...]:
        read.append(picture.size)
        return (PictureLine(text="名称 惠州市青禾竹器有限公司", box=(20, 40, 180, 60), row=0),)

    monkeypatch.setattr("pipeline.pictures.read_lines", read_lines)
    return read


def test_the_same_picture_is_read_once(rooms, reader):
    for hour in (0, 1):
        flow.travel(rooms, licence_picture(rooms, hour))
    assert len(reader) == 1
    with rooms.database.read() as connection:
        pages = [captures.page_of(connection, capture.id) for capture in captures.every(connection)]
    assert [page.shop.operator for page in pages] == ["惠州市青禾竹器有限公司"] * 2


def test_a_picture_that_was_saved_again_in_another_size_is_not_read_again(rooms, reader):
    flow.travel(rooms, licence_picture(rooms, 0))
    again = licence_picture(rooms, 1, side=100, form="JPEG", url="http://other.example/copy.jpg")
    flow.travel(rooms, again)
    assert len(reader) == 1
    with rooms.database.read() as connection:
        twin = readings.find(connection, again.sha256)
        assert captures.page_of(connection, again.id).shop.operator == "惠州市青禾竹器有限公司"
    assert twin.same_as
    assert twin.lines[0].box == (10, 20, 90, 30)  # in its own pixels


def test_a_picture_whose_way_was_cut_off_after_it_was_read_becomes_no_page_of_the_shop(rooms, reader):
    capture = licence_picture(rooms, 0)
    with rooms.database.read() as connection:
        assert flow.extract(rooms, capture, connection) is None
    # killed here, and taken up again
    flow.travel(rooms, capture)
    with rooms.database.read() as connection:
        assert documents.every(connection, "page") == []
        assert captures.waiting(connection) == []


def waiting(rooms, *texts: str):
    """Store a page for each text, at addresses of their own."""
    urls = [f"http://shop.example/item/{number}" for number in range(len(texts))]
    with rooms.database.write() as connection:
        for url, text in zip(urls, texts, strict=True):
            captures.add(connection, a_capture(url, T0, body=text), product(text, url))
    with rooms.database.read() as connection:
        return captures.waiting(connection)


def test_pages_that_go_together_leave_what_each_would_leave(rooms):
    flow.travel_all(rooms, waiting(rooms, GOOD, BAD))
    with rooms.database.read() as connection:
        assert captures.waiting(connection) == []
        assert sorted(documents.get(connection, "listing", ident).text for ident in documents.every(connection, "listing")) == sorted([GOOD, BAD])
        assert captures.found_by(connection, "j1")["leads"] == 1


def test_a_page_that_breaks_keeps_no_other_from_its_end(rooms, monkeypatch):
    def broken(connection, records, *more):
        if records[0].text == "broken":
            raise ZeroDivisionError("division by zero")
        return store(connection, records, *more)

    batch, store = waiting(rooms, GOOD, "broken", BAD), flow.store
    monkeypatch.setattr(flow, "store", broken)
    flow.travel_all(rooms, batch)
    with rooms.database.read() as connection:
        assert captures.waiting(connection) == []
        assert len(documents.every(connection, "listing")) == 2
        assert [why for _, why in captures.errors(connection, batch[0].job_id)] == ["internal error: ZeroDivisionError: division by zero"]
