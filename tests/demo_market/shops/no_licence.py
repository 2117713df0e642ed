"""A shop that shows no licence at all, and says nothing of being exempt."""

from __future__ import annotations

from tests.demo_market import planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Shop
from tests.demo_market.words import catalogue, claims, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "no_licence", "127.0.0.11"


def build(world: World) -> Shop:
    """Return the shop."""
    rng = world.dice(f"{KEY}/goods")
    goods, used = catalogue.goods(rng, "wear", 3), set[str]()
    goods[0] = planting.in_text(goods[0], claims.absolute(rng, goods[0].what))
    goods[2] = planting.in_title(goods[2], claims.copied(rng, goods[2].what))
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) if not item.plants else item for item in goods]
    who = world.identity(KEY, "wear", form="household")
    must = [{"category": "missing_licence", "licence": "missing", "words": []}]
    style = Style(product="product_opengraph.html", item="/buy/{sku}.htm", lists=False, licence_page=False, footer=False)
    return assemble(
        Draft(world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state="missing", numbers=(), must_find=must)
    )
