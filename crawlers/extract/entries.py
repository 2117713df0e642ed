"""Rows of a list without prices: articles, adverts, shops. Repeated containers that each lead elsewhere and hold most of the page's words."""

from __future__ import annotations

from crawlers.extract.view import View
from crawlers.extract.zones import Zone

FEWEST = 3
_SHORTEST = 6  # characters of a row's own words; shorter ones are a menu
_WIDEST = 800
_ROWS = ("li", "article", "div", "tr", "section", "dd", "a")
_SHARE = 0.4  # of the content's words must stand in the rows


def entries_of(view: View) -> list[int]:
    """Return the indexes of the rows of the largest such group, empty when they are not what the page is about."""
    dom = view.dom
    outside = Zone.HIDDEN | Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.RELATED | Zone.BANNER
    total = sum(len(text.text.strip()) for text in dom.texts if text.parent >= 0 and not view.zones[text.parent] & outside)
    groups: dict[tuple[int, str, str], list[int]] = {}
    for element in dom.elements:
        if element.tag in _ROWS and _SHORTEST <= element.size <= _WIDEST and not view.zones[element.index] & outside:
            groups.setdefault((element.parent, element.tag, element.get("class")), []).append(element.index)
    best: list[int] = []
    for rows in groups.values():
        if len(rows) < FEWEST or len(rows) <= len(best):
            continue
        leading = [row for row in rows if _leads(view, row)]
        said = sum(dom.elements[row].size for row in leading)
        if len(leading) >= FEWEST and len(leading) >= 0.7 * len(rows) and said >= _SHARE * total:
            best = leading
    return best


def _leads(view: View, row: int) -> bool:
    element = view.dom.elements[row]
    here = view.link(view.url)
    inner = view.dom.elements[row : min(element.end, row + 40)]
    return any(part.tag == "a" and part.size >= 4 and view.link(part.get("href")) not in ("", here) for part in inner)
