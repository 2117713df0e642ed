"""The page's text without what buyers wrote: their words are not the shop's."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_WORDS = ("review", "comment", "pingjia", "evaluat", "feedback-list", "qa-list")
_WRITTEN = ", ".join(f'[{where}*="{word}"]' for word in _WORDS for where in ("class", "id"))
_OTHER = re.compile(r"preview", re.IGNORECASE)
_MOST = 500


def without_reviews(tree: LexborHTMLParser, text: str) -> str:
    """Return the text without the lines that stand in reviews, comments and questions; without any, the text itself.

    A block that holds more than half of the page is no review, whatever its class is called.
    """
    written: set[str] = set()
    for node in tree.css(_WRITTEN)[:_MOST]:
        if node.tag in ("body", "html", "a") or _OTHER.search(_called(node)):
            continue
        said = node.text(separator="\n")
        if 2 * len(said) <= len(text):
            written.update(_squeeze(line) for line in said.splitlines())
    written.discard("")
    return "\n".join(line for line in text.splitlines() if _squeeze(line) not in written) if written else text


def _called(node: LexborNode) -> str:
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _squeeze(line: str) -> str:
    return " ".join(line.split())
