"""Records that came by file: the fields of `detect`, judged by the law of their day, each trader by itself, twice the same as once."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from core.errors import BadInput
from core.repositories import captures, documents, findings, index_queue, lead_lists, shops
from core.settings import Settings
from pipeline.ingest import ingest
from pipeline.rooms import open_rooms

BEST = {"id": "a1", "kind": "advertisement", "text": "我们只做国家级的竹篮。", "seller": "青禾竹器店"}


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


def leads_of(rooms):
    with rooms.database.read() as connection:
        return lead_lists.page(connection, lead_lists.LeadFilter())[1]


def texts(rooms):
    with rooms.database.read() as connection:
        return [documents.get(connection, "advertisement", item).text for item in documents.every(connection, "advertisement")]


def queued(rooms) -> int:
    with rooms.database.read() as connection:
        return index_queue.size(connection, index_queue.last(connection))


def test_the_law_of_the_day_it_was_seen_holds_not_of_the_day_it_came(rooms):
    # 反不正当竞争法 was renumbered on 2025-10-15 (Beijing)
    false_claim = {"kind": "advertisement", "text": "本品销量全国第一，虚构交易，好评返现五元，晒图五星好评即可领红包。", "seller": "甲"}
    found = []
    for day in ("2025-10-14T15:59:59Z", "2025-10-14T16:00:00Z"):
        ingest(rooms, {**false_claim, "id": day, "captured_at": day})
    with rooms.database.read() as connection:
        for item in documents.every(connection, "advertisement"):
            document = documents.get(connection, "advertisement", item)
            found.append((document.last_seen, {article for x in findings.of_document(connection, item) for article in x.finding.articles}))
    (before, old), (after, new) = sorted(found)
    assert (before, after) == (datetime(2025, 10, 14, 15, 59, 59, tzinfo=UTC), datetime(2025, 10, 14, 16, tzinfo=UTC))
    assert old != new


def test_a_day_that_is_none_is_named(rooms):
    with pytest.raises(BadInput, match="captured_at"):
        ingest(rooms, {**BEST, "captured_at": "yesterday"})


def test_a_page_that_says_nothing_is_not_stored(rooms):
    with pytest.raises(BadInput, match="text: missing"):
        ingest(rooms, {"id": "s", "kind": "other", "title": "", "text": "", "listings": []})


@pytest.mark.parametrize("url", ["http://[::1", "http://shop.example:99999/item"])
def test_an_address_that_cannot_be_read_is_named(rooms, url):
    with pytest.raises(BadInput, match="url"):
        ingest(rooms, {**BEST, "url": url})


def test_a_price_may_be_a_number_and_a_page_may_be_what_extract_prints(rooms):
    ingest(rooms, {"id": "p1", "kind": "product", "text": "手工竹编", "listings": [{"title": "竹篮", "price": "45.00"}], "url": "http://shop.example/1"})
    ingest(rooms, {"id": "p2", "kind": "listing", "text": "手工竹编", "title": "竹篮", "price": 45.5})
    with rooms.database.read() as connection:
        items = [documents.get(connection, "listing", item) for item in documents.every(connection, "listing")]
    assert sorted((item.title, item.price) for item in items) == [("竹篮", "45.00"), ("竹篮", "45.5")]


def test_a_record_without_a_title_gets_none(rooms):
    ingest(rooms, {"id": "p1", "kind": "listing", "text": "我们只做国家级的竹篮。", "seller": "甲"})
    with rooms.database.read() as connection:
        (item,) = documents.every(connection, "listing")
        assert documents.get(connection, "listing", item).title == ""
        assert {span.field for x in findings.of_document(connection, item) for span in x.finding.spans} == {"text"}


def test_the_same_claim_of_unknown_traders_is_a_lead_each(rooms):
    unknown = {name: value for name, value in BEST.items() if name != "seller"}
    for ident in ("u1", "u2"):
        ingest(rooms, {**unknown, "id": ident})
    assert len(leads_of(rooms)) == 2
    with rooms.database.read() as connection:
        assert shops.every(connection) == []


def test_the_same_claim_of_one_seller_is_one_lead_and_the_seller_is_a_shop(rooms):
    for ident in ("s1", "s2"):
        ingest(rooms, {**BEST, "id": ident, "url": f"http://platform.example/{ident}"})
    assert len(leads_of(rooms)) == 1
    with rooms.database.read() as connection:
        assert [(shop.key, shop.name) for shop in shops.every(connection)] == [("platform.example#青禾竹器店", "青禾竹器店")]


def test_twice_changes_nothing_another_text_changes_the_record_and_the_first_text_changes_it_back(rooms):
    changed = {**BEST, "text": "竹篮，手工编。"}
    assert ingest(rooms, BEST).new
    before = queued(rooms)
    assert not ingest(rooms, BEST).new
    assert queued(rooms) == before
    assert ingest(rooms, changed).new
    assert texts(rooms) == [changed["text"]]
    assert ingest(rooms, BEST).new
    assert texts(rooms) == [BEST["text"]]
    before = queued(rooms)
    assert not ingest(rooms, BEST).new
    assert queued(rooms) == before
    assert len(leads_of(rooms)) == 1


def test_a_record_that_was_kept_but_not_judged_is_taken_up_by_the_next_run(rooms, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.ingest.travel", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ingest(rooms, BEST)
    assert ingest(rooms, BEST).leads == 1
    with rooms.database.read() as connection:
        assert len(list(captures.every(connection))) == 1


def test_the_record_is_kept_as_it_came(rooms):
    ingest(rooms, BEST)
    with rooms.database.read() as connection:
        (capture,) = captures.every(connection)
    assert json.loads(rooms.store.read(capture.warc, capture.offset, capture.length).body) == BEST
