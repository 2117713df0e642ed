"""What the landing page of an advert says of whoever stands behind it: kept for a host that was never visited as a shop, and no judgement of its licences."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from core.numbers import canonical
from core.records import Capture, Operator, Page, Shop
from core.repositories import index_queue, shops
from pipeline.rooms import Rooms
from pipeline.shopkey import shop_id, shop_key

Pages = list[tuple[Capture, Page]]


def by_host(visited: list[tuple[Capture, Page | None]]) -> dict[str, Pages]:
    """Return the adverts that a visit saw and that say something of their owner, by the key of the shop they lie on."""
    result: dict[str, Pages] = {}
    for capture, page in visited:
        if page is not None and page.kind == "advertisement" and page.shop is not None:
            result.setdefault(shop_key(capture.final_url), []).append((capture, page))
    return result


def write(connection: Connection, shop: Shop) -> None:
    """Write a shop's row, the numbers it shows that may be good, and its operator."""
    shops.put(connection, shop, {(x.kind, canonical(x.kind, x.value)) for x in shop.licences if x.valid is not False})
    if shop.operator:
        uscc = next((x.value for x in shop.licences if x.kind == "uscc" and x.valid), "")
        shops.put_operator(connection, Operator(id=shop.operator_id, name=shop.operator, uscc=uscc))


def keep(rooms: Rooms, heard: Shop) -> None:
    """Write what adverts say of a host, and its operator. A visit to the shop itself knows better: it is left as it stands."""
    with rooms.database.write() as connection:
        known = shops.find(connection, shop_id(heard.key))
        if known is not None and (known.operator or known.licences or known.capture_id):
            return
        told = heard if known is None else replace(heard, url=known.url, name=heard.name or known.name, first_seen=known.first_seen)
        write(connection, told)
        index_queue.put(connection, [("shop", told.id)])
