"""What a person who comes to work looks at first: coverage, runs, today's alerts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from core.db.tables import advertisements, alerts, captures, findings, index_queue, jobs, leads, listings, pages, shops, targets
from core.records import Alert, Job, Lead, Shop, Target
from core.repositories.rows import record

_COUNTED = {
    "targets": targets,
    "shops": shops,
    "listings": listings,
    "advertisements": advertisements,
    "pages": pages,
    "captures": captures,
    "findings": findings,
    "leads": leads,
    "index_queue": index_queue,
}


def coverage(connection: Connection) -> dict[str, int]:
    """Return how many rows there are of each kind."""
    return {name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in _COUNTED.items()}


def runs(connection: Connection) -> list[tuple[Target, Job | None, Job | None]]:
    """Return each target with its newest job and its newest job that came to an orderly end, the scheduled ones first."""
    query = select(targets).order_by(targets.c.active.desc(), targets.c.every.desc(), targets.c.name, targets.c.url)
    last, done = _newest(connection), _newest(connection, "done")
    found = [record(Target, row) for row in connection.execute(query).mappings()]
    return [(target, last.get(target.id), done.get(target.id)) for target in found]


def _newest(connection: Connection, status: str = "") -> dict[str, Job]:
    newest = select(jobs.c.target_id, func.max(jobs.c.due_at).label("due_at")).group_by(jobs.c.target_id)
    if status:
        newest = newest.where(jobs.c.status == status)
    part = newest.subquery()
    query = select(jobs).join(part, (jobs.c.target_id == part.c.target_id) & (jobs.c.due_at == part.c.due_at))
    found = [record(Job, row) for row in connection.execute(query).mappings()]
    return {job.target_id: job for job in found}


def alerts_since(connection: Connection, moment: datetime, limit: int = 50) -> tuple[int, list[tuple[Alert, Lead | None]]]:
    """Return how many alerts were made since then, and the newest of them with their leads."""
    total = connection.execute(select(func.count()).select_from(alerts).where(alerts.c.created_at >= moment)).scalar_one()
    query = select(alerts).where(alerts.c.created_at >= moment).order_by(alerts.c.created_at.desc(), alerts.c.id).limit(limit)
    found = [record(Alert, row) for row in connection.execute(query).mappings()]
    rows = connection.execute(select(leads).where(leads.c.id.in_([alert.lead_id for alert in found]))).mappings()
    known = {row["id"]: record(Lead, row) for row in rows}
    return total, [(alert, known.get(alert.lead_id)) for alert in found]


def _named(query: Select[Any], text: str) -> Select[Any]:
    for run in text.split():
        query = query.where(or_(*(column.icontains(run, autoescape=True) for column in (shops.c.name, shops.c.key, shops.c.operator))))
    return query


def shop_page(connection: Connection, text: str = "", limit: int = 50, offset: int = 0) -> tuple[int, list[Shop]]:
    """Return how many shops match by name, host or operator, and one page of them by host."""
    total = connection.execute(_named(select(func.count()).select_from(shops), text)).scalar_one()
    query = _named(select(shops), text).order_by(shops.c.key, shops.c.id).limit(limit).offset(offset)
    return total, [record(Shop, row) for row in connection.execute(query).mappings()]
