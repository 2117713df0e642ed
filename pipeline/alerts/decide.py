"""Decide on alerts, in the transaction that made the lead: a due alert, or a suppression with its reason. Never repeated."""

from __future__ import annotations

from sqlalchemy import Connection

from core.clock import beijing_day, now
from core.records import Lead
from core.repositories import alerts
from core.settings import Settings


def channel_of(settings: Settings) -> str:
    """Return the channel that the settings name."""
    return "smtp" if settings.smtp_url else "mailbox"


def decide(connection: Connection, touched: list[tuple[Lead, str]], settings: Settings) -> int:
    """Make the alerts of new leads and relapses. Returns how many are new."""
    channel = channel_of(settings)
    made = 0
    for lead, what in touched:
        if what == "new":
            made += alerts.decide(connection, lead.id, "new", channel, now(), suppressed=_suppressed(lead))
        elif what == "relapse":
            made += alerts.decide(connection, lead.id, f"relapse {beijing_day(lead.last_seen)}", channel, now())
    return made


def _suppressed(lead: Lead) -> str:
    # a weak lead waits in the list; a message for it would teach people to ignore messages
    if lead.confidence == "low":
        return "可信度低，只列入线索清单，不另行提醒"
    return ""
