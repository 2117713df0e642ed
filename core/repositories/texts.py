"""All stored texts in the order of their ids, in pieces that bounded memory holds: what is looked at when the whole past is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from core.db.handed_in import picture_readings, shown_pictures
from core.db.tables import advertisements, listings, pages, shops
from core.pictures import PictureReading
from core.records import Shop
from core.repositories.rows import record
from core.shop_text import shop_text

KINDS = ("listing", "advertisement", "page", "shop", "picture")
"""What has a text. `picture`: what was read in a picture, by the hash of its bytes; its lines and codes, one below the other."""

Row = tuple[str, str, str]
"""Id, title, text."""

_TABLES: dict[str, Table] = {"listing": listings, "advertisement": advertisements, "page": pages, "shop": shops, "picture": picture_readings}


def _id(kind: str) -> Column[Any]:
    return picture_readings.c.sha256 if kind == "picture" else _TABLES[kind].c.id


def count(connection: Connection) -> int:
    """Return how many texts there are."""
    return sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _TABLES.values())


def borders(connection: Connection, kind: str, size: int, after: str = "") -> Iterator[str]:
    """Yield the last id of each piece of `size` texts, in order; the pieces together are all texts of the kind behind `after`."""
    column = _id(kind)
    while True:
        step = select(column.label("id")).where(column > after).order_by(column).limit(size).subquery()
        last = connection.execute(select(func.max(step.c.id))).scalar()
        if last is None:
            return
        yield str(last)
        after = str(last)


def between(connection: Connection, kind: str, after: str, last: str) -> Iterator[Row]:
    """Yield the texts with ids behind `after`, up to `last`."""
    table, key = _TABLES[kind], _id(kind)
    columns: list[Any] = [table] if kind in ("shop", "picture") else [table.c.id, table.c.title, table.c.text]
    query = select(*columns).where(key > after, key <= last).order_by(key)
    for row in connection.execute(query):
        yield _row(kind, row)


def _row(kind: str, row: Any) -> Row:
    if kind == "shop":
        shop = record(Shop, row._mapping)
        return shop.id, shop.name, shop_text(shop)
    if kind == "picture":
        reading = record(PictureReading, row._mapping)
        return reading.sha256, "", read_in(reading)
    return row[0], row[1], row[2]


def read_in(reading: PictureReading) -> str:
    """Return what was read in a picture: its lines in reading order, then its codes, one below the other."""
    return "\n".join(filter(None, [*(line.text for line in reading.lines), *(code.text for code in reading.codes)]))


def showing(connection: Connection, sha256: str) -> list[tuple[str, str]]:
    """Return (listing, SHA-256 of its picture) of everything that shows this picture, or one that looks the same and was not read itself."""
    same = select(picture_readings.c.sha256).where((picture_readings.c.sha256 == sha256) | (picture_readings.c.same_as == sha256))
    query = select(shown_pictures.c.document_id, shown_pictures.c.sha256).where(shown_pictures.c.sha256.in_(same))
    return [(str(ident), str(picture)) for ident, picture in connection.execute(query.order_by(shown_pictures.c.document_id, shown_pictures.c.sha256))]
