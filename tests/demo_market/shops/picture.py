"""A shop whose business licence is only a picture; microdata on its product pages. Without a Chinese font the picture is left out."""

from __future__ import annotations

from tests.demo_market import picture, planting
from tests.demo_market.layout import Draft, Style, assemble
from tests.demo_market.model import Page, Shop, Shown
from tests.demo_market.shops.licences import filings, full
from tests.demo_market.words import catalogue, claims, lawful
from tests.demo_market.world import World

KEY, ADDRESS = "picture", "127.0.0.5"


def build(world: World) -> Shop:
    """Return the shop. Its state is `picture`, or `untold` where the picture could not be drawn."""
    rng = world.dice(f"{KEY}/goods")
    goods, used = catalogue.goods(rng, "kitchen", 3), set[str]()
    goods[2] = planting.in_title(goods[2], claims.absolute(rng, goods[2].what))
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) for item in goods]
    who = world.identity(KEY, "kitchen", form="household")
    drawn = bool(picture.font_file())
    numbers: tuple[Shown, ...] = full(who) if drawn else filings(who)
    extra = [Page(path="/img/licence.jpg", body=picture.licence(who), content_type="image/jpeg")] if drawn else []
    style = Style(product="product_microdata.html", item="/p/{sku}", lists=False, licence_page=False)
    state = "picture" if drawn else "untold"
    return assemble(Draft(world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state=state, numbers=numbers, extra=extra))
