"""All stored texts in the order of their ids, in pieces that bounded memory holds: what is looked at when the whole past is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select

from core.codec import from_json
from core.db.tables import advertisements, captures, listings, pages, shops
from core.records import Page, Shop
from core.repositories.rows import record
from core.shop_text import shop_text

KINDS = ("listing", "advertisement", "page", "shop", "picture")
"""What has a text. `picture`: a capture, with what was read in it."""

Row = tuple[str, str, str]
"""Id, title, text."""

_TABLES: dict[str, Table] = {"listing": listings, "advertisement": advertisements, "page": pages, "shop": shops, "picture": captures}


_COLUMNS = {"picture": ("id", "page")}


def _of(kind: str, query: Any) -> Any:
    if kind == "picture":
        return query.where(captures.c.kind == "picture", captures.c.page.is_not(None))
    return query


def count(connection: Connection) -> int:
    """Return how many texts there are."""
    return sum(connection.execute(_of(kind, select(func.count()).select_from(table))).scalar_one() for kind, table in _TABLES.items())


def borders(connection: Connection, kind: str, size: int, after: str = "") -> Iterator[str]:
    """Yield the last id of each piece of `size` texts, in order; the pieces together are all texts of the kind behind `after`."""
    column = _TABLES[kind].c.id
    while True:
        step = _of(kind, select(column).where(column > after)).order_by(column).limit(size).subquery()
        last = connection.execute(select(func.max(step.c.id))).scalar()
        if last is None:
            return
        yield str(last)
        after = str(last)


def between(connection: Connection, kind: str, after: str, last: str) -> Iterator[Row]:
    """Yield the texts with ids behind `after`, up to `last`."""
    table = _TABLES[kind]
    columns: list[Any] = [table] if kind == "shop" else [table.c[name] for name in _COLUMNS.get(kind, ("id", "title", "text"))]
    query = _of(kind, select(*columns).where(table.c.id > after, table.c.id <= last)).order_by(table.c.id)
    for row in connection.execute(query):
        yield _row(kind, row)


def _row(kind: str, row: Any) -> Row:
    if kind == "shop":
        shop = record(Shop, row._mapping)
        return shop.id, shop.name, shop_text(shop)
    if kind == "picture":
        return row[0], "", read_in_picture(from_json(Page, row[1]))
    return row[0], row[1], row[2]


def read_in_picture(page: Page) -> str:
    """Return what was read in a picture, as lines: its text, and the facts of a licence."""
    shop = page.shop
    facts = [] if shop is None else [shop.name, shop.operator, shop.address, shop.exemption, *(licence.value for licence in shop.licences)]
    return "\n".join(dict.fromkeys(line for line in (page.text, *facts) if line))
