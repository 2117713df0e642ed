"""A server-rendered shop without structured data: random class names, prices in pieces, struck prices; its robots.txt keeps a folder to itself."""

from __future__ import annotations

from tests.demo_market import planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Shop
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, claims, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "plain", "127.0.0.3"


def build(world: World) -> Shop:
    """Return the shop."""
    rng = world.dice(f"{KEY}/goods")
    goods, used = catalogue.goods(rng, "daily", 6), set[str]()
    goods[0] = planting.in_text(goods[0], claims.disease(rng, eaten=False))
    goods[3] = planting.in_text(goods[3], claims.absolute(rng, goods[3].what))
    goods[4] = planting.in_text(goods[4], claims.absolute(rng, goods[4].what))
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) for item in goods]
    who = world.identity(KEY, "daily")
    style = Style(product="product_plain.html", item="/index.php?act=show&id={sku}", items="/index.php?act=all&page={number}", private=True)
    return assemble(Draft(world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state="valid", numbers=full(who)))
