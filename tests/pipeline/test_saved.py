"""Saved searches: what begins to match one is told of, once, whatever happens in between."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

import pytest

from core.errors import BadInput, NotFound
from core.ids import digest
from core.records import Listing, User
from core.repositories import alerts as alert_rows
from core.repositories import documents, index_queue
from core.repositories import saved as rows
from core.settings import Settings
from pipeline import alerts, arrivals, saved
from pipeline.indexing import docs_of, drain
from pipeline.rooms import open_rooms
from search.base import Query

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
OWNER = User(id="u1", name="李四", password_hash="", role="investigator", created_at=T0)


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path / "data"))
    yield made
    made.close()


def listing(rooms, number: int, text: str) -> tuple[str, str]:
    """Store a listing and ask for it to be indexed."""
    ident = digest("listing", str(number))
    item = Listing(id=ident, shop_id="s1", url=f"https://shop.example/{number}", title=f"商品{number}", text=text, first_seen=T0, last_seen=T0)
    with rooms.database.write() as connection:
        documents.put(connection, item)
        index_queue.put(connection, [("listing", ident)])
    return "listing", ident


def keep(rooms, text: str = "祖传秘方", **change):
    return saved.save(rooms.database, rooms.index, **({"owner": OWNER, "name": "秘方", "query": Query(text=text), "alert": True} | change))


def due(rooms):
    with rooms.database.read() as connection:
        return alert_rows.due(connection)


def told(rooms, one) -> list[str]:
    with rooms.database.read() as connection:
        return [match.title for match in rows.matches(connection, one.id)[1]]


def keep_and_die(rooms, arrival) -> None:
    with rooms.database.write() as connection:
        arrivals.keep(connection, arrival, rooms.settings)
        raise RuntimeError("killed")


def test_what_arrives_after_it_was_saved_is_told_of_in_one_letter(rooms):
    one = keep(rooms)
    listing(rooms, 1, "本店有祖传秘方")
    listing(rooms, 2, "祖 传 秘 方，百年老店")
    listing(rooms, 3, "普通茶叶")
    drain(rooms)
    assert alerts.send_due(rooms) == (1, 0)
    letter = email.message_from_bytes(next((rooms.settings.data / "mailbox" / "new").iterdir()).read_bytes(), policy=email.policy.default)
    assert "秘方" in letter["Subject"]
    assert f"/saved/{one.id}" in letter.get_content()
    assert "商品1" in letter.get_content()
    assert "商品3" not in letter.get_content()


def test_what_was_there_before_is_not_told_of_even_when_it_is_indexed_again(rooms):
    old = listing(rooms, 1, "本店有祖传秘方")
    drain(rooms)
    one = keep(rooms)
    with rooms.database.write() as connection:
        index_queue.put(connection, [old])
    drain(rooms)
    assert (due(rooms), told(rooms, one)) == ([], [])


def test_a_page_that_changes_so_that_it_matches_is_told_of(rooms):
    listing(rooms, 1, "普通茶叶")
    drain(rooms)
    one = keep(rooms)
    listing(rooms, 1, "普通茶叶，祖传秘方")
    drain(rooms)
    assert told(rooms, one) == ["商品1"]


def test_a_document_that_is_indexed_again_is_told_of_once(rooms):
    one = keep(rooms)
    for _ in range(3):
        listing(rooms, 1, "祖传秘方")
        drain(rooms)
    assert len(due(rooms)) == 1
    assert told(rooms, one) == ["商品1"]


def test_killed_before_the_transaction_ends_nothing_is_told_and_next_time_everything_is(rooms):
    one = keep(rooms)
    key = listing(rooms, 1, "祖传秘方")
    docs, gone = docs_of(rooms, [key])
    arrival = arrivals.look(rooms.database, docs, gone)
    with pytest.raises(RuntimeError):
        keep_and_die(rooms, arrival)
    assert due(rooms) == []
    drain(rooms)
    assert (len(due(rooms)), told(rooms, one)) == (1, ["商品1"])


def test_a_search_that_does_not_alert_tells_of_nothing(rooms):
    keep(rooms, alert=False)
    listing(rooms, 1, "祖传秘方")
    drain(rooms)
    assert due(rooms) == []


def test_one_that_is_taken_away_sends_nothing_that_waits(rooms):
    one = keep(rooms)
    listing(rooms, 1, "祖传秘方")
    drain(rooms)
    saved.drop(rooms.database, one.id)
    assert alerts.send_due(rooms) == (0, 0)
    with pytest.raises(NotFound):
        saved.drop(rooms.database, one.id)


def test_alerting_can_be_begun_and_ended_later(rooms):
    one = keep(rooms, alert=False)
    listing(rooms, 1, "祖传秘方")
    drain(rooms)
    saved.change(rooms.database, rooms.index, one.id, alert=True)
    listing(rooms, 2, "祖传秘方")
    drain(rooms)
    saved.change(rooms.database, rooms.index, one.id, alert=False)
    listing(rooms, 3, "祖传秘方")
    drain(rooms)
    assert told(rooms, one) == ["商品2"]


@pytest.mark.parametrize(("change", "said"), [({"name": " "}, "名称"), ({"name": "字" * 101}, "名称"), ({"query": Query()}, "没有任何条件")])
def test_what_cannot_be_saved_is_said(rooms, change, said):
    with pytest.raises(BadInput, match=said):
        keep(rooms, **change)


def test_a_search_that_matches_too_much_does_not_alert(rooms, monkeypatch):
    monkeypatch.setattr("pipeline.saved.keeping.WIDEST", 1)
    for number in (1, 2):
        listing(rooms, number, "祖传秘方")
    drain(rooms)
    with pytest.raises(BadInput, match="2 条命中，条件过宽"):
        keep(rooms)


def test_others_see_what_is_shared_and_nothing_else(rooms):
    keep(rooms, name="自己的", alert=False)
    keep(rooms, name="共享的", alert=False, shared=True)
    with rooms.database.read() as connection:
        assert [one.name for one in rows.for_user(connection, "u2")] == ["共享的"]
        assert {one.name for one in rows.for_user(connection, "u1")} == {"自己的", "共享的"}
