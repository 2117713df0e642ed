"""The visible text of a page, a line for each block, without what is no word of the trader: menus, login boxes, cookie banners."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawlers.extract.dom import Dom, Text
from crawlers.extract.zones import Zone, is_read

LONGEST = 500_000  # characters of one page's text
_CELLS = ("td", "th", "dd")
FURNITURE = Zone.HIDDEN | Zone.MENU | Zone.HEADER | Zone.BANNER
_NUMBER_STARTS = frozenset("0123456789¥￥$€£")
_END = "\0"  # of a line, before its blanks are squeezed; no page has one, see core.text.storable
_BLANKS = re.compile(r"[ \t\r\f\v\n\u00a0\u3000]+")


def visible_text(dom: Dom, zones: list[int], *, without: int = FURNITURE) -> str:
    """Return the text of all elements that stand in none of the zones, one line for each block.

    Footers stay, for licences stand there; so do tabs that a click opens.
    """
    return lines(dom, (text for text in dom.texts if text.parent >= 0 and is_read(zones[text.parent], without)))


def lines(dom: Dom, texts: Iterable[Text]) -> str:
    """Join texts: within a block as they stand, table cells with a blank, blocks with a line break."""
    pieces: list[str] = []
    last: Text | None = None
    length = 0
    cells = not dom.by_tag.keys().isdisjoint(_CELLS)
    for text in texts:
        if last is not None and text.block != last.block:
            if cells and _same_row(dom, last, text):
                pieces.append(" ")
            else:
                pieces.append(_END)
        elif last is not None and text.parent != last.parent and text.text[:1] in _NUMBER_STARTS and last.text[-1:].isdigit():
            pieces.append(" ")  # "¥128" and "¥198" side by side are no ¥128¥198
        pieces.append(text.text)
        last = text
        length += len(text.text)
        if length > LONGEST:
            break
    # one look for blanks over all lines: a page has hundreds of short ones
    said = _BLANKS.sub(" ", "".join(pieces))
    return "\n".join(line for line in map(str.strip, said.split(_END)) if line)[:LONGEST]


def _same_row(dom: Dom, one: Text, other: Text) -> bool:
    first = _cell(dom, one)
    second = _cell(dom, other) if first >= 0 else -1
    return second >= 0 and dom.elements[first].parent == dom.elements[second].parent


def _cell(dom: Dom, text: Text) -> int:
    """Return the nearest table cell, or dt/dd, of a text; -1 when its block is none."""
    block = text.block[0]
    return block if block >= 0 and dom.elements[block].tag in _CELLS else -1
