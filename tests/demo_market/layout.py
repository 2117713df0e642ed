"""From who sells what to the pages of a shop and what truth.json says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.demo_market import picture
from tests.demo_market.model import Goods, Identity, Page, Shop, Shown
from tests.demo_market.render import class_names, render
from tests.demo_market.words import lawful
from tests.demo_market.world import World, found


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a shop is built: template of the product pages, addresses, how much a list page shows, what stands where."""

    product: str
    item: str = "/item/{sku}.html"
    items: str = "/list_{number}.html"
    per_list: int = 4
    lists: bool = True
    licence_page: bool = True
    notice: bool = False
    related: bool = True
    private: bool = False
    footer: bool = True


@dataclass(kw_only=True)
class Draft:
    """A shop under construction."""

    world: World
    key: str
    address: str
    who: Identity
    goods: list[Goods]
    style: Style
    state: str
    numbers: tuple[Shown, ...]
    traps: tuple[str, ...] = ()
    must_find: list[dict[str, object]] = field(default_factory=list)
    extra: list[Page] = field(default_factory=list)
    exemption: str = ""

    def __post_init__(self) -> None:
        """Make what all pages of the shop share."""
        self.rng: Random = self.world.dice(f"{self.key}/pages")
        mark = self.rng.choice(("营业执照", "亮照", "经营者信息", "证照信息", "工商执照信息"))
        self.shared: dict[str, Any] = {
            "who": self.who,
            "c": class_names(self.world.dice(f"{self.key}/classes")),
            "style": self.style,
            "mark": mark,
            "service": self.rng.sample(lawful.SERVICE, 2),
            "heading": self.rng.choice(("h1", "h2")),
            "struck": self.rng.choice(("del", "s")),
            "tags": self.rng.choice((("span", "b", "i"), ("em", "strong", "span"), ("span", "span", "span"))),
            "item_url": lambda item: self.style.item.format(sku=item.sku),
            "list_urls": [self.style.items.format(number=number + 1) for number in range(self.list_count())],
            "numbers": self.numbers,
            "exemption": self.exemption,
            "base": f"http://{self.address}:{self.world.port}",
            "notice": self.style.notice,
            "state": self.state,
        }

    def list_count(self) -> int:
        """Return how many list pages the shop has."""
        return -(-len(self.goods) // self.style.per_list) if self.style.lists else 0


def assemble(draft: Draft) -> Shop:
    """Return the shop with all its pages."""
    pages = [_home(draft), *_lists(draft), *(_product(draft, item) for item in draft.goods), _about(draft), *draft.extra]
    if draft.style.licence_page:
        pages.append(_licence(draft))
    if draft.style.notice:
        pages.append(_notice(draft))
    pages += [_image(draft, item) for item in draft.goods]
    pages.append(Page(path="/robots.txt", body=_robots(draft).encode(), content_type="text/plain; charset=utf-8"))
    if draft.style.private:
        pages.append(Page(path="/private/stock.html", body=render("private.html", **draft.shared)))
    return Shop(key=draft.key, address=draft.address, klass="shop", start="/", pages=tuple(pages), truth=shop_truth(draft))


def shop_truth(draft: Draft) -> dict[str, object]:
    """Return what truth.json says of the whole shop."""
    return {
        "key": draft.key,
        "address": draft.address,
        "name": draft.who.shop,
        "operator": draft.who.operator,
        "licence": draft.state,
        "licences": shown(draft.numbers),
        "must_find": draft.must_find,
        "forbidden": ["/private/stock.html"] if draft.style.private else [],
    }


def shown(numbers: tuple[Shown, ...]) -> list[dict[str, object]]:
    """Return numbers as truth.json says them."""
    return [{"kind": x.kind, "value": x.value, "valid": x.valid} for x in numbers]


def page_truth(draft: Draft, kind: str, title: str, **more: object) -> dict[str, object]:
    """Return what truth.json says of a page; nothing must be found unless `more` says so."""
    return {"kind": kind, "title": title, "must_find": [], "may_find": [], "traps": [], **more}


def product_truth(draft: Draft, item: Goods) -> dict[str, object]:
    """Return what truth.json says of a product page."""
    return page_truth(
        draft,
        "product",
        item.title,
        price=item.price,
        currency="CNY",
        list_price=item.list_price,
        seller=draft.who.shop,
        must_find=found(item.plants),
        traps=list(item.traps),
    )


def _home(draft: Draft) -> Page:
    shown_here = draft.goods[: 4 if draft.style.lists else None]
    truth = page_truth(draft, "list", draft.who.shop, may_find=found([p for item in shown_here for p in item.plants]))
    return Page(path="/", body=render("home.html", goods=shown_here, **draft.shared), truth=truth)


def _lists(draft: Draft) -> list[Page]:
    pages = []
    for number, path in enumerate(draft.shared["list_urls"]):
        part = draft.goods[number * draft.style.per_list : (number + 1) * draft.style.per_list]
        truth = page_truth(draft, "list", "全部商品", may_find=found([p for item in part for p in item.plants]))
        pages.append(Page(path=path, body=render("list.html", goods=part, number=number, **draft.shared), truth=truth))
    return pages


def _product(draft: Draft, item: Goods) -> Page:
    related = [other for other in draft.goods if other is not item and not other.plants][:3] if draft.style.related else []
    body = render(draft.style.product, item=item, related=related, **draft.shared)
    return Page(path=draft.style.item.format(sku=item.sku), body=body, truth=product_truth(draft, item))


def _about(draft: Draft) -> Page:
    # a shop without a page for its licence shows the facts here, unless they are only a picture or not shown at all
    facts_here = not draft.style.licence_page and draft.state not in ("picture", "untold", "missing", "exempt")
    body = render("about.html", traps=draft.traps, facts_here=facts_here, **draft.shared)
    truth = page_truth(draft, "shop", "关于我们", traps=list(draft.traps), licences=shown(draft.numbers) if facts_here else [])
    return Page(path="/about.html", body=body, truth=truth)


def _licence(draft: Draft) -> Page:
    # a wrong number can be seen on the page alone; a borrowed or missing one only in the whole shop
    wrong = [found for found in draft.must_find if found["licence"] == "invalid"]
    truth = page_truth(draft, "shop", draft.shared["mark"], licences=shown(draft.numbers), may_find=wrong)
    return Page(path="/licence.html", body=render("licence.html", **draft.shared), truth=truth)


def _notice(draft: Draft) -> Page:
    pick = draft.world.dice(f"{draft.key}/notice")
    words = {
        "a": pick.choice(("治疗糖尿病", "降血压、降血脂", "三天根治咽炎", "抗癌防癌")),
        "b": pick.choice(("全国第一", "国家级", "最佳", "顶级品质")),
        "c": pick.choice(("高仿", "A货", "一比一复刻", "原单尾货")),
    }
    lines = [text.format(**words) for text in lawful.NOTICE]
    truth = page_truth(draft, "other", "网购提示", traps=lines)
    return Page(path="/news/1.html", body=render("notice.html", lines=lines, **draft.shared), truth=truth)


def _image(draft: Draft, item: Goods) -> Page:
    return Page(path=f"/img/{item.sku}.png", body=picture.goods(draft.world.dice(f"{draft.key}/{item.sku}")), content_type="image/png")


def _robots(draft: Draft) -> str:
    return "User-agent: *\nDisallow: /private/\n" if draft.style.private else "User-agent: *\nDisallow:\n"
