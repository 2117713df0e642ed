"""Leads (线索): grouped findings, and what investigators decided on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, select, update

from core.db.tables import lead_events, leads
from core.errors import Conflict, NotFound
from core.ids import digest
from core.records import Lead, LeadEvent
from core.repositories import lead_aliases
from core.repositories.rows import record, upsert, values

SEVERITY = case({"high": 0, "medium": 1, "low": 2}, value=leads.c.severity, else_=3)


def seen(connection: Connection, lead: Lead) -> tuple[Lead, str]:
    """Group a finding's claim into its lead. Returns the lead as stored and what happened: new, again, dismissed or relapse.

    A dismissed lead stays dismissed. A confirmed one that is seen again after it was decided is marked as a relapse.
    """
    known = find(connection, lead.id, lock=True)
    if known is None:
        upsert(connection, leads, [values(lead, leads)], update=())
        add_event(connection, lead.id, lead.first_seen, "system", "new", "")
        return lead, "new"
    # the same sight told twice (a step that ran again) is one sight
    change: dict[str, Any] = {"last_seen": max(lead.last_seen, known.last_seen), "seen": known.seen + (lead.last_seen > known.last_seen)}
    outcome = {"dismissed": "dismissed"}.get(known.status, "again")
    if known.status == "confirmed" and known.decided_at and lead.last_seen > known.decided_at:
        change |= {"status": "relapse", "version": known.version + 1}
        outcome = "relapse"
        add_event(connection, lead.id, lead.last_seen, "system", "relapse", "")
    connection.execute(update(leads).where(leads.c.id == lead.id).values(change))
    return get(connection, lead.id), outcome


def find(connection: Connection, lead_id: str, *, lock: bool = False) -> Lead | None:
    """Return the lead or None. `lock`: no other transaction may change it before this one ends (SQLite has one writer anyway)."""
    query = select(leads).where(leads.c.id == lead_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    return record(Lead, row) if row else None


def get(connection: Connection, lead_id: str) -> Lead:
    """Return the lead, or the one that it was put to; raise NotFound."""
    lead = find(connection, lead_id) or find(connection, lead_aliases.resolve(connection, lead_id))
    if lead is None:
        raise NotFound(f"no lead {lead_id}")
    return lead


def decide(connection: Connection, lead_id: str, *, status: str, reason: str, who: str, now: datetime, version: int) -> Lead:
    """Confirm, dismiss or take up again ("new"); raise Conflict when the lead changed since `version` was shown."""
    changed = connection.execute(
        update(leads)
        .where(leads.c.id == lead_id, leads.c.version == version)
        .values(status=status, reason=reason, decided_by=who, decided_at=now, version=version + 1)
    ).rowcount
    if not changed:
        get(connection, lead_id)
        raise Conflict(f"lead {lead_id} was changed by someone else meanwhile")
    add_event(connection, lead_id, now, who, status, reason)
    return get(connection, lead_id)


def add_event(connection: Connection, lead_id: str, at: datetime, who: str, action: str, reason: str) -> None:
    """Write one line of the lead's history; the same line twice stays one."""
    event = LeadEvent(id=digest("event", lead_id, at.isoformat(), who, action), lead_id=lead_id, at=at, who=who, action=action, reason=reason)
    upsert(connection, lead_events, [values(event, lead_events)], update=())


def events(connection: Connection, lead_id: str) -> list[LeadEvent]:
    """Return the lead's history, oldest first."""
    query = select(lead_events).where(lead_events.c.lead_id == lead_id).order_by(lead_events.c.at, lead_events.c.id)
    return [record(LeadEvent, row) for row in connection.execute(query).mappings()]


def witnessed(connection: Connection, lead_ids: Sequence[str], now: datetime, **what: str) -> None:
    """Keep what the browser saw: witness (present, gone, absent), witness_note, screenshot, screenshot_sha256."""
    connection.execute(update(leads).where(leads.c.id.in_(lead_ids)).values(witnessed_at=now, **what))


def screenshots(connection: Connection) -> list[tuple[str, str, str]]:
    """Return (whose it is, file, SHA-256) of every lead's screenshot, for the verifier."""
    query = select(leads.c.id, leads.c.screenshot, leads.c.screenshot_sha256).where(leads.c.screenshot != "").order_by(leads.c.id)
    return [(f"lead {ident}", name, sha256) for ident, name, sha256 in connection.execute(query)]


def unwitnessed(connection: Connection, limit: int = 500) -> list[Lead]:
    """Return leads that no browser has looked at yet, the oldest first."""
    query = select(leads).where(leads.c.witnessed_at.is_(None)).order_by(leads.c.first_seen, leads.c.id).limit(limit)
    return [record(Lead, row) for row in connection.execute(query).mappings()]


def _filtered(query: Any, statuses: Sequence[str], category: str, shop_id: str) -> Any:
    if statuses:
        query = query.where(leads.c.status.in_(statuses))
    if category:
        query = query.where(leads.c.category == category)
    return query.where(leads.c.shop_id == shop_id) if shop_id else query


def page(
    connection: Connection, *, statuses: Sequence[str] = (), category: str = "", shop_id: str = "", limit: int = 50, offset: int = 0
) -> tuple[int, list[Lead]]:
    """Return how many leads match, and one page of them: worst first, then newest."""
    total = connection.execute(_filtered(select(func.count()).select_from(leads), statuses, category, shop_id)).scalar_one()
    query = _filtered(select(leads), statuses, category, shop_id).order_by(SEVERITY, leads.c.first_seen.desc(), leads.c.id)
    return total, [record(Lead, row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]


def at(connection: Connection, urls: Sequence[str]) -> set[str]:
    """Return those of the addresses (500 at most) at which a lead stands that nobody has dismissed."""
    query = select(leads.c.url).where(leads.c.url.in_(urls[:500]), leads.c.status != "dismissed")
    return set(connection.execute(query).scalars())


def of_documents(connection: Connection, lead_ids: Sequence[str]) -> dict[str, str]:
    """Return the status of each of these leads."""
    rows = connection.execute(select(leads.c.id, leads.c.status).where(leads.c.id.in_(lead_ids)))
    return {str(row[0]): str(row[1]) for row in rows}
