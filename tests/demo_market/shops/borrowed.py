"""Two shops of differently named operators that show the same licence number."""

from __future__ import annotations

from dataclasses import replace

from tests.demo_market import planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Identity, Shop
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, lawful
from tests.demo_market.world import World

LENDER, LENDER_ADDRESS = "lender", "127.0.0.7"
BORROWER, BORROWER_ADDRESS = "borrower", "127.0.0.8"


def build(world: World) -> tuple[Shop, Shop]:
    """Return both shops."""
    lender = world.identity(LENDER, "kitchen")
    borrower = replace(world.identity(BORROWER, "kitchen"), uscc=lender.uscc)
    return _shop(world, LENDER, LENDER_ADDRESS, lender, "product_plain.html"), _shop(world, BORROWER, BORROWER_ADDRESS, borrower, "product_opengraph.html")


def _shop(world: World, key: str, address: str, who: Identity, template: str) -> Shop:
    rng, used = world.dice(f"{key}/goods"), set[str]()
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) for item in catalogue.goods(rng, "kitchen", 2)]
    must = [{"category": "missing_licence", "licence": "borrowed", "words": [who.uscc]}]
    style = Style(product=template, item="/product-{sku}.html", lists=False, licence_page=False)
    return assemble(
        Draft(world=world, key=key, address=address, who=who, goods=planting.unique(goods), style=style, state="borrowed", numbers=full(who), must_find=must)
    )
