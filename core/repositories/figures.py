"""The numbers that are watched from outside: jobs, captures, what was left out, queues. Each is one query over an index or a small table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from core.db.tables import alerts, captures, coverage, custody, frontier, index_queue, jobs, leads, page_states, stops, targets

Figure = tuple[str, str, dict[str, str], float]
"""Name, help, labels, value."""


def figures(connection: Connection, moment: datetime) -> list[Figure]:
    """Return the figures at the moment."""
    found: list[Figure] = []
    for name, text, table, column in (
        ("jobs", "crawl jobs by status", jobs, jobs.c.status),
        ("leads", "leads by status", leads, leads.c.status),
        ("alerts", "alerts by status", alerts, alerts.c.status),
        ("captures_by_kind", "captures by kind", captures, captures.c.kind),
        ("captures_by_way", "captures by the way they were fetched", captures, captures.c.via),
        ("frontier", "addresses of unfinished jobs by state", frontier, frontier.c.state),
    ):
        rows = connection.execute(select(column, func.count()).select_from(table).group_by(column))
        found += [(name, text, {"value": str(value)}, float(number)) for value, number in rows]
    for reason, number in connection.execute(select(stops.c.reason, func.sum(stops.c.number)).group_by(stops.c.reason)):
        found.append(("left_out_total", "addresses that bounds left out, by reason", {"value": reason}, float(number)))
    found += [(name, text, {}, float(connection.execute(query).scalar_one() or 0)) for name, text, query in _single(moment)]
    oldest = connection.execute(select(func.min(jobs.c.due_at)).where(jobs.c.status == "due", jobs.c.due_at <= moment)).scalar_one()
    found.append(("oldest_due_job_seconds", "how long the oldest due job has waited", {}, max(0.0, (moment - oldest).total_seconds()) if oldest else 0.0))
    return found


def _single(moment: datetime) -> tuple[tuple[str, str, Select[Any]], ...]:
    day = moment - timedelta(days=1)
    waiting = (captures.c.done_at.is_(None), captures.c.kind.in_(("page", "picture")))
    return (
        ("targets_active", "targets that are watched", select(func.count()).select_from(targets).where(targets.c.active)),
        ("targets_blocked", "targets that could not be visited when last tried", select(func.count()).select_from(coverage).where(coverage.c.blocked != "")),
        ("targets_layout_changed", "targets whose pages are read differently", select(func.count()).select_from(coverage).where(coverage.c.layout != "")),
        ("pictures_unread", "pictures of the last visits that nobody read", select(func.sum(coverage.c.pictures_unread))),
        ("pages_known", "addresses known between visits", select(func.count()).select_from(page_states)),
        ("captures_last_day", "captures of the last 24 hours", select(func.count()).select_from(captures).where(captures.c.fetched_at >= day)),
        (
            "captures_waiting",
            "captures that wait to be judged",
            select(func.count()).where(*waiting),
        ),
        ("index_queue", "documents that wait for the index", select(func.count()).select_from(index_queue)),
        ("custody_lines", "lines of the custody log", select(func.count()).select_from(custody)),
    )
