"""What shops ask for goods of a brand: the offers that a price is compared with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from core.db.tables import listings

MOST = 300
"""Offers that are looked at, the last seen first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One listing as the market sees it. `price`: decimal text."""

    shop_id: str
    title: str
    goods: str
    price: str


def offers(connection: Connection, names: Collection[str], currency: str, besides: str) -> list[Offer]:
    """Return listings in this currency whose title holds one of the names, without the listing `besides`."""
    if not names:
        return []
    named = or_(*(listings.c.title.icontains(name, autoescape=True) for name in names))
    query = select(listings.c.shop_id, listings.c.title, listings.c.goods, listings.c.price)
    query = query.where(named, listings.c.currency == currency, listings.c.price != "", listings.c.id != besides)
    return [Offer(**row) for row in connection.execute(query.order_by(listings.c.last_seen.desc(), listings.c.id).limit(MOST)).mappings()]
