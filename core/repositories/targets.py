"""Targets: the shops and advert channels that are watched."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select, update

from core.db.tables import targets
from core.errors import NotFound
from core.records import Target
from core.repositories.rows import record, upsert, values


def put(connection: Connection, target: Target) -> None:
    """Store the target; a known id gets the new values."""
    upsert(connection, targets, [values(target, targets)])


def as_known(connection: Connection, target: Target) -> Target:
    """Return the target with what is known of it where nothing is said now: a visit by hand must not end its schedule or take its name away."""
    row = connection.execute(select(targets).where(targets.c.id == target.id)).mappings().first()
    known = record(Target, row) if row else Target(id=target.id, url=target.url)
    said = {name: getattr(target, name) for name in ("klass", "name", "area", "every") if getattr(target, name)}
    return replace(known, browser=target.browser, max_pages=target.max_pages, **said)


def get(connection: Connection, target_id: str) -> Target:
    """Return the target; raise NotFound."""
    row = connection.execute(select(targets).where(targets.c.id == target_id)).mappings().first()
    if row is None:
        raise NotFound(f"no target {target_id}")
    return record(Target, row)


def watched(connection: Connection) -> list[Target]:
    """Return the active targets, those with a schedule first."""
    query = select(targets).where(targets.c.active).order_by(targets.c.every.desc(), targets.c.id)
    return [record(Target, row) for row in connection.execute(query).mappings()]


def set_active(connection: Connection, target_id: str, active: bool) -> None:
    """Stop or start watching the target."""
    connection.execute(update(targets).where(targets.c.id == target_id).values(active=active))


def find(connection: Connection, target_id: str) -> Target | None:
    """Return the target or None."""
    row = connection.execute(select(targets).where(targets.c.id == target_id)).mappings().first()
    return record(Target, row) if row else None


def every(connection: Connection) -> list[Target]:
    """Return all targets, by address."""
    return [record(Target, row) for row in connection.execute(select(targets).order_by(targets.c.url)).mappings()]
