"""A person who sells what grows in the own field: needs no registration and says so in the sentence of 网络交易监督管理办法 art. 12."""

from __future__ import annotations

from tests.demo_market import planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Shop
from tests.demo_market.shops.licences import filings
from tests.demo_market.words import catalogue, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "exempt", "127.0.0.16"
SENTENCE = "个人销售自产农副产品，依法不需要办理市场主体登记"


def build(world: World) -> Shop:
    """Return the shop."""
    rng, used = world.dice(f"{KEY}/goods"), set[str]()
    goods = [planting.with_traps(item, rng, lawful.FOOD, 1, used) for item in catalogue.goods(rng, "food", 2)]
    who = world.identity(KEY, "food", form="person")
    style = Style(product="product_plain.html", item="/g/{sku}", lists=False, licence_page=False)
    return assemble(
        Draft(
            world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state="exempt", numbers=filings(who), exemption=SENTENCE
        )
    )
