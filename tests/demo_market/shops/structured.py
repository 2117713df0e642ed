"""A server-rendered shop with structured data: food, two of its goods carry unlawful claims, one is 保健食品 without its sentence."""

from __future__ import annotations

from dataclasses import replace

from tests.demo_market import numbers, planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Goods, Shop
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, claims, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "structured", "127.0.0.2"


def build(world: World) -> Shop:
    """Return the shop."""
    rng = world.dice(f"{KEY}/goods")
    goods, used = catalogue.goods(rng, "food", 7), set[str]()
    goods[1] = planting.in_text(goods[1], claims.disease(rng, eaten=True))
    goods[4] = planting.in_text(goods[4], claims.absolute(rng, goods[4].what))
    goods[6] = _tablets(goods[6], claims.health_food(rng, "钙片", numbers.health_food(rng)))
    goods = [planting.with_traps(item, rng, lawful.FOOD, 1, used) if not item.plants else item for item in goods]
    who = world.identity(KEY, "food")
    style = Style(product="product_structured.html", item="/goods/{sku}.html", items="/goods/page-{number}.html", notice=True)
    traps = tuple(lawful.line(rng, lawful.SHOP, used)[1] for _ in range(2))
    return assemble(
        Draft(world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state="valid", numbers=full(who), traps=traps)
    )


def _tablets(item: Goods, plant: claims.Plant) -> Goods:
    title = f"{item.brand}钙片 60片装"
    facts = (("品牌", item.brand), ("规格", "60片"), ("类别", "保健食品"))
    return planting.in_text(replace(item, title=title, what="钙片", facts=facts), plant)
