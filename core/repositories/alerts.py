"""Alerts: one row per lead and channel, made once; sending is tried again, deciding is not repeated."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.db.tables import alerts
from core.ids import digest
from core.records import Alert
from core.repositories.rows import record, upsert, values


def decide(connection: Connection, lead_id: str, occasion: str, channel: str, now: datetime, suppressed: str = "") -> bool:
    """Make the alert of this lead, occasion (new, relapse + day) and channel, once. Returns whether it is new."""
    alert = Alert(
        id=digest("alert", lead_id, occasion, channel),
        lead_id=lead_id,
        channel=channel,
        status="suppressed" if suppressed else "due",
        reason=suppressed or occasion,
        created_at=now,
    )
    return upsert(connection, alerts, [values(alert, alerts)], update=()) > 0


def of_saved(connection: Connection, saved_id: str, documents: Collection[str], channel: str, now: datetime) -> str:
    """Make the alert of a saved search for these documents, once. Returns its id."""
    ident = digest("saved alert", saved_id, sorted(documents), channel)
    alert = Alert(id=ident, lead_id="", saved_id=saved_id, channel=channel, status="due", reason="saved", created_at=now)
    upsert(connection, alerts, [values(alert, alerts)], update=())
    return alert.id


def due(connection: Connection, limit: int = 200, without: Collection[str] = ()) -> list[Alert]:
    """Return alerts that are still to be sent, oldest first, but none of `without`."""
    query = select(alerts).where(alerts.c.status == "due", alerts.c.id.not_in(without)).order_by(alerts.c.created_at, alerts.c.id).limit(limit)
    return [record(Alert, row) for row in connection.execute(query).mappings()]


def sent(connection: Connection, alert_id: str, now: datetime) -> None:
    """Mark as sent."""
    connection.execute(update(alerts).where(alerts.c.id == alert_id).values(status="sent", sent_at=now, error="", attempts=alerts.c.attempts + 1))


def failed(connection: Connection, alert_id: str, why: str) -> None:
    """Keep why it could not be sent; it stays due."""
    connection.execute(update(alerts).where(alerts.c.id == alert_id).values(error=why, attempts=alerts.c.attempts + 1))


def of_lead(connection: Connection, lead_id: str) -> list[Alert]:
    """Return the alerts of a lead."""
    query = select(alerts).where(alerts.c.lead_id == lead_id).order_by(alerts.c.created_at, alerts.c.id)
    return [record(Alert, row) for row in connection.execute(query).mappings()]
