"""The page's text without what buyers wrote: their words are not the shop's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawlers.extract.dom import Dom

_WRITTEN = re.compile(r"(?<!p)review|comment|pingjia|evaluat|feedback-list|qa-list")
_MOST = 500


def without_reviews(dom: Dom, text: str) -> str:
    """Return the text without the lines that stand in reviews, comments and questions; without any, the text itself.

    A block that holds more than half of the page is no review, whatever its class is called.
    """
    written = set(_lines(dom, len(text) // 2))
    written.discard("")
    return "\n".join(line for line in text.splitlines() if _squeeze(line) not in written) if written else text


def _lines(dom: Dom, most: int) -> Iterator[str]:
    """Yield the lines of all such blocks of at most so many characters; blocks inside such blocks are read once."""
    end = blocks = 0
    for element in dom.named(_WRITTEN):
        if element.index < end or not element.size or element.tag in ("body", "html", "a") or element.size > most:
            continue
        end, blocks = element.end, blocks + 1
        if blocks > _MOST:
            return
        for text in dom.inside(element.index):
            yield from map(_squeeze, text.text.splitlines())


def _squeeze(line: str) -> str:
    return " ".join(line.split())
