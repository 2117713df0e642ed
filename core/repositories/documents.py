"""Listings, advertisements and other pages: what detectors look at and the index holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select, update

from core.clock import beijing_day
from core.db.tables import advertisements, listings, pages
from core.errors import NotFound
from core.records import Advertisement, Listing, StoredPage
from core.repositories.rows import record, upsert, values

Stored = Listing | Advertisement | StoredPage

_TABLES: dict[str, tuple[Table, type[Any]]] = {
    "listing": (listings, Listing),
    "advertisement": (advertisements, Advertisement),
    "page": (pages, StoredPage),
}

# asked for each page, and made once
_KNOWN = {table: select(table.c.id).where(table.c.id == bindparam("id")) for table, _ in _TABLES.values()}
_ONE = {table: select(table).where(table.c.id == bindparam("id")) for table, _ in _TABLES.values()}
_SHOWN_BY = {table: select(table.c.id, table.c.last_seen).where(table.c.capture_id == bindparam("before")) for table, _ in _TABLES.values()}
_SEEN = {
    table: update(table).where(table.c.capture_id == bindparam("before")).values(capture_id=bindparam("now"), last_seen=bindparam("seen"))
    for table, _ in _TABLES.values()
}


def kind_of(item: Stored) -> str:
    """Return listing, advertisement or page."""
    return {Listing: "listing", Advertisement: "advertisement", StoredPage: "page"}[type(item)]


def put(connection: Connection, item: Stored) -> bool:
    """Store it; a known id gets the new values but keeps its first sight. Returns whether the id is new."""
    table, _ = _TABLES[kind_of(item)]
    new = connection.execute(_KNOWN[table], {"id": item.id}).first() is None
    row = values(item, table)
    upsert(connection, table, [row], update=[name for name in row if name not in ("id", "first_seen")])
    return new


def get(connection: Connection, kind: str, item_id: str) -> Stored:
    """Return the document; raise NotFound."""
    table, cls = _TABLES[kind]
    row = connection.execute(_ONE[table], {"id": item_id}).mappings().first()
    if row is None:
        raise NotFound(f"no {kind} {item_id}")
    found: Stored = record(cls, row)
    return found


def find(connection: Connection, item_id: str) -> Stored | None:
    """Return the document of this id, whatever its kind, or None."""
    for table, cls in _TABLES.values():
        row = connection.execute(select(table).where(table.c.id == item_id)).mappings().first()
        if row is not None:
            found: Stored = record(cls, row)
            return found
    return None


def capture_of(connection: Connection, item: Stored) -> str:
    """Return the id of the capture that the stored document of this id was last read from, or an empty text."""
    table, _ = _TABLES[kind_of(item)]
    return connection.execute(select(table.c.capture_id).where(table.c.id == item.id)).scalar() or ""


def of_capture(connection: Connection, capture_id: str) -> list[Stored]:
    """Return the documents that were last read from this capture."""
    result: list[Stored] = []
    for table, cls in _TABLES.values():
        query = select(table).where(table.c.capture_id == capture_id).order_by(table.c.id)
        result += [record(cls, row) for row in connection.execute(query).mappings()]
    return result


def every(connection: Connection, kind: str) -> list[str]:
    """Return all ids of the kind, for a rebuild of the index."""
    table, _ = _TABLES[kind]
    return list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())


def of_shop(connection: Connection, kind: str, shop_id: str, limit: int = 50, offset: int = 0) -> list[Stored]:
    """Return the shop's documents of the kind, the last seen first."""
    table, cls = _TABLES[kind]
    query = select(table).where(table.c.shop_id == shop_id).order_by(table.c.last_seen.desc(), table.c.id).limit(limit).offset(offset)
    return [record(cls, row) for row in connection.execute(query).mappings()]


def count(connection: Connection, kind: str, shop_id: str = "") -> int:
    """Return how many documents of the kind there are."""
    table, _ = _TABLES[kind]
    query = select(func.count()).select_from(table)
    return connection.execute(query.where(table.c.shop_id == shop_id) if shop_id else query).scalar_one()


def seen_again(connection: Connection, before: str, capture_id: str, seen: datetime) -> list[tuple[str, str]]:
    """Say that what the capture `before` showed was seen unchanged in a newer one. Returns (kind, id) of those whose day in the index is another now."""
    other_day = []
    for kind, (table, _) in _TABLES.items():
        shown = connection.execute(_SHOWN_BY[table], {"before": before}).all()
        if not shown:
            continue
        for item_id, last_seen in shown:
            if last_seen is None or beijing_day(last_seen) != beijing_day(seen):
                other_day.append((kind, str(item_id)))
        connection.execute(_SEEN[table], {"before": before, "now": capture_id, "seen": seen})
        break  # a capture shows one document
    return other_day
