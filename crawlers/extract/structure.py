"""What the page's structure tells of its own product: headline, the price beside it, what is struck out, pictures, and whether one can buy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from crawlers.extract import vocabulary as words
from crawlers.extract.availability import availability_of
from crawlers.extract.dom import Dom
from crawlers.extract.price_places import Place
from crawlers.extract.prices import Price
from crawlers.extract.titles import headline, product_title
from crawlers.extract.told import Told
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

CONVINCING = 5.0  # a place below this is no price of the page's own product
_STOCK = re.compile(r"stock|avail|inventory|kucun|verfugbar|dispon")
_NEAR = 400  # elements after the headline that a buy box stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """`told.price` "" where no place convinced; `score`: how convincing; `buyable`: the page has a way to buy; `headline`: index of its element."""

    told: Told
    score: float
    buyable: bool
    headline: int


def read_structure(view: View, places: list[Place], cards: frozenset[int]) -> Structure:
    """Return what the structure tells. `cards`: indexes of places that stand in rows of other goods."""
    _, head = headline(view)
    buttons = _buttons(view)
    scored = [(score_of(view, place, head, buttons, card=place.index in cards), -place.index, place) for place in places if place.prices]
    best = max(scored, default=None, key=lambda item: item[:2])
    title = product_title(view)
    if best is None or best[0] < CONVINCING:
        return Structure(told=Told(source="structure", title=title), score=best[0] if best else 0.0, buyable=bool(buttons), headline=head)
    place = best[2]
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


def _availability(view: View, head: int) -> str:
    """Return the stock state that stands in a short element near the headline."""
    for element in view.dom.elements[max(head, 0) : max(head, 0) + _NEAR]:
        if 2 <= element.size <= 30 and _STOCK.search(element.names) and not view.zones[element.index] & (Zone.HIDDEN | Zone.RELATED):
            state = availability_of(view.dom.said(element.index, 40))
            if state:
                return state
    return ""


def _buttons(view: View) -> list[int]:
    """Return the elements that say 加入购物车, buy now and the like, as buttons and links do."""
    found = []
    for text in view.dom.texts:
        said = text.text.strip()
        if 2 <= len(said) <= 24 and text.parent >= 0 and words.BUY.search(said) and not view.zones[text.parent] & (Zone.RELATED | Zone.FOOTER | Zone.MENU):
            found.append(text.parent)
    for element in view.dom.elements:
        if element.tag in ("input", "button") and words.BUY.search(f"{element.get('value')} {element.get('title')} {element.get('aria-label')}"):
            found.append(element.index)
    return found


def score_of(view: View, place: Place, head: int, buttons: list[int], *, card: bool) -> float:
    """Return how much speaks for this being the price of the page's own product; above `CONVINCING` it is taken."""
    price = price_and_was(place)[0]
    score = 3.0 * place.named + 1.0 * place.now + 2.0 * price.signed
    score += {"price": 2.0, "list": -4.0, "other": -8.0, "": 0.0}[price.role]
    score -= 4.0 * place.was
    score -= 6.0 * bool(place.zone & Zone.RELATED) + 4.0 * bool(place.zone & (Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.REVIEWS | Zone.BANNER))
    score += 1.0 * (len(place.text) <= 20) - 1.5 * (len(place.text) > 36 and price.role == "")
    score -= 8.0 * card + 2.0 * bool(place.zone & Zone.LINK)
    score += _nearness(place.index, head)
    if any(0 <= button - place.index < 150 for button in buttons):
        score += 1.5
    return score


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
