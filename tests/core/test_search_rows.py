"""Rows of saved searches, rescans, signatures and stored texts, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import NotFound
from core.records import Likeness, Listing, Rescan, SavedMatch, SavedSearch
from core.repositories import alerts, documents, likenesses, rescans, saved, texts

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER = T0 + timedelta(minutes=10)
ONE = SavedSearch(id="s1", owner_id="u1", owner="李四", name="茶", query={"text": "茶"}, alert=True, created_at=T0, looked_at=T0)


def a_match(document: str, at: datetime = LATER, alert: str = "a1") -> SavedMatch:
    return SavedMatch(saved_id="s1", document_id=document, document_kind="listing", title="绿茶", url="https://shop.example/", found_at=at, alert_id=alert)


def test_a_saved_search_reads_back_and_goes_with_its_matches(database):
    with database.write() as connection:
        saved.put(connection, ONE)
        saved.add_matches(connection, [a_match("d1")])
        assert saved.get(connection, "s1") == ONE
        assert saved.alerting(connection) == [ONE]
        saved.drop(connection, "s1")
        assert saved.matches(connection, "s1") == (0, [])
        with pytest.raises(NotFound):
            saved.get(connection, "s1")


def test_matches_from_before_are_known_and_never_told_of(database):
    with database.write() as connection:
        saved.put(connection, ONE)
        saved.note_present(connection, [a_match("d1", alert=""), a_match("d2", alert="")])
        saved.note_present(connection, [a_match("d1", alert="")])
        saved.add_matches(connection, [a_match("d3")])
        assert saved.known(connection, "s1", ["d1", "d2", "d3", "d4"]) == {"d1", "d2", "d3"}
        assert [match.document_id for match in saved.matches(connection, "s1")[1]] == ["d3"]
        assert saved.unseen(connection, ["s1"]) == {"s1": 1}
        saved.looked(connection, "s1", LATER)
        assert saved.unseen(connection, ["s1"]) == {}


def test_an_alert_that_waits_goes_with_its_search(database):
    with database.write() as connection:
        saved.put(connection, ONE)
        first = alerts.of_saved(connection, "s1", ["d1", "d2"], "mailbox", T0)
        assert alerts.of_saved(connection, "s1", ["d2", "d1"], "mailbox", LATER) == first
        assert [(one.id, one.saved_id) for one in alerts.due(connection)] == [(first, "s1")]
        saved.drop(connection, "s1")
        assert alerts.due(connection) == []


def test_a_rescan_is_taken_by_one_and_by_another_when_it_is_silent(database):
    asked = Rescan(id="r1", words=("秘方",), asked_by="李四", created_at=T0)
    long_ago = T0 - timedelta(hours=1)
    with database.write() as connection:
        assert rescans.plan(connection, asked) == rescans.plan(connection, replace(asked, words=("别的",))) == asked
        assert rescans.claim(connection, "r1", owner="p1", now=T0, stale_before=long_ago) is not None
        assert rescans.claim(connection, "r1", owner="p2", now=T0, stale_before=long_ago) is None
        taken = rescans.claim(connection, "r1", owner="p2", now=LATER, stale_before=LATER)
        assert (taken.owner, taken.started_at) == ("p2", T0)
        counts = {"place": "page:1", "done": 1, "total": 2, "found": 0, "opened": 0}
        assert not rescans.moved(connection, "r1", "p1", LATER, **counts)  # the one that was silent writes nothing more
        assert rescans.moved(connection, "r1", "p2", LATER, **counts)
        rescans.finish(connection, "r1", LATER)
        rescans.finish(connection, "r1", LATER, error="too late")
        assert rescans.get(connection, "r1").status == "done"


def test_signatures_share_bands_and_are_replaced(database):
    def like(ident: str, *bands: int) -> Likeness:
        return Likeness(document_id=ident, document_kind="listing", shop_id="s", mark=bytes((255, 0, ident.encode()[-1])), bands=bands)

    with database.write() as connection:
        likenesses.put(connection, [like("d1", 1, 2, -(2**63)), like("d2", 2, 3), like("d3", 9)])
        assert [one.document_id for one in likenesses.sharing(connection, (1, 2, 3))] == ["d1", "d2"]
        assert [one.document_id for one in likenesses.sharing(connection, (1, 2, 3), without="d1")] == ["d2"]
        likenesses.put(connection, [like("d1", 7)])
        assert [one.document_id for one in likenesses.sharing(connection, (1, 2))] == ["d2"]
        likenesses.drop(connection, ["d1", "d2"])
        assert likenesses.find(connection, "d1") is None
        assert likenesses.find(connection, "d3").mark == like("d3").mark


def test_stored_texts_come_in_pieces_that_miss_none(database):
    with database.write() as connection:
        for number in range(7):
            documents.put(connection, Listing(id=f"l{number}", shop_id="s", url="https://shop.example/", title="茶", text=str(number)))
        ends = list(texts.borders(connection, "listing", 3))
        assert ends == ["l2", "l5", "l6"]
        assert list(texts.borders(connection, "listing", 3, after="l5")) == ["l6"]
        rows = [row for after, last in zip(["", *ends], ends, strict=False) for row in texts.between(connection, "listing", after, last)]
        assert [text for _, _, text in rows] == list("0123456")
        assert texts.count(connection) == 7
