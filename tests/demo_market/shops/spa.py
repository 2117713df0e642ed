"""A single-page shop: nothing in its HTML, hash routes, data by fetch. Without a browser none of its goods can be seen."""

from __future__ import annotations

import json

from tests.demo_market import picture, planting
from tests.demo_market.layout import Draft, Style, page_truth, product_truth, shop_truth, shown
from tests.demo_market.model import Page, Shop
from tests.demo_market.render import render
from tests.demo_market.shops.licences import full
from tests.demo_market.words import catalogue, claims, lawful
from tests.demo_market.world import World, found

KEY, ADDRESS = "spa", "127.0.0.4"


def build(world: World) -> Shop:
    """Return the shop. Pages that only a browser sees carry `browser: true` in their truth."""
    draft = _draft(world)
    frame = render("spa.html", **draft.shared)
    planted = found([plant for item in draft.goods for plant in item.plants])
    pages = [
        Page(path="/", body=frame, truth=page_truth(draft, "list", draft.who.shop, may_find=planted, browser=True)),
        Page(path="/#/about", body=b"", truth=page_truth(draft, "shop", "关于我们", browser=True, licences=shown(draft.numbers))),
        Page(path="/assets/app.js", body=render("spa.js", **draft.shared), content_type="text/javascript; charset=utf-8"),
        Page(path="/robots.txt", body=b"User-agent: *\nDisallow:\n", content_type="text/plain; charset=utf-8"),
        _data("home", {"name": draft.who.shop, "goods": [{"sku": x.sku, "title": x.title, "price": x.price, "list_price": x.list_price} for x in draft.goods]}),
        _data("about", _rows(draft)),
    ]
    for item in draft.goods:
        truth = {**product_truth(draft, item), "browser": True}
        pages.append(Page(path=f"/#/goods/{item.sku}", body=b"", truth=truth))
        pages.append(_data(f"goods/{item.sku}", {"title": item.title, "price": item.price, "list_price": item.list_price, "body": list(item.body)}))
        pages.append(Page(path=f"/img/{item.sku}.png", body=picture.goods(world.dice(f"{KEY}/{item.sku}")), content_type="image/png"))
    return Shop(key=KEY, address=ADDRESS, klass="shop", start="/", pages=tuple(pages), truth={**shop_truth(draft), "browser": True})


def _draft(world: World) -> Draft:
    rng, used = world.dice(f"{KEY}/goods"), set[str]()
    goods = catalogue.goods(rng, "daily", 4)
    goods[1] = planting.in_text(goods[1], claims.disease(rng, eaten=False))
    goods[3] = planting.in_text(goods[3], claims.absolute(rng, goods[3].what))
    goods = [planting.with_traps(item, rng, lawful.DAILY, 1, used) for item in goods]
    who = world.identity(KEY, "daily")
    style = Style(product="", item="/#/goods/{sku}", lists=False, licence_page=False)
    return Draft(world=world, key=KEY, address=ADDRESS, who=who, goods=planting.unique(goods), style=style, state="valid", numbers=full(who))


def _rows(draft: Draft) -> list[list[str]]:
    who = draft.who
    rows = [["企业名称", who.operator], ["统一社会信用代码", who.uscc], ["法定代表人", who.person], ["住所", who.address], ["客服电话", who.phone]]
    return [*rows, ["备案号", f"{who.icp} {who.psb}"]]


def _data(name: str, value: object) -> Page:
    return Page(path=f"/api/{name}.json", body=json.dumps(value, ensure_ascii=False).encode(), content_type="application/json; charset=utf-8")
