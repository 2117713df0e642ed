"""The goods of a list page: each row's title, price, picture and address, from the rows on the page or from its embedded data."""

from __future__ import annotations

import re

from core.records import PageListing
from crawlers.extract.cards import Card
from crawlers.extract.pictures import picture_of
from crawlers.extract.structure import price_and_was
from crawlers.extract.told import Told
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

MOST = 500
_MOST_PARTS = 200  # elements of a card that are looked at
_NAMED = re.compile(r"(?:^|[\s_-])(?:title|name|tit|subject|goodsname|desc-?title|caption)(?:$|[\s_-])|title$|name$")
_NO_NAME = re.compile(r"shop|store|seller|nick|brand|user|店|cate")
_NO_TITLE = re.compile(
    r"^\W*(?:[¥￥$€£]?\s*[\d.,\s]+|加入购物车|立即购买|登录|注册|预订|立即预订|查看详情|详情|购买|收藏|对比|add to cart|buy now|view|more|new|hot|新品"
    r"|热卖|包邮|已售.*|销量.*|.{0,3}%)\W*$",
    re.IGNORECASE,
)


def rows_from_cards(view: View, cards: list[Card]) -> list[PageListing]:
    """Return a listing for each card that has a title, in order, none twice."""
    found: dict[tuple[str, str], PageListing] = {}
    for card in cards[:MOST]:
        title = _title(view, card)
        if not title:
            continue
        price, was = price_and_was(card.place)
        image = next(
            (url for url in (picture_of(view, i) for i in range(card.index, min(view.dom.elements[card.index].end, card.index + _MOST_PARTS))) if url), ""
        )
        row = PageListing(
            title=title,
            price=price.amount,
            price_max=price.highest,
            currency=price.currency,
            list_price=was,
            images=(image,) if image else (),
            url=card.url,
            sources={name: "structure" for name, value in (("title", title), ("price", price.amount), ("images", image)) if value},
        )
        found.setdefault((card.url, title), row)
    return list(found.values())


def _title(view: View, card: Card) -> str:
    """Return what a card calls its goods: by class or heading, else the longest link, else a title or alt text."""
    dom = view.dom
    best: list[tuple[int, int, str]] = []
    for element in dom.elements[card.index : min(dom.elements[card.index].end, card.index + _MOST_PARTS)]:
        if view.zones[element.index] & Zone.HIDDEN or element.index <= card.place.index < element.end:
            continue
        named = (element.tag in ("h2", "h3", "h4", "h5", "h6") or bool(_NAMED.search(element.names))) and not _NO_NAME.search(element.names)
        said = dom.said(element.index, 200) if (named or element.tag == "a") and 1 < element.size <= 200 else ""
        if said:
            best.append((3 if named else 2, len(said), said))
        for name in ("title", "alt"):
            if element.tag in ("a", "img") and len(element.get(name).strip()) > 1:
                best.append((2 if element.tag == "a" else 1, len(element.get(name)), " ".join(element.get(name).split())[:200]))
    usable = [item for item in best if not _NO_TITLE.match(item[2])]
    if usable:
        return max(usable, key=lambda item: item[:2])[2]
    return _first_line(view, card)


def _first_line(view: View, card: Card) -> str:
    """Return the longest text of a card that is no price: rows made of divs alone name nothing."""
    dom = view.dom
    end = dom.elements[card.place.index].end
    texts = [text.text.strip() for text in dom.inside(card.index) if not (card.place.index <= text.parent < end) and not view.zones[text.parent] & Zone.HIDDEN]
    usable = [text for text in texts if len(text) >= 2 and not _NO_TITLE.match(text)]
    return " ".join(max(usable, key=len, default="").split())[:200]


def rows_from_told(view: View, told: list[Told]) -> list[PageListing]:
    """Return a listing for each product that structured or embedded data names, in order, none twice."""
    found: dict[str, PageListing] = {}
    for item in told[:MOST]:
        if not item.title or not item.price:
            continue
        row = PageListing(
            title=item.title,
            price=item.price,
            price_max=item.price_max,
            currency=item.currency or {"cn": "CNY", "jp": "JPY"}.get(view.country, ""),
            list_price=item.list_price,
            images=tuple(url for url in map(view.link, item.images[:10]) if url),
            seller=item.seller,
            availability=item.availability,
            url=view.link(item.url) if item.url else "",
            goods=item.goods,
            sources=dict.fromkeys(("title", "price"), item.source),
        )
        found.setdefault(row.url or row.title, row)
    return list(found.values())
