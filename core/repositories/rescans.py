"""Rescans: the row is the truth of what is asked for, how far it came and what it found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from core.db.tables import rescans
from core.errors import NotFound
from core.records import Rescan
from core.repositories.rows import record, upsert, values


def plan(connection: Connection, rescan: Rescan) -> Rescan:
    """Ask for a rescan, once: asked again with the same id it stays as it is."""
    upsert(connection, rescans, [values(rescan, rescans)], update=())
    return get(connection, rescan.id)


def get(connection: Connection, rescan_id: str) -> Rescan:
    """Return the rescan; raise NotFound."""
    row = connection.execute(select(rescans).where(rescans.c.id == rescan_id)).mappings().first()
    if row is None:
        raise NotFound(f"no rescan {rescan_id}")
    return record(Rescan, row)


def recent(connection: Connection, limit: int = 30) -> list[Rescan]:
    """Return the newest first."""
    query = select(rescans).order_by(rescans.c.created_at.desc(), rescans.c.id).limit(limit)
    return [record(Rescan, row) for row in connection.execute(query).mappings()]


def waiting(connection: Connection, stale_before: datetime) -> list[Rescan]:
    """Return what is due, and what runs without a heartbeat since `stale_before`, the oldest first."""
    left = (rescans.c.status == "running") & (rescans.c.heartbeat_at < stale_before)
    query = select(rescans).where(or_(rescans.c.status == "due", left)).order_by(rescans.c.created_at, rescans.c.id)
    return [record(Rescan, row) for row in connection.execute(query).mappings()]


def running(connection: Connection) -> list[Rescan]:
    """Return those that a process says it is at."""
    return [record(Rescan, row) for row in connection.execute(select(rescans).where(rescans.c.status == "running")).mappings()]


def claim(connection: Connection, rescan_id: str, *, owner: str, now: datetime, stale_before: datetime, dead: str = "") -> Rescan | None:
    """Take the rescan; None when it is over or another process is at it. `dead`: an owner that is known to be gone."""
    left = (rescans.c.status == "running") & ((rescans.c.heartbeat_at < stale_before) | ((rescans.c.owner == dead) & (rescans.c.owner != "")))
    change = {"status": "running", "owner": owner, "heartbeat_at": now}
    taken = connection.execute(update(rescans).where(rescans.c.id == rescan_id, or_(rescans.c.status == "due", left)).values(change)).rowcount
    if not taken:
        return None
    connection.execute(update(rescans).where(rescans.c.id == rescan_id, rescans.c.started_at.is_(None)).values(started_at=now))
    return get(connection, rescan_id)


def moved(connection: Connection, rescan_id: str, owner: str, now: datetime, *, place: str, done: int, total: int, found: int, opened: int) -> bool:
    """Keep how far it came, in the transaction that writes what was found. False when it was stopped, or another process has taken it."""
    change = {"heartbeat_at": now, "place": place, "done": done, "total": total, "found": found, "opened": opened}
    mine = (rescans.c.id == rescan_id) & (rescans.c.owner == owner) & (rescans.c.status == "running")
    return connection.execute(update(rescans).where(mine).values(change)).rowcount > 0


def finish(connection: Connection, rescan_id: str, now: datetime, *, error: str = "") -> None:
    """Close it, with the reason when it failed."""
    open_ones = rescans.c.status.in_(("due", "running"))
    change = {"status": "failed" if error else "done", "ended_at": now, "error": error}
    connection.execute(update(rescans).where(rescans.c.id == rescan_id, open_ones).values(change))
