"""Where prices stand on a page: each small container that shows one, with what speaks for its being the price of the page's own product."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawlers.extract import vocabulary as words
from crawlers.extract.dom import Dom, Element, Text
from crawlers.extract.prices import Price, read_prices
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

WIDEST = 60  # characters: a container that says more is no price
MOST = 600
_DIGIT = re.compile(r"[\d０-９]")
_CENTS = re.compile(r"(?:^|[\s_-])(?:cents?|decimals?|fraction|small|sup|dot)(?:$|[\s_-])")
_FLOWN = Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.REVIEWS | Zone.BANNER
_NO_PART = ("img", "h1", "h2", "h3", "h4", "h5", "h6", "select", "form")
_MOST_PARTS = 40  # elements beside a price that still belong to it
_LONGEST_LABEL = 8
_ABOUT_MONEY = re.compile(
    r"价|價|price|[￥¥$€£₽₹₸₩₺₪฿₫₴₱]|元|円|원|折|tax|vat|ddv|save|off|费|費|减|減|优惠|優惠|\b(?:now|was|only|from|rrp|msrp|uvp)\b"
    r"|\b(?:CHF|USD|EUR|GBP|RMB|CNY|JPY|HKD|TWD|SGD|Rs|kr|SEK|NOK|DKK|PLN|CZK|AED|RM|Rp|Ft)\b|zł|Kč|руб|тг|грн|lei",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:^|[\s_-])(?:goods|product|item|pro)?[_-]?(?:title|tit|name|subject)(?:$|\s)")
_WORD = re.compile(r"[^\W\d_]{2}")
_TWO_DIGITS, _ENDS_IN_DIGIT = re.compile(r"\d{2}"), re.compile(r"\d$")
_NO_WORD = re.compile(r"[\d\s.,]")
_LABELS = re.compile(r"[\d]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One container with its prices. `struck`: those written through; `named`: by the class names, a price; `was`: by the class names, an old one."""

    index: int
    prices: tuple[Price, ...]
    struck: tuple[Price, ...]
    named: bool
    now: bool
    was: bool
    zone: int
    text: str


def price_places(view: View) -> list[Place]:
    """Return the places in order; hidden ones are none."""
    found: list[Place] = []
    last = -1
    for text in view.dom.texts:
        if text.parent < 0 or not _DIGIT.search(text.text) or view.zones[text.parent] & Zone.HIDDEN or len(text.text) > 4 * WIDEST:
            continue
        said = text.text.strip()
        if len(_NO_WORD.sub("", said)) > 2 and not _ABOUT_MONEY.search(said):
            continue  # "绿茶 250克 罐装" holds a number and is no price
        index = _container(view.dom, text.parent, last)
        if index < 0 or index <= last:
            continue
        last = view.dom.elements[index].end - 1
        place = _place(view, index)
        if place is not None:
            found.append(place)
            if len(found) >= MOST:
                break
    return found


def _container(dom: Dom, index: int, last: int) -> int:
    """Return the widest ancestor that says no more than a price and its labels; -1 when even the element itself says more.

    `last`: where the place before ends; what holds that one too is none of this one's.
    """
    if dom.elements[index].size > WIDEST:
        return -1
    while True:
        above = dom.elements[index].parent
        if above <= max(last, 0) or dom.elements[above].size > WIDEST or dom.elements[above].tag in ("body", "html") or _says_other(dom, above, index):
            return index
        index = above


def _says_other(dom: Dom, above: int, index: int) -> bool:
    """Return whether the wider element adds what is no part of a price: a picture, a link, a headline, words that label nothing."""
    inner, end = dom.elements[index], dom.elements[above].end
    if end - above > _MOST_PARTS + inner.end - index:
        return True
    for element in (*dom.elements[above + 1 : index], *dom.elements[inner.end : end]):
        if element.tag in _NO_PART or (element.tag == "a" and element.get("href") and not _ABOUT_MONEY.search(dom.said(element.index, 40))):
            return True
    if dom.elements[above].size == inner.size:
        return False
    for text in dom.inside(above):
        said = text.text.strip()
        if not said or index <= text.parent < inner.end or _ABOUT_MONEY.search(said):
            continue
        if len(said) > _LONGEST_LABEL or (len(said) > 1 and _TITLED.search(dom.elements[text.parent].names)):
            return True
    return False


def _place(view: View, index: int) -> Place | None:
    dom, zones = view.dom, view.zones
    texts = [text for text in dom.inside(index) if not zones[text.parent] & Zone.HIDDEN]
    struck = [text for text in texts if _is_struck(dom, zones, text.parent, index)]
    plain = [text for text in texts if text not in struck] if struck else texts
    plain = _for_everybody(dom, plain)
    said = joined(dom, plain)
    label = _label_before(view, index) if not _WORD.search(said) else ""
    prices = read_prices(label + said, view.country)
    was_prices = read_prices(joined(dom, struck), view.country) if struck else ()
    near = _names_near(dom, index)
    named = any(words.matches(words.PRICE, names) for names in near)
    prices = tuple(price for price in prices if price.signed or named or price.role == "price")
    was_prices = tuple(price for price in was_prices if price.signed or named)
    if was_prices and all(price.role == "other" for price in prices) and not any(zones[text.parent] & Zone.STRUCK for text in struck):
        # old by its class name alone, beside nothing but a price without tax: the name is left over from a sale
        prices, was_prices = was_prices, ()
    if not prices and not was_prices:
        return None
    zone = zones[index]
    for text in plain:
        if _DIGIT.search(text.text):
            zone |= zones[text.parent] & Zone.LINK
    return Place(
        index=index,
        prices=prices,
        struck=was_prices,
        named=named,
        now=any(words.matches(words.NOW, names) for names in near),
        was=(bool(was_prices) and not prices) or any(words.matches(words.WAS, dom.elements[i].names) for i in dom.ancestors(index, 1)),
        zone=zone,
        text=said,
    )


def _for_everybody(dom: Dom, texts: list[Text]) -> list[Text]:
    """Return the texts without what only members pay, where something else is left that holds a number."""
    kept = [text for text in texts if not words.matches(words.MEMBERS, dom.elements[text.parent].names) and not _in_members_price(dom, text.parent)]
    return kept if len(kept) < len(texts) and any(_DIGIT.search(text.text) for text in kept) else texts


def _in_members_price(dom: Dom, index: int) -> bool:
    above = dom.elements[index].parent
    return above >= 0 and dom.elements[above].size <= WIDEST // 2 and words.matches(words.MEMBERS, dom.elements[above].names)


def _is_struck(dom: Dom, zones: list[int], index: int, top: int) -> bool:
    if zones[index] & Zone.STRUCK:
        return True
    while index > top:
        if len(dom.elements[index].names) > 1 and words.matches(words.WAS, dom.elements[index].names):
            return True
        index = dom.elements[index].parent
    return False


def _names_near(dom: Dom, index: int) -> set[str]:
    """Return the class names of the container, its two nearest ancestors and its first descendants: a price's class may stand on any of them."""
    elements = dom.elements
    found = {elements[i].names for i in dom.ancestors(index, 3) if elements[i].size <= 3 * WIDEST}
    found.update(element.names for element in elements[index + 1 : min(elements[index].end, index + 8)])
    found.discard(" ")
    return found


def _label_before(view: View, index: int) -> str:
    """Return the words right before a container that holds nothing but the number (运费, 市场价：)."""
    dom = view.dom
    place = dom.first_text(index) - 1
    skipped = 0
    while place >= 0 and skipped < 3:
        text = dom.texts[place]
        said = text.text.strip()
        if said:
            near = dom.elements[index].parent == text.parent or dom.elements[text.parent].parent in dom.ancestors(index, 3)[1:]
            return said[-14:] + " " if near and len(said) <= 24 and not _LABELS.search(said) else ""
        place -= 1
        skipped += 1
    return ""


def joined(dom: Dom, texts: list[Text]) -> str:
    """Join the pieces of a price: "¥" "1" ".74" is ¥1.74, and two digits set small after a number are its cents."""
    pieces: list[str] = []
    block = texts[0].block if texts else None
    for text in texts:
        said = text.text.strip()
        if not said:
            continue
        before = pieces[-1] if pieces else ""
        element: Element = dom.elements[text.parent]
        if (
            len(said) == 2
            and _TWO_DIGITS.fullmatch(said)
            and _ENDS_IN_DIGIT.search(before)
            and (element.tag in ("sup", "small") or _CENTS.search(element.names))
        ):
            pieces.append(f".{said}")
        elif before and text.block != block:
            pieces.append(f"\n{said}" if before[-1:].isdigit() and said[:1].isdigit() else f" {said}")  # two numbers of two blocks are no 212 150
        elif before and (text.text[:1].isspace() or not _sticks(before, said)):
            pieces.append(f" {said}")
        else:
            pieces.append(said)
        block = text.block
    return "".join(pieces)


def _sticks(before: str, after: str) -> bool:
    # "1" ".74" and "¥" "99" belong together; "99" "199" do not
    return not (before[-1:].isdigit() and after[:1].isdigit())
