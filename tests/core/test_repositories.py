"""One suite for the repositories; each database that is there runs it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import Conflict, NotFound
from core.records import Capture, Lead, Listing, Page, Target
from core.repositories import alerts, captures, documents, index_queue, jobs, leads, targets

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)


def a_lead(**change) -> Lead:
    plain = {
        "id": "l1",
        "rule": "r",
        "category": "absolute_terms",
        "title": "绝对化用语",
        "severity": "high",
        "confidence": "high",
        "status": "new",
        "shop_id": "s1",
        "url": "http://shop.example/1",
        "words": "全网第一",
        "first_seen": T0,
        "last_seen": T0,
    }
    return Lead(**(plain | change))


def a_capture(**change) -> Capture:
    plain = {
        "id": "c1",
        "job_id": "j1",
        "url": "http://shop.example/1",
        "final_url": "http://shop.example/1",
        "fetched_at": T0,
        "status": 200,
        "content_type": "text/html",
        "sha256": "ab",
        "size": 1,
        "warc": "w",
        "offset": 0,
        "length": 1,
    }
    return Capture(**(plain | change))


def test_a_job_is_planned_once_and_claimed_by_one(database):
    with database.write() as connection:
        targets.put(connection, Target(id="t1", url="http://shop.example/"))
        first, second = jobs.plan(connection, "t1", T0), jobs.plan(connection, "t1", T0)
        assert first == second
        mine = jobs.claim(connection, first.id, owner="me", now=T0, stale_before=T0 - timedelta(seconds=60))
        assert mine is not None
        assert mine.owner == "me"
        assert jobs.claim(connection, first.id, owner="other", now=T0, stale_before=T0 - timedelta(seconds=60)) is None


def test_a_job_of_a_dead_process_is_taken_up_again(database):
    with database.write() as connection:
        targets.put(connection, Target(id="t1", url="http://shop.example/"))
        job = jobs.plan(connection, "t1", T0)
        jobs.claim(connection, job.id, owner="dead", now=T0, stale_before=T0)
        again = jobs.claim(connection, job.id, owner="me", now=T0, stale_before=T0 - timedelta(days=1), dead="dead")
        assert again is not None
        assert again.attempt == 2


def test_a_failed_job_rests_longer_each_time_and_is_given_up_in_the_end(database):
    with database.write() as connection:
        targets.put(connection, Target(id="t1", url="http://shop.example/"))
        job = jobs.plan(connection, "t1", T0)
        waits = []
        moment = T0
        for _ in range(5):
            jobs.claim(connection, job.id, owner="me", now=moment, stale_before=T0)
            jobs.finish(connection, job.id, moment, stopped="no answer", counts={}, failed=True)
            rest = next((n for n in range(1, 60) if jobs.waiting(connection, moment + timedelta(minutes=n), T0)), None)
            waits.append(rest)
            moment += timedelta(minutes=rest or 0)
    assert waits == [2, 4, 8, 16, None]


def test_a_dismissed_lead_stays_dismissed_when_seen_again(database):
    with database.write() as connection:
        leads.seen(connection, a_lead())
        leads.decide(connection, "l1", status="dismissed", reason="商标", who="a", now=T0, version=1)
        lead, what = leads.seen(connection, a_lead(last_seen=T0 + timedelta(days=1)))
    assert (lead.status, what, lead.seen) == ("dismissed", "dismissed", 2)


def test_a_confirmed_lead_seen_again_is_a_relapse(database):
    with database.write() as connection:
        leads.seen(connection, a_lead())
        leads.decide(connection, "l1", status="confirmed", reason="属实", who="a", now=T0, version=1)
        _, what = leads.seen(connection, a_lead(last_seen=T0 + timedelta(days=1)))
        assert what == "relapse"
        assert [event.action for event in leads.events(connection, "l1")].count("relapse") == 1
    with database.read() as connection:
        assert leads.get(connection, "l1").status == "relapse"


def test_a_decision_on_an_old_version_is_a_conflict(database):
    with database.write() as connection:
        leads.seen(connection, a_lead())
        leads.decide(connection, "l1", status="confirmed", reason="x", who="a", now=T0, version=1)
    with pytest.raises(Conflict), database.write() as connection:
        leads.decide(connection, "l1", status="dismissed", reason="y", who="b", now=T0, version=1)


def test_a_lead_that_is_not_there_is_named(database):
    with pytest.raises(NotFound, match="l9"), database.read() as connection:
        leads.get(connection, "l9")


def test_an_alert_is_decided_once(database):
    with database.write() as connection:
        assert alerts.decide(connection, "l1", "new", "mailbox", T0)
        assert not alerts.decide(connection, "l1", "new", "mailbox", T0)
        assert len(alerts.due(connection)) == 1


def test_a_capture_comes_back_with_its_page(database):
    page = Page(url="http://shop.example/1", kind="product", title="茶")
    with database.write() as connection:
        captures.add(connection, a_capture(), page)
    with database.read() as connection:
        assert captures.page_of(connection, "c1") == page
        assert captures.get(connection, "c1") == a_capture()
        assert [c.id for c in captures.waiting(connection)] == ["c1"]


def test_an_unchanged_page_is_known_by_bytes_and_rules(database):
    with database.write() as connection:
        captures.add(connection, a_capture())
        captures.done(connection, "c1", T0, "rules1")
        later = a_capture(id="c2", fetched_at=T0 + timedelta(hours=1))
        captures.add(connection, later)
        assert captures.unchanged_before(connection, later, "rules1") == "c1"
        assert captures.unchanged_before(connection, later, "rules2") == ""


def test_a_document_keeps_its_first_sight(database):
    with database.write() as connection:
        item = Listing(id="x", shop_id="s", url="u", title="茶", first_seen=T0, last_seen=T0)
        assert documents.put(connection, item)
        later = Listing(id="x", shop_id="s", url="u", title="新茶", first_seen=T0 + timedelta(days=1), last_seen=T0 + timedelta(days=1))
        assert not documents.put(connection, later)
        stored = documents.get(connection, "listing", "x")
    assert (stored.title, stored.first_seen, stored.last_seen) == ("新茶", T0, T0 + timedelta(days=1))


def test_the_index_queue_keeps_order_and_forgets_what_is_removed(database):
    with database.write() as connection:
        index_queue.put(connection, [("listing", "a"), ("shop", "b")])
    with database.read() as connection:
        head = index_queue.head(connection)
    assert [(kind, item) for _, kind, item in head] == [("listing", "a"), ("shop", "b")]
    with database.write() as connection:
        index_queue.remove(connection, [head[0][0]])
        assert index_queue.size(connection) == 1
        assert index_queue.size(connection, up_to=head[0][0]) == 0


def test_who_decides_while_the_page_is_seen_again_waits_and_is_told(database):
    confirm = {"status": "confirmed", "reason": "属实", "who": "li", "now": T0 + timedelta(minutes=1)}
    with database.write() as connection:
        leads.seen(connection, a_lead())
        shown = leads.decide(connection, "l1", **confirm, version=1)

    def undo() -> str:
        try:
            with database.write() as connection:
                return leads.decide(connection, "l1", status="new", reason="误判", who="wang", now=T0 + timedelta(hours=2), version=shown.version).status
        except Conflict:
            return "told"

    with ThreadPoolExecutor(1) as pool:
        with database.write() as connection:
            leads.find(connection, "l1", lock=True)  # how a sight begins
            other = pool.submit(undo)
            with pytest.raises(TimeoutError):
                other.result(0.3)
            assert leads.seen(connection, a_lead(last_seen=T0 + timedelta(hours=1)))[1] == "relapse"
        assert other.result(30) == "told"
