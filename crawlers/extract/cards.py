"""Rows of goods: repeated containers that each link to another page and show a price. They make a list page, or stand beside a product."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crawlers.extract.dom import Dom
from crawlers.extract.price_places import Place
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

FEWEST = 2  # rows with addresses of their own
FEWEST_BARE = 3  # rows that only a script leads on from
_HIGHEST = 9  # levels above a price that its card may begin at
_WIDEST = 1_200  # characters of one card
_COUNTING = re.compile(r"\d|^(?:first|last|odd|even|active|on|cur|mr0|nomargin)$")
_NO_GOODS = re.compile(r"cart|favo|login|compare|wishlist")
_NAMING = frozenset(("data-href", "data-url", "data-link", "onclick"))
_MOST_PARTS = 200  # elements of one card that are looked at
_MOST_LINKS = 4  # different addresses of one card: picture, title, shop, cart
_ADDRESS = re.compile(r"""(?:location(?:\.href)?\s*=\s*|window\.open\(|navigateTo\(|goto\w*\(|jump\w*\()\s*["']([^"']{1,300})["']""", re.IGNORECASE)

Signature = tuple[tuple[str, str], tuple[str, str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One row: its container, the price in it, the address it leads to ("" when only a script knows), whether it stands among related goods."""

    index: int
    place: Place
    url: str
    related: bool


def cards_of(view: View, places: list[Place], headline: int) -> list[Card]:
    """Return the cards in order: containers around one price whose like stands on the page again, leading elsewhere."""
    if not places:
        return []
    signatures = _signatures(view.dom)
    repeated = Counter(signatures)
    leads = _leads(view.dom)
    found: dict[int, Card] = {}
    for place in places:
        if any(price.role != "other" for price in place.prices) and not place.zone & (Zone.MENU | Zone.HEADER | Zone.FOOTER):
            card = _card(view, place, headline, leads, lambda index: repeated[signatures[index]])
            if card is not None:
                known = found.get(card.index)
                if known is None or (_is_former(known.place) and not _is_former(place)):
                    found[card.index] = card
    groups: dict[Signature, list[Card]] = {}
    for card in found.values():
        groups.setdefault(signatures[card.index], []).append(card)
    kept = [card for group in groups.values() if _is_list(group) for card in group]
    return sorted(kept, key=lambda card: card.index)


def _is_former(place: Place) -> bool:
    """Return whether a place shows nothing but what the goods cost before (市场价)."""
    return place.was or all(price.role == "list" for price in place.prices)


def _is_list(group: list[Card]) -> bool:
    addresses = {card.url for card in group if card.url}
    return len(addresses) >= FEWEST or (not addresses and len(group) >= FEWEST_BARE)


def _signatures(dom: Dom) -> list[Signature]:
    """Return of each element what its like share: tag, class, and tag and class of what it stands in."""
    own: list[tuple[str, str]] = []
    found: list[Signature] = []
    for element in dom.elements:
        names = element.attrs.get("class") if element.attrs else None
        own.append((element.tag, _class_of(names) if names else ""))
        above = own[element.parent] if element.parent >= 0 else None
        found.append((own[-1], above))
    return found


@lru_cache(maxsize=8_192)
def _class_of(names: str) -> str:
    # "item first", "item last", "item-12": what counts the row is no part of its kind
    return " ".join(name for name in names.split()[:3] if not _COUNTING.search(name))


def _card(view: View, place: Place, headline: int, leads: _Leads, like: Callable[[int], int]) -> Card | None:
    """Return the widest container around a price that holds one product: climbing ends where a second product or the headline begins."""
    dom = view.dom
    best: Card | None = None
    known: list[str] = []
    for index in dom.ancestors(place.index, _HIGHEST):
        element = dom.elements[index]
        if element.size > _WIDEST or element.tag in ("body", "html", "main") or index <= headline < element.end:
            break
        urls = _addresses(view, index, leads)
        if len(urls) > _MOST_LINKS or (best is not None and urls != known):
            break
        says_more = element.size > dom.elements[place.index].size + 1
        if says_more and like(index) >= (FEWEST if urls else FEWEST_BARE):
            known = urls
            best = Card(index=index, place=place, url=urls[0] if urls else "", related=bool(view.zones[index] & Zone.RELATED))
            if not urls:
                break
    return best


@dataclass(frozen=True, slots=True)
class _Leads:
    """The addresses that the page's elements lead to, by place: links, and what a click's script or a data attribute names."""

    links: list[tuple[int, str]]
    scripted: list[tuple[int, str]]


def _leads(dom: Dom) -> _Leads:
    links = [(link.index, link.get("href")) for link in dom.tagged("a")]
    naming = () if _NAMING.isdisjoint(dom.attributes) else dom.elements
    scripted = [(element.index, address) for element in naming if not _NAMING.isdisjoint(element.attrs) for address in _scripted(element.attrs)]
    return _Leads(links, scripted)


def _between(found: list[tuple[int, str]], start: int, end: int) -> list[str]:
    return [address for _, address in found[bisect_left(found, (start,)) : bisect_left(found, (end,))]]


def _addresses(view: View, index: int, leads: _Leads) -> list[str]:
    """Return the different addresses that an element links to, or stands in a link to; anchors of this page and carts apart."""
    dom = view.dom
    here = view.link(view.url)
    element = dom.elements[index]
    end = min(element.end, index + _MOST_PARTS)
    found = [dom.elements[i].get("href") for i in dom.ancestors(index) if dom.elements[i].tag == "a"] if view.zones[index] & Zone.LINK else []
    found += _between(leads.links, index, end)
    found += _between(leads.scripted, index, end)
    links = dict.fromkeys(view.link(href) for href in found if href)
    return [url for url in links if url and url != here and not _NO_GOODS.search(url)]


def _scripted(attrs: Mapping[str, str | None]) -> list[str]:
    """Return addresses that a click's script or a data attribute leads to."""
    found = [attrs.get(name) or "" for name in ("data-href", "data-url", "data-link")]
    click = attrs.get("onclick") or ""
    if click:
        found += [match.group(1) for match in _ADDRESS.finditer(click[:500])]
    return [address for address in found if address]
