"""The title of a page's own product: its headline, else what the head says without the shop's name; and whether two titles mean one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from crawlers.extract.view import View
from crawlers.extract.zones import Zone

LONGEST = 300
_MOST_HEADLINES = 100
_PARTS = re.compile(r"\s*(?:[|｜_·•»›]|\s[-–—:]\s|\s?[-–—]\s|——|：(?=\S{2,12}$))\s*")
_WORD = re.compile(r"[a-z0-9]+|[\u00c0-\u024f\u0370-\u04ff\u0590-\u06ff]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_UNDRAWN = re.compile(r"\{\{|\}\}|\{\$|\$\}|\$\{|<%")
NO_TITLE = re.compile(
    r"^(?:首页|主页|home|商品详情|产品详情|商品详细|商品信息|宝贝详情|页面加载中|loading\W*|详情|购物车|登录|404.*|product details?|shop)$", re.IGNORECASE
)
_MAIN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:goods|product|item|detail|spu|pro|shop|ware|prod|main)[-_]?(?:title|name|tit)|sku-?name|goodsname"
    r"|productname|tb-main-title|itemname)(?:$|[\s_-])"
)


@lru_cache(maxsize=8_192)
def _is_main(names: str) -> bool:
    return bool(_MAIN_NAMES.search(names))


def words_of(title: str) -> set[str]:
    """Return the words of a title, lower case; each Chinese character is one."""
    return set(_WORD.findall(title.lower()))


def alike(one: str, other: str) -> float:
    """Return how much two titles mean the same thing: 1 when the smaller one's words all stand in the other, 0 for nothing in common."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0.0
    smaller = min(len(first), len(second))
    common = len(first & second) / smaller
    # a single word in common says little ("White" of a cup and of a shirt)
    return common if smaller > 1 or first == second else common / 2


def headline(view: View) -> tuple[str, int]:
    """Return (headline of the content, index of its element); ("", -1) when there is none. Found once for each page.

    Of several h1 the one that shares most with the page's own title; else what carries a product title's class name.
    """
    if not view.known_headline:
        view.known_headline.append(_headline(view))
    return view.known_headline[0]


def _headline(view: View) -> tuple[str, int]:
    named = [view.head.first("og:title", "twitter:title"), view.head.title]
    found: list[tuple[float, int, str]] = []
    for element in view.dom.tagged("h1"):
        if view.zones[element.index] & (Zone.HIDDEN | Zone.RELATED):
            continue
        text = view.dom.said(element.index, LONGEST)
        if len(text) < 2 or _UNDRAWN.search(text) or len(found) >= _MOST_HEADLINES:
            continue
        score = max(alike(text, name) * min(1.0, len(words_of(text)) / 4) for name in named) - 0.3 * bool(
            view.zones[element.index] & (Zone.HEADER | Zone.MENU | Zone.FOOTER)
        )
        found.append((score, -element.index, text))
    best = max(found, default=None)
    if best is not None and not _is_sign(view, -best[1]):
        return best[2], -best[1]
    other = _by_class(view, named)
    if best is None or other[1] >= 0 or "logo" in view.dom.elements[-best[1]].names:
        return other  # a logo names the shop, never the goods
    return best[2], -best[1]


def _is_sign(view: View, index: int) -> bool:
    """Return whether an h1 is the shop's sign: called a logo, or around the link to the home page."""
    element = view.dom.elements[index]
    home = view.link("/")
    inner = view.dom.elements[index : min(element.end, index + 6)]
    return "logo" in element.names or (view.link(view.url) != home and any(part.tag == "a" and view.link(part.get("href")) == home for part in inner))


def _by_class(view: View, named: list[str]) -> tuple[str, int]:
    """Return the first element of a product title's class whose words stand in the page's title, or the first at all."""
    first = ("", -1)
    for element in view.dom.elements:
        if (
            (len(element.names) < 4 and element.tag not in ("h2", "h3"))
            or not 2 <= element.size <= LONGEST
            or view.zones[element.index] & (Zone.HIDDEN | Zone.RELATED | Zone.MENU)
        ):
            continue
        if element.tag in ("h2", "h3") or _is_main(element.names):
            text = view.dom.said(element.index, LONGEST)
            if not _UNDRAWN.search(text) and any(alike(text, name) >= 0.8 and len(words_of(text)) > 2 for name in named):
                return text, element.index
            if first[1] < 0 and _is_main(element.names) and not _UNDRAWN.search(text) and not view.zones[element.index] & Zone.LINK:
                first = (_first_block(view, element.index) or text, element.index)
    return first


def _first_block(view: View, index: int) -> str:
    """Return the words of the first block below an element, where a second one follows: a name with a line about it."""
    texts = [text for text in view.dom.inside(index, LONGEST) if text.text.strip()]
    blocks = list(dict.fromkeys(text.block for text in texts))
    own = " ".join("".join(text.text for text in texts if text.block == blocks[0]).split()) if len(blocks) == 2 else ""
    return own if len(own) >= 6 else ""


def page_title(view: View) -> str:
    """Return the title of the page: <title>, else og:title, else the headline."""
    title = view.head.title if not _UNDRAWN.search(view.head.title) else ""
    return (title or view.head.first("og:title") or headline(view)[0])[:LONGEST]


def product_title(view: View) -> str:
    """Return what the page calls its product: headline, og:title, or the first part of <title> that is no shop's name."""
    text = headline(view)[0]
    if text and not NO_TITLE.match(text):
        return text
    said = view.head.first("og:title", "twitter:title") or page_title(view)
    parts = [part for part in _PARTS.split(said) if part and not NO_TITLE.match(part)]
    site = view.head.first("og:site_name", "application-name").lower()
    parts = [part for part in parts if part.lower() != site] or parts
    return (parts[0] if parts else said)[:LONGEST]
