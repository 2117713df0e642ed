"""What the page's structure tells of its own product: headline, the price beside it, what is struck out, pictures, and whether one can buy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from crawlers.extract import vocabulary as words
from crawlers.extract.availability import availability_of
from crawlers.extract.cards import Card
from crawlers.extract.dom import Dom
from crawlers.extract.price_places import Place
from crawlers.extract.prices import Price, amount_of, read_prices
from crawlers.extract.titles import NO_TITLE, headline, page_title, product_title
from crawlers.extract.told import Told
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

CONVINCING = 5.0  # a place below this is no price of the page's own product
_TITLE_NAMES = re.compile(r"(?:^|[\s_-])(?:title|name|tit)(?:$|[\s_-])|(?:title|name)(?:$|\s)")
_SUBTITLE = re.compile(r"sub[_-]?(?:title|name)|second|slogan")
_NO_NAME = re.compile(
    r"^\W*(?:满.*减|销量|库存|已售|优惠|领券|运费|包邮|图文|规格|选择|数量|累计|评价|客服|收藏|分享|店铺)|折$|[:：]|^(?:产品|商品|宝贝|图文)?(?:介绍|详情|描述|参数|评价|规格|说明)$"
)
_SHOP_ALONE = re.compile(r"^(?:商品|产品|宝贝)详情\s*[-_|—·]+\s*\S{1,16}$|^\S{1,16}?\s*[-_|—·]+\s*(?:商品|产品|宝贝)详情$")
_SHOP_TITLE = re.compile(r"商城|商店|店铺|微店|小店|优选|首页|详情|商品|h5|app|mall|shop", re.IGNORECASE)
_ELSEWHERE = Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.REVIEWS | Zone.BANNER
_PRICE_FIELD = re.compile(r"(?:goods|product|item|shop|sku|sale|sell)?_?price", re.IGNORECASE)
_STOCK = re.compile(r"stock|avail|inventory|kucun|verfugbar|dispon")
_MEMBERS = re.compile(r"^\W*(?:(?:超级)?会员|s?vip|plus|尊享|黑卡)(?:专享)?价", re.IGNORECASE)
_NEAR = 400  # elements after the headline that a buy box stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """`told.price` "" where no place convinced; `score`: how convincing; `buyable`: the page has a way to buy; `headline`: index of its element."""

    told: Told
    score: float
    buyable: bool
    headline: int


def read_structure(view: View, places: list[Place], rows: list[Card]) -> Structure:
    """Return what the structure tells. `rows`: the rows of other goods, whose prices and buttons are not the page's own."""
    _, head = headline(view)
    cards = frozenset(row.place.index for row in rows)
    inside = frozenset(index for row in rows for index in range(row.index, view.dom.elements[row.index].end))
    buttons = [button for button in buttons_of(view) if button not in inside]
    if len(rows) >= 4 and len(buttons) >= max(4, 0.8 * len(rows)):
        buttons = []  # one for each row: a list whose goods can be bought at once
    scored = [(score_of(view, place, head, buttons, card=place.index in cards), -place.index, place) for place in places if place.prices]
    best = max(scored, default=None, key=lambda item: item[:2])
    title = product_title(view)
    if best is None or best[0] < CONVINCING:
        kept = _kept_price(view, inside) if buttons else ""
        return Structure(told=Told(source="structure", title=title, price=kept), score=best[0] if best else 0.0, buyable=bool(buttons), headline=head)
    place = best[2]
    if head < 0 and (not title or NO_TITLE.match(title) or _is_generic(title) or _is_shop_alone(view, title)):
        title = _title_beside(view, place) or title
    price, was = price_and_was(place)
    was = was or _list_price_beside(view.dom, places, place, price, cards)
    return Structure(
        told=Told(
            source="structure",
            title=title,
            price=price.amount,
            price_max=price.highest,
            currency=price.currency,
            list_price=was,
            availability=_availability(view, head),
            amounts=tuple(dict.fromkeys(found.amount for other in places if other.index not in cards for found in (*other.prices, *other.struck))),
            sure=best[0] >= CONVINCING + 3,
        ),
        score=best[0],
        buyable=bool(buttons),
        headline=head,
    )


def _kept_price(view: View, inside: frozenset[int]) -> str:
    """Return the one price that a form field or a data attribute keeps for the page's scripts, where none is shown; "" for none or several."""
    found = set()
    for element in view.dom.elements:
        if element.attrs and element.index not in inside and not view.zones[element.index] & (Zone.RELATED | _ELSEWHERE):
            kept = element.get("data-price") or (element.get("value") if element.tag == "input" and _PRICE_FIELD.fullmatch(element.get("name")) else "")
            found.update([amount] if kept and (amount := amount_of(kept)) else [])
    return found.pop() if len(found) == 1 else ""


def _availability(view: View, head: int) -> str:
    """Return the stock state that stands in a short element near the headline."""
    for element in view.dom.elements[max(head, 0) : max(head, 0) + _NEAR]:
        if 2 <= element.size <= 30 and _STOCK.search(element.names) and not view.zones[element.index] & (Zone.HIDDEN | Zone.RELATED):
            state = availability_of(view.dom.said(element.index, 40))
            if state:
                return state
    return ""


def _title_beside(view: View, place: Place) -> str:
    """Return the words that a price stands by, where the page names its product nowhere else: called a title or name, else the longest."""
    dom = view.dom
    found: list[tuple[bool, int, str]] = []
    for text in dom.texts[max(0, dom.first_text(place.index) - 12) : dom.first_text(place.index) + 20]:
        said = text.text.strip()
        if text.parent < 0 or not 4 <= len(said) <= 120 or view.zones[text.parent] & (Zone.HIDDEN | Zone.RELATED | _ELSEWHERE):
            continue
        if _NO_NAME.search(said) or any(price.signed for price in read_prices(said, view.country)) or words.BUY.search(said) or NO_TITLE.match(said):
            continue
        named = any(_TITLE_NAMES.search(names) and not _SUBTITLE.search(names) for names in (dom.elements[i].names for i in dom.ancestors(text.parent, 2)))
        found.append((named, -abs(text.at - place.index) if named else len(said), said))
    return max(found, default=(False, 0, ""))[2]


def _is_generic(title: str) -> bool:
    return len(title) <= 6 and bool(_SHOP_TITLE.search(title))


def _is_shop_alone(view: View, title: str) -> bool:
    """Return whether the title is what is left of "商品详情 - some shop": the page's title names no product at all."""
    return title in page_title(view) and bool(_SHOP_ALONE.match(page_title(view)))


def buttons_of(view: View) -> list[int]:
    """Return the elements that say 加入购物车, buy now and the like, as buttons and links do."""
    found = []
    for text in view.dom.texts:
        if text.parent < 0 or view.zones[text.parent] & Zone.RELATED:
            continue
        said = text.text.strip()
        # on a phone the buttons stand in a bar at the foot, often called one for navigation; a footer's own words about buying are longer
        says = words.BUY.fullmatch if view.zones[text.parent] & (Zone.FOOTER | Zone.MENU) else words.BUY.search
        if 2 <= len(said) <= 24 and says(said):
            found.append(text.parent)
    for element in view.dom.tagged("input", "button", "a", "form", "b-button"):
        if view.zones[element.index] & (Zone.RELATED | Zone.FOOTER | Zone.MENU | Zone.HEADER):
            continue
        said = f"{element.get('value')} {element.get('title')} {element.get('aria-label')}"
        if words.matches(words.BUY_NAMES, element.names) or (len(said) > 3 and words.BUY.search(said)):
            found.append(element.index)
    return found + [picture.index for picture in view.dom.tagged("img") if words.BUY.fullmatch(picture.get("alt").strip())]


def score_of(view: View, place: Place, head: int, buttons: list[int], *, card: bool) -> float:
    """Return how much speaks for this being the price of the page's own product; above `CONVINCING` it is taken."""
    price = price_and_was(place)[0]
    score = 3.0 * place.named + 1.0 * place.now + 2.0 * price.signed
    score += {"price": 2.0, "list": -4.0, "other": -8.0, "": 0.0}[price.role]
    score -= 4.0 * place.was
    score -= 6.0 * bool(place.zone & Zone.RELATED) + 8.0 * bool(place.zone & _ELSEWHERE)
    score += 1.0 * (len(place.text) <= 20) - 1.5 * (len(place.text) > 36 and price.role == "")
    score -= 8.0 * card + 2.0 * bool(place.zone & Zone.LINK)
    score -= 3.0 * _for_members(view, place)
    score += _nearness(place.index, head)
    if any(0 <= button - place.index < 150 for button in buttons):
        score += 1.5
    return score


def _for_members(view: View, place: Place) -> bool:
    """Return whether the price is by its class name, or its label, what members pay: others pay what stands beside it."""
    names = (view.dom.elements[index].names for index in view.dom.ancestors(place.index, 1))
    return bool(_MEMBERS.search(place.text)) or any(words.matches(words.MEMBERS, name) for name in names)


def _nearness(index: int, head: int) -> float:
    if head < 0:
        return 1.0
    distance = index - head
    if distance < 0:
        return 1.0 if distance > -60 else -1.0
    return 4.0 if distance <= 40 else 3.0 if distance <= 120 else 2.0 if distance <= _NEAR else 0.0


def price_and_was(place: Place) -> tuple[Price, str]:
    """Return (the price of a place, its list price or ""): labels first, then what is struck out, then the higher of two."""
    usable = (
        [price for price in place.prices if price.role not in ("other", "list")]
        or [price for price in place.prices if price.role != "other"]
        or list(place.prices)
    )
    labelled = [price for price in usable if price.role == "price"]
    price = labelled[0] if labelled else usable[0]
    higher = [
        other for other in (*place.struck, *place.prices) if other.role != "other" and other is not price and Decimal(other.amount) > Decimal(price.amount)
    ]
    lower = [other for other in usable if other is not price and not labelled and other.role == "" and Decimal(other.amount) < Decimal(price.amount)]
    if lower and len(usable) == 2:  # "¥199 ¥99": the lower of two without a label is what is paid
        return lower[0], price.amount
    return price, max((other.amount for other in higher), key=Decimal, default="")


def _list_price_beside(dom: Dom, places: list[Place], own: Place, price: Price, cards: frozenset[int]) -> str:
    """Return a higher price near the own one that is struck out, labelled 原价 or named so by its class."""
    found = []
    for place in places:
        if abs(place.index - own.index) > 60 or place is own or (place.index in cards and own.index not in cards):
            continue
        found += [other.amount for other in place.struck]
        found += [other.amount for other in place.prices if other.role == "list" or place.was]
    above = [amount for amount in found if Decimal(amount) > Decimal(price.amount)]
    return min(above, key=Decimal, default="")
