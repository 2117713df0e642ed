"""Which part of the page each element stands in: content, menu, header, footer, related goods, reviews, cookie banner, login box, hidden."""

from __future__ import annotations

import re
from functools import lru_cache

from crawlers.extract import vocabulary as words
from crawlers.extract.dom import BLOCKS, Dom, Element, names


class Zone:
    """What an element stands in, as bits; inherited by everything below it. Plain numbers: an enum costs a quarter of the time of a page.

    FOLDED stands beside HIDDEN: hidden only until somebody opens the tab. Its words are the page's; its prices and pictures are none that are shown.
    """

    CONTENT = 0
    HIDDEN = 1
    MENU = 2
    HEADER = 4
    FOOTER = 8
    RELATED = 16
    REVIEWS = 32
    BANNER = 64
    STRUCK = 128
    LINK = 256
    CRUMBS = 512
    FOLDED = 1024


_INVISIBLE = names("""
    head script style noscript template svg math object iframe option select textarea datalist audio video canvas map
    """)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRIKING = re.compile(r"line-through", re.IGNORECASE)
_ROLES = {"navigation": Zone.MENU, "menu": Zone.MENU, "menubar": Zone.MENU, "banner": Zone.HEADER, "contentinfo": Zone.FOOTER, "search": Zone.HEADER}
_TAGS = {"nav": Zone.MENU, "footer": Zone.FOOTER, "del": Zone.STRUCK, "s": Zone.STRUCK, "strike": Zone.STRUCK}
_BY_TAG = {**_TAGS, **dict.fromkeys(_INVISIBLE, Zone.HIDDEN)}
_NAMES = (
    (words.CRUMBS, Zone.CRUMBS | Zone.MENU),
    (words.NAVIGATION, Zone.MENU),
    (words.FILTERS, Zone.MENU),
    (words.FOOTER, Zone.FOOTER),
    (words.HEADER, Zone.HEADER),
    (words.RELATED, Zone.RELATED),
    (words.REVIEWS, Zone.REVIEWS),
    (words.COOKIES, Zone.BANNER),
    (words.LOGIN, Zone.BANNER),
)
_DIALOGS = ("dialog", "alertdialog", "menu", "tooltip")
_HIGHEST_DIALOG = 6
_MOST_INSIDE = 200
_MOST_HEADLINES = 100
_WHOLE = frozenset(("html", "body", "main"))
_MOST = 0.6  # a "menu" that holds more of the page's text than this is the page


def zones_of(dom: Dom) -> list[int]:
    """Return the zone of each element, in the order of `dom.elements`."""
    trusted = _headline_path(dom)
    related = _related_by_heading(dom, trusted)
    menus = _link_lists(dom)
    total = dom.elements[0].size if dom.elements else 0
    most = total * _MOST
    zones: list[int] = []
    for element in dom.elements:
        zone = zones[element.parent] if element.parent >= 0 else Zone.CONTENT
        tag = element.tag
        own = _BY_TAG.get(tag, Zone.CONTENT)
        if element.attrs:
            own |= _by_attributes(element)
        if own & Zone.HIDDEN:
            own |= _folded(dom, element, zone)
            zone &= ~Zone.FOLDED
        zone |= own
        if (tag == "header" or len(element.names) > 1) and element.size <= most and tag not in _WHOLE and element.index not in trusted:
            zone |= _named(element.names)
            if tag == "header":
                zone |= Zone.HEADER
        if element.index in related:
            zone |= Zone.RELATED
        if element.index in menus:
            zone |= Zone.MENU
        zones.append(zone)
    return zones


def _headline_path(dom: Dom) -> set[int]:
    """Return the elements that hold the content's headline: what stands around a product's h1 is no menu, whatever it is called.

    Where a page has several h1, those that stand in its <title> count.
    """
    heads = [element for element in dom.tagged("h1") if element.size and not _in_site_header(dom, element)][:_MOST_HEADLINES]
    title = next((dom.said(element.index, 300) for element in dom.elements[:500] if element.tag == "title"), "").lower().replace(" ", "")
    named = [head for head in heads if len(heads) > 1 and head.size > 1 and dom.said(head.index, 200).lower().replace(" ", "") in title]
    found: set[int] = set()
    for head in named or heads:
        found.update(dom.ancestors(head.index))
    return found


def _in_site_header(dom: Dom, h1: Element) -> bool:
    # the shop's name in the page's header is often an h1 around the link to the home page
    names = " ".join(dom.elements[i].names for i in dom.ancestors(h1.index, 3))
    return "logo" in names or (any(dom.elements[i].tag == "header" for i in dom.ancestors(h1.index)) and h1.index < len(dom.elements) // 10 and h1.size < 20)


def _by_attributes(element: Element) -> int:
    attrs = element.attrs
    zone = _ROLES.get(attrs["role"] or "", Zone.CONTENT) if "role" in attrs else Zone.CONTENT
    style = attrs.get("style")
    if style:
        zone |= _styled(style[:2_000])
    if "hidden" in attrs or (element.names != " " and element.tag not in _WHOLE and words.is_hidden_name(element.names)):
        zone |= Zone.HIDDEN
    if element.tag == "a" and attrs.get("href"):
        zone |= Zone.LINK
    return zone


def _folded(dom: Dom, element: Element, around: int) -> int:
    """Return FOLDED for a hidden element that is a tab or a part of the product's details to be opened, and stands in nothing else that is hidden."""
    if element.tag in _INVISIBLE or element.tag not in BLOCKS or not element.size:
        return Zone.CONTENT
    if around & (Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.BANNER) or (around & Zone.HIDDEN and not around & Zone.FOLDED):
        return Zone.CONTENT
    if element.attrs.get("role") != "tabpanel" and not words.matches(words.FOLDED, element.names):
        return Zone.CONTENT
    above = (dom.elements[index] for index in dom.ancestors(element.index, _HIGHEST_DIALOG))
    if any(outer.attrs.get("role") in _DIALOGS or words.matches(words.DIALOG, outer.names) for outer in above):
        return Zone.CONTENT
    inner = dom.elements[element.index + 1 : min(element.end, element.index + _MOST_INSIDE)]
    pressed = sum(part.size for part in inner if part.tag in ("a", "button"))
    return Zone.FOLDED if pressed < element.size / 2 else Zone.CONTENT  # a bar of links and buttons tells nothing


def is_read(zone: int, without: int) -> bool:
    """Return whether the words of a zone count as the page's, `without` some zones; what is only folded is read."""
    return not zone & without or (bool(zone & Zone.FOLDED) and not zone & without & ~Zone.HIDDEN)


@lru_cache(maxsize=4_096)
def _styled(style: str) -> int:
    return (Zone.HIDDEN if _HIDING.search(style) else Zone.CONTENT) | (Zone.STRUCK if _STRIKING.search(style) else Zone.CONTENT)


@lru_cache(maxsize=16_384)
def _named(names: str) -> int:
    zone = Zone.CONTENT
    if not words.ANY.search(names):
        return zone
    for pattern, flag in _NAMES:
        if pattern.search(names):
            zone |= flag
    return zone


def _related_by_heading(dom: Dom, trusted: set[int]) -> set[int]:
    """Return the containers whose heading says that other goods follow (猜你喜欢, 相关商品)."""
    found = set()
    for text in dom.texts:
        said = text.text.strip()
        if not 3 <= len(said) <= 30 or text.parent < 0 or not words.RELATED_HEADING.match(said):
            continue
        for index in dom.ancestors(text.parent, 5)[1:]:
            if index in trusted or dom.elements[index].tag in _WHOLE:
                break
            if dom.elements[index].size > len(said) + 10:
                found.add(index)
                break
    return found


def _link_lists(dom: Dom) -> set[int]:
    """Return lists that are nothing but short links: category trees, service links, friends' links."""
    elements = dom.elements
    links: dict[int, tuple[int, int]] = {}  # by container: how many, how long together
    for element in dom.tagged("a"):
        if element.size and element.attrs.get("href") and not (element.end > element.index + 1 and _is_card(dom, element)):
            index = element.parent
            for _ in range(3):
                if index >= 0:
                    count, length = links.get(index, (0, 0))
                    links[index] = count + 1, length + element.size
                    index = elements[index].parent
    found = set()
    for index, (count, length) in links.items():
        element = elements[index]
        if count >= 5 and element.tag not in _WHOLE and length >= 0.85 * element.size and length <= _longest_entry(dom.said(index, 100)) * count:
            found.add(index)
    return found


def _longest_entry(said: str) -> int:
    """Return how long the entries of a menu are on the average at most: Chinese says it in half the characters."""
    return 7 if sum("\u3400" <= char <= "\u9fff" for char in said) > len(said) // 3 else 14


def _is_card(dom: Dom, link: Element) -> bool:
    """Return whether a link holds a picture or a heading: a row of a list, no entry of a menu."""
    return any(inner.tag in ("img", "picture", "h2", "h3", "h4", "h5") for inner in dom.elements[link.index + 1 : min(link.end, link.index + 20)])
