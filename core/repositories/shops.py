"""Shops, their operators and the licences they show."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, select

from core.db.tables import operators, shop_licences, shops
from core.errors import NotFound
from core.records import Operator, Shop
from core.repositories.rows import record, upsert, values


def put(connection: Connection, shop: Shop, licences: set[tuple[str, str]]) -> None:
    """Store the shop; `licences` are the valid (kind, canonical number) pairs that it shows. The first sight stays."""
    row = values(shop, shops)
    upsert(connection, shops, [row], update=[name for name in row if name not in ("id", "first_seen")])
    connection.execute(delete(shop_licences).where(shop_licences.c.shop_id == shop.id))
    upsert(connection, shop_licences, [{"shop_id": shop.id, "kind": kind, "value": value} for kind, value in sorted(licences)], update=())


def put_operator(connection: Connection, operator: Operator) -> None:
    """Store the operator; a known one gets the newest name."""
    upsert(connection, operators, [values(operator, operators)])


def get(connection: Connection, shop_id: str) -> Shop:
    """Return the shop; raise NotFound."""
    row = connection.execute(select(shops).where(shops.c.id == shop_id)).mappings().first()
    if row is None:
        raise NotFound(f"no shop {shop_id}")
    return record(Shop, row)


def find(connection: Connection, shop_id: str) -> Shop | None:
    """Return the shop or None."""
    row = connection.execute(select(shops).where(shops.c.id == shop_id)).mappings().first()
    return record(Shop, row) if row else None


def every(connection: Connection, limit: int = 1000, offset: int = 0) -> list[Shop]:
    """Return shops by name of their host."""
    return [record(Shop, row) for row in connection.execute(select(shops).order_by(shops.c.key).limit(limit).offset(offset)).mappings()]


def same_licence(connection: Connection, shop_id: str, kind: str = "uscc") -> list[dict[str, Any]]:
    """Return other shops that show a number of this kind which this shop shows too: shop id, key, operator, value."""
    mine = select(shop_licences.c.value).where(shop_licences.c.shop_id == shop_id, shop_licences.c.kind == kind)
    query = (
        select(shops.c.id.label("shop_id"), shops.c.key.label("shop"), shops.c.operator, shop_licences.c.value)
        .join(shop_licences, shop_licences.c.shop_id == shops.c.id)
        .where(shop_licences.c.kind == kind, shop_licences.c.value.in_(mine), shops.c.id != shop_id)
        .order_by(shops.c.key)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def of_operator(connection: Connection, operator_id: str) -> list[str]:
    """Return the ids of the operator's shops; none for an unknown operator."""
    if not operator_id:
        return []
    return list(connection.execute(select(shops.c.id).where(shops.c.operator_id == operator_id).order_by(shops.c.id)).scalars())


def with_number(connection: Connection, kind: str) -> list[Shop]:
    """Return the shops that show a valid number of this kind, by name of their host."""
    showing_one = select(shop_licences.c.shop_id).where(shop_licences.c.kind == kind)
    query = select(shops).where(shops.c.id.in_(showing_one)).order_by(shops.c.key)
    return [record(Shop, row) for row in connection.execute(query).mappings()]
