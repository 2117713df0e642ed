"""The one door for time. Times are aware UTC inside; a day is a day in Beijing (UTC+8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Return the present time, aware, in UTC."""
    return datetime.now(UTC)


def beijing_day(moment: datetime) -> date:
    """Return the calendar day in Beijing: statutes come into force at its midnight."""
    return moment.astimezone(BEIJING).date()
