"""The lawful twin of the borrowed licence: one operator with two shops and one licence."""

from __future__ import annotations

from dataclasses import replace

from tests.demo_market import planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Identity, Shop
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, lawful
from tests.demo_market.world import World

FIRST, FIRST_ADDRESS = "twin_first", "127.0.0.9"
SECOND, SECOND_ADDRESS = "twin_second", "127.0.0.10"


def build(world: World) -> tuple[Shop, Shop]:
    """Return both shops: another shop name, the same operator."""
    first = world.identity(FIRST, "daily")
    other = world.identity(SECOND, "wear")
    second = replace(first, shop=other.shop, icp=other.icp, psb=other.psb, phone=other.phone)
    return _shop(world, FIRST, FIRST_ADDRESS, first, "daily"), _shop(world, SECOND, SECOND_ADDRESS, second, "wear")


def _shop(world: World, key: str, address: str, who: Identity, trade: str) -> Shop:
    rng, used = world.dice(f"{key}/goods"), set[str]()
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) for item in catalogue.goods(rng, trade, 2)]
    style = Style(product="product_structured.html", item="/shop/{sku}", lists=False, licence_page=False)
    return assemble(Draft(world=world, key=key, address=address, who=who, goods=planting.unique(goods), style=style, state="valid", numbers=full(who)))
