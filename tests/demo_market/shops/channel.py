"""An advertisement channel: a list leads to adverts, an advert through a redirect on a second host to its landing page on a third."""

from __future__ import annotations

from tests.demo_market.model import Identity, Page, Shop
from tests.demo_market.render import class_names, render
from tests.demo_market.shops.adverts import Advert, adverts
from tests.demo_market.shops.licences import full
from tests.demo_market.world import World, found

CHANNEL, CHANNEL_ADDRESS = "channel", "127.0.0.13"
REDIRECT, REDIRECT_ADDRESS = "redirect", "127.0.0.14"
LANDING, LANDING_ADDRESS = "landing", "127.0.0.15"
_ROBOTS = Page(path="/robots.txt", body=b"User-agent: *\nDisallow:\n", content_type="text/plain; charset=utf-8")


def build(world: World) -> tuple[Shop, Shop, Shop]:
    """Return channel, redirector and the advertiser's host."""
    items = adverts(world.dice(f"{CHANNEL}/adverts"))
    publisher, advertiser = world.identity(CHANNEL, "stationery"), world.identity(LANDING, "food")
    return _channel(world, items, publisher, advertiser), _redirect(world, items), _landing(world, items, advertiser)


def _channel(world: World, items: list[Advert], who: Identity, advertiser: Identity) -> Shop:
    shared = {"who": who, "c": class_names(world.dice(f"{CHANNEL}/classes")), "name": f"{who.shop}资讯推广"}
    home = _truth("list", shared["name"], may_find=[])
    pages = [_ROBOTS, Page(path="/", body=render("channel.html", adverts=items, **shared), truth=home)]
    for item in items:
        link = f"http://{REDIRECT_ADDRESS}:{world.port}/click?to={item.id}"
        values = {"id": item.id, "title": item.title, "lines": item.lines, "advertiser": advertiser.operator, "link": link}
        shown = link.replace(f":{world.port}/", ":{port}/")
        truth = _truth(
            "advertisement",
            item.title,
            advertiser=advertiser.operator,
            link=shown,
            landing=f"http://{LANDING_ADDRESS}:{{port}}/land/{item.id}.html",
            marked=True,
            must_find=found(item.plants),
            traps=list(item.traps),
        )
        pages.append(Page(path=f"/ad/{item.id}.html", body=render("advert.html", ad=values, **shared), truth=truth))
    return Shop(key=CHANNEL, address=CHANNEL_ADDRESS, klass="advert_channel", start="/", pages=tuple(pages), truth=_shop_truth(CHANNEL, CHANNEL_ADDRESS, who))


def _redirect(world: World, items: list[Advert]) -> Shop:
    where = f"http://{LANDING_ADDRESS}:{world.port}/land/"
    pages = [Page(path=f"/click?to={item.id}", body=b"", status=302, location=f"{where}{item.id}.html") for item in items]
    truth = {"key": REDIRECT, "address": REDIRECT_ADDRESS, "name": "", "operator": "", "licence": "", "licences": [], "must_find": [], "forbidden": []}
    return Shop(key=REDIRECT, address=REDIRECT_ADDRESS, klass="redirect", start="", pages=(_ROBOTS, *pages), truth=truth)


def _landing(world: World, items: list[Advert], who: Identity) -> Shop:
    mark = world.dice(f"{LANDING}/mark").choice(("营业执照", "亮照", "证照信息"))
    shared = {"who": who, "c": class_names(world.dice(f"{LANDING}/classes")), "mark": mark, "numbers": full(who)}
    pages = [_ROBOTS]
    for item in items:
        # the landing page says 保健食品 in its title and lacks the sentence as the advert does
        repeated = [plant for plant in found(item.plants) if plant["category"] == "health_food"]
        truth = _truth(
            "landing", item.title, must_find=found(item.landing_plants), may_find=repeated, traps=[line for line in item.landing if line in item.traps]
        )
        pages.append(Page(path=f"/land/{item.id}.html", body=render("landing.html", ad=item, **shared), truth=truth))
    pages.append(Page(path="/licence.html", body=render("landing_licence.html", **shared)))
    return Shop(key=LANDING, address=LANDING_ADDRESS, klass="landing", start="", pages=tuple(pages), truth=_shop_truth(LANDING, LANDING_ADDRESS, who))


def _truth(kind: str, title: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "title": title, "must_find": [], "may_find": [], "traps": [], **more}


def _shop_truth(key: str, address: str, who: Identity) -> dict[str, object]:
    return {
        "key": key,
        "address": address,
        "name": who.shop,
        "operator": who.operator,
        "licence": "not judged",
        "licences": [],
        "must_find": [],
        "forbidden": [],
    }
