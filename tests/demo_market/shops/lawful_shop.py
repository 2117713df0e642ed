"""A lawful shop full of words that a simple list would stumble over: nothing may be found in it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.demo_market import numbers, planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Goods, Shop
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "lawful", "127.0.0.12"


def build(world: World) -> Shop:
    """Return the shop: books and stationery by name, food, a 保健食品 with everything that it needs."""
    rng, used = world.dice(f"{KEY}/goods"), set[str]()
    goods = [planting.with_traps(item, rng, lawful.DAILY, 2, used) for item in catalogue.goods(rng, "stationery", 5)]
    goods += [planting.with_traps(item, rng, lawful.FOOD, 3, used) for item in catalogue.goods(rng, "food", 2)]
    goods += [_health_food(rng, catalogue.goods(rng, "food", 1)[0])]
    who = world.identity(KEY, "food")
    traps = tuple(lawful.line(rng, lawful.SHOP, used)[1] for _ in range(5))
    style = Style(product="product_structured.html", item="/goods/{sku}", items="/all?page={number}", notice=True)
    return assemble(
        Draft(world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state="valid", numbers=full(who), traps=traps)
    )


def _health_food(rng: Random, item: Goods) -> Goods:
    number = numbers.health_food(rng)
    lines = (
        f"保健食品，批准文号：{number}。",
        "保健功能：增强免疫力。适宜人群：免疫力低下者。不适宜人群：少年儿童、孕妇、乳母。",
        "本品不能代替药物。保健食品不是药物，不能代替药物治疗疾病。",
    )
    facts = (("品牌", item.brand), ("规格", "90粒"), ("类别", "保健食品"), ("批准文号", number))
    return replace(item, title=f"{item.brand}牌蛋白粉胶囊 90粒", what="胶囊", body=lines, facts=facts, traps=lines)
