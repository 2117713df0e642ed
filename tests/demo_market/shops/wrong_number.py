"""A shop whose licence number has a wrong check character; its product data stand in a script."""

from __future__ import annotations

from dataclasses import replace

from tests.demo_market import numbers, planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Shop
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, claims, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "wrong_number", "127.0.0.6"


def build(world: World) -> Shop:
    """Return the shop."""
    rng = world.dice(f"{KEY}/goods")
    goods, used = catalogue.goods(rng, "wear", 3), set[str]()
    goods[1] = planting.in_title(goods[1], claims.copied(rng, goods[1].what))
    goods[2] = planting.in_text(goods[2], claims.copied(rng, goods[2].what))
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) if not item.plants else item for item in goods]
    right = world.identity(KEY, "wear")
    who = replace(right, uscc=numbers.with_wrong_check(right.uscc))
    style = Style(product="product_state.html", item="/detail/{sku}", lists=False)
    must = [{"category": "missing_licence", "licence": "invalid", "words": [who.uscc]}]
    return assemble(
        Draft(
            world=world,
            key=KEY,
            address=ADDRESS,
            who=who,
            goods=planting.unique(goods),
            style=style,
            state="invalid",
            numbers=full(who, code_valid=False),
            must_find=must,
        )
    )
