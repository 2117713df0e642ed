"""Lists of leads, the overview, users: the same answers on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import NotFound
from core.records import Finding, Job, Lead, Session, Shop, StoredFinding, Target, User
from core.repositories import alerts, findings, jobs, lead_lists, leads, overview, shops, targets, users
from core.repositories.lead_lists import OPEN, LeadFilter

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def connection(database):
    """A writing transaction in an empty database of the test's own."""
    with database.write() as opened:
        yield opened


def lead(ident, **change):
    plain = {
        "id": ident,
        "rule": "r",
        "category": "other",
        "title": "标题",
        "severity": "medium",
        "confidence": "high",
        "status": "new",
        "shop_id": "s1",
        "url": f"https://a.example/{ident}",
        "words": "最好",
        "first_seen": NOW,
        "last_seen": NOW,
    }
    return Lead(**(plain | change))


def put(connection, *items):
    for item in items:
        leads.seen(connection, item)


def ids(found):
    return [item.id for item in found]


def test_worst_surest_newest_first_and_pages_do_not_overlap(connection):
    put(
        connection,
        lead("a", severity="low"),
        lead("b", severity="high", confidence="low"),
        lead("c", severity="high"),
        lead("d", first_seen=NOW - timedelta(days=1)),
        lead("e"),
    )
    total, rows = lead_lists.page(connection, LeadFilter(), limit=3)
    assert (total, ids(rows)) == (5, ["c", "b", "e"])
    assert ids(lead_lists.page(connection, LeadFilter(), limit=3, offset=3)[1]) == ["d", "a"]


def test_filters_and_facets_agree(connection):
    put(connection, lead("a"), lead("b", category="alcohol", shop_id="s2"), lead("c", category="alcohol", severity="low"))
    wanted = LeadFilter(category=("alcohol",))
    assert lead_lists.page(connection, wanted)[0] == 2
    counted = lead_lists.facets(connection, wanted)
    assert counted["category"] == [("alcohol", 2), ("other", 1)]
    assert counted["severity"] == [("low", 1), ("medium", 1)]
    assert counted["shop"] == [("s1", 1), ("s2", 1)]


@pytest.mark.parametrize(("typed", "found"), [("最好", 2), ("A.EXAMPLE/a", 1), ("标题 百分", 1), ("%", 1), ("_", 0), ("'", 0)])
def test_text_is_looked_for_as_it_stands(connection, typed, found):
    put(connection, lead("a"), lead("b", words="百分之 100%", url="https://b.example/b"), lead("c", url="https://c.example/c"))
    assert lead_lists.page(connection, LeadFilter(text=typed))[0] == found


def test_the_next_open_lead_follows_the_order_and_comes_round(connection):
    put(connection, lead("a", severity="high"), lead("b"), lead("c", severity="low"), lead("d", severity="high", confidence="low"))
    rows = lead_lists.page(connection, LeadFilter(status=OPEN))[1]
    assert [lead_lists.next_open(connection, item).id for item in rows] == ["d", "b", "c", "a"]
    leads.decide(connection, "b", status="dismissed", reason="x", who="y", now=NOW, version=1)
    assert lead_lists.next_open(connection, rows[1]).id == "c"


def test_no_next_lead_when_none_is_open(connection):
    put(connection, lead("a"))
    assert lead_lists.next_open(connection, leads.get(connection, "a")) is None


def test_open_numbers_leave_out_what_is_decided(connection):
    put(connection, lead("a"), lead("b", severity="high"), lead("c"))
    leads.decide(connection, "c", status="confirmed", reason="x", who="y", now=NOW, version=1)
    assert lead_lists.open_matrix(connection) == {"other": {"medium": 1, "high": 1}}
    assert lead_lists.open_by_shop(connection, ["s1", "s2"]) == {"s1": 2}


def stored(ident, lead_id, document, at=NOW):
    said = Finding(rule="r", version=1, category="other", articles=(), severity="low", confidence="low", lead=True, spans=())
    return StoredFinding(id=ident, document_kind="listing", document_id=document, shop_id="s1", capture_id="c", found_at=at, finding=said, lead_id=lead_id)


def test_a_leads_findings_are_paged_and_its_documents_named_once(connection):
    for number, document in enumerate(("d1", "d2", "d2")):
        findings.put(connection, stored(f"f{number}", "a", document, NOW + timedelta(minutes=number)))
    total, found = findings.page_of_lead(connection, "a", limit=2)
    assert (total, ids(found)) == (3, ["f0", "f1"])
    assert lead_lists.documents_of(connection, "a") == [("listing", "d1"), ("listing", "d2")]
    assert findings.get(connection, "f2").document_id == "d2"
    with pytest.raises(NotFound):
        findings.get(connection, "none")


def test_the_overview_gives_each_targets_newest_and_newest_done_job(connection):
    targets.put(connection, Target(id="t", url="https://a.example/", every=3600))
    targets.put(connection, Target(id="u", url="https://b.example/"))
    for hours in (3, 2, 1):
        job = jobs.plan(connection, "t", NOW - timedelta(hours=hours))
        if hours == 2:
            jobs.finish(connection, job.id, NOW, stopped="all pages visited", counts={"pages": 4})
    (first, last, done), (second, nothing, none) = overview.runs(connection)
    assert (first.id, second.id) == ("t", "u")
    assert isinstance(last, Job)
    assert last.due_at == NOW - timedelta(hours=1)
    assert done.due_at == NOW - timedelta(hours=2)
    assert (nothing, none) == (None, None)
    assert overview.coverage(connection)["targets"] == 2


def test_alerts_of_today_are_the_newest_with_their_leads(connection):
    put(connection, lead("a"))
    alerts.decide(connection, "a", "new", "mailbox", NOW)
    alerts.decide(connection, "gone", "new", "mailbox", NOW + timedelta(minutes=1))
    alerts.decide(connection, "a", "old", "mailbox", NOW - timedelta(days=1))
    total, rows = overview.alerts_since(connection, NOW)
    assert total == 2
    assert [(alert.lead_id, found.id if found else None) for alert, found in rows] == [("gone", None), ("a", "a")]


def test_shops_are_found_by_name_host_or_operator(connection):
    for key, name, operator in (("a.example", "甲店", "乙公司"), ("b.example", "", "丙公司")):
        shops.put(connection, Shop(id=key, key=key, url=f"https://{key}/", name=name, operator=operator), set())
    assert [overview.shop_page(connection, typed)[0] for typed in ("", "甲", "B.EXAMPLE", "公司", "甲 乙", "%")] == [2, 1, 1, 2, 1, 0]
    assert lead_lists.shop_names(connection, ["a.example", "b.example", "c"]) == {"a.example": "甲店", "b.example": "b.example"}


def test_shutting_a_user_out_ends_the_sessions_and_old_ones_are_cleared(connection):
    user = User(id="u", name="张三", password_hash="x", role="investigator", created_at=NOW)
    users.put(connection, user)
    users.open_session(connection, Session(id="one", user_id="u", csrf="c", created_at=NOW, expires_at=NOW + timedelta(hours=1)))
    users.open_session(connection, Session(id="old", user_id="u", csrf="c", created_at=NOW, expires_at=NOW))
    users.clear_sessions(connection, NOW)
    users.extend_session(connection, "one", NOW + timedelta(hours=2))
    assert users.session_user(connection, "one", NOW + timedelta(minutes=90)) is not None
    assert users.session_user(connection, "old", NOW - timedelta(hours=1)) is None
    users.set_active(connection, "u", False)
    assert users.session_user(connection, "one", NOW) is None
    assert [found.active for found in users.every(connection)] == [False]
    assert users.get(connection, "u").name == "张三"
    with pytest.raises(NotFound):
        users.get(connection, "nobody")


def test_a_target_that_is_stopped_is_no_longer_watched(connection):
    targets.put(connection, Target(id="t", url="https://a.example/", every=3600))
    targets.set_active(connection, "t", False)
    assert targets.watched(connection) == []
