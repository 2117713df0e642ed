"""Times as people here read them: Beijing time."""

from __future__ import annotations

from datetime import datetime

from core.clock import BEIJING


def beijing(moment: datetime | None, seconds: bool = False) -> str:
    """Return 2026-11-23 14:05 in Beijing, with seconds where evidence needs them; "—" for no time."""
    if moment is None:
        return "—"
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def short(moment: datetime | None, now: datetime) -> str:
    """Return 今天 14:05, 昨天 14:05, 11-20, or 2025-11-20: what a dense list shows."""
    if moment is None:
        return "—"
    local, today = moment.astimezone(BEIJING), now.astimezone(BEIJING)
    days = (today.date() - local.date()).days
    if days in (0, 1):
        return f"{'今天' if days == 0 else '昨天'} {local:%H:%M}"
    return f"{local:%m-%d}" if local.year == today.year else f"{local:%Y-%m-%d}"


def period(seconds: int) -> str:
    """Return how often, in words: 每 2 小时; 仅一次 for 0."""
    if seconds <= 0:
        return "仅一次"
    for size, name in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds % size == 0:
            return f"每 {seconds // size} {name}"
    return f"每 {seconds} 秒"


def start_of_day(moment: datetime) -> datetime:
    """Return the midnight in Beijing that the moment's day began with."""
    return moment.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
