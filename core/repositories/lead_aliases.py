"""Leads that were put together: the id that a claim would have by itself, and the lead that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from core.db.handed_in import lead_aliases
from core.db.tables import alerts, findings, lead_events, leads
from core.records import Lead
from core.repositories.rows import record, upsert

MOST = 300
"""Leads that a new claim is compared with, the last seen first."""


def resolve(connection: Connection, lead_id: str) -> str:
    """Return the lead that this id stands for: itself, or the one that it was put to."""
    known = connection.execute(select(lead_aliases.c.lead_id).where(lead_aliases.c.id == lead_id)).scalar()
    return str(known) if known else lead_id


def put(connection: Connection, lead_id: str, to: str, why: str) -> None:
    """Note that claims of this id belong to the lead `to`; ids that were put to it go along."""
    connection.execute(update(lead_aliases).where(lead_aliases.c.lead_id == lead_id).values(lead_id=to))
    upsert(connection, lead_aliases, [{"id": lead_id, "lead_id": to, "why": why}])


def of_rule(connection: Connection, rule: str) -> list[Lead]:
    """Return the leads of a rule, the last seen first."""
    query = select(leads).where(leads.c.rule == rule).order_by(leads.c.last_seen.desc(), leads.c.id).limit(MOST)
    return [record(Lead, row) for row in connection.execute(query).mappings()]


def of_shops(connection: Connection, shop_ids: Sequence[str]) -> list[Lead]:
    """Return the leads of these shops that name words, the oldest first."""
    query = select(leads).where(leads.c.shop_id.in_(shop_ids), leads.c.words != "").order_by(leads.c.first_seen, leads.c.id)
    return [record(Lead, row) for row in connection.execute(query).mappings()]


def advertisement_of(connection: Connection, lead_id: str) -> str:
    """Return the id of an advertisement that shows the lead, or an empty text."""
    query = select(findings.c.document_id).where(findings.c.lead_id == lead_id, findings.c.document_kind == "advertisement")
    return str(connection.execute(query.order_by(findings.c.found_at, findings.c.id).limit(1)).scalar() or "")


def move(connection: Connection, old: Lead, to: Lead, why: str) -> None:
    """Put an undecided lead to another one: its findings and alerts go along, what is still to be sent is not sent twice; its row goes."""
    connection.execute(update(findings).where(findings.c.lead_id == old.id).values(lead_id=to.id))
    connection.execute(update(alerts).where(alerts.c.lead_id == old.id, alerts.c.status == "due").values(status="suppressed", reason=why))
    connection.execute(update(alerts).where(alerts.c.lead_id == old.id).values(lead_id=to.id))
    change: dict[str, Any] = {"seen": to.seen + old.seen, "last_seen": max(to.last_seen, old.last_seen)}
    if old.screenshot and not to.screenshot:
        change |= {name: getattr(old, name) for name in ("witness", "witness_note", "screenshot", "screenshot_sha256", "witnessed_at")}
    connection.execute(update(leads).where(leads.c.id == to.id).values(change))
    connection.execute(delete(lead_events).where(lead_events.c.lead_id == old.id))
    connection.execute(delete(leads).where(leads.c.id == old.id))
    put(connection, old.id, to.id, why)
