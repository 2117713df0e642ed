"""Cut text into terms once, in Python, so that both engines index the same terms and find the same documents.

The normal form of a text is cut at blanks into runs. Runs are joined by END, and every two neighbouring characters are a term:
`高山 茶` becomes 高山 山Z Z茶 茶Z. A query's characters stand in a document exactly where the phrase of its pairs does, a phrase with a
blank included, and a single character is the first of at least one pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

from core.text import Normal, normalise
from search.variants import variants

END = "Z"
"""Stands for the blanks between two runs. The normal form holds no capital Latin letter, so it equals no character of a text."""


def runs(text: str) -> list[str]:
    """Return the runs of the text's normal form: what stands between blanks."""
    return normalise(text).text.split()


def pairs(joined: str) -> list[str]:
    """Return the overlapping pairs of two characters or more."""
    return list(map(add, joined, joined[1:]))


def views(text: str) -> tuple[Normal, ...]:
    """Return all forms in which a text is found: its normal form first, then what is disguised or separated in it, joined."""
    normal = normalise(text)
    return (normal, *variants(normal))


def pair_terms(texts: Iterable[str]) -> str:
    """Return the pairs of all forms of the texts with blanks between, as both engines' `whitespace` analyzer reads them."""
    return terms_of(view.text for text in texts if text for view in views(text))


def terms_of(normal_texts: Iterable[str]) -> str:
    """Return the pairs of texts in normal form; no phrase spans two texts, because two ENDs stand between them."""
    joined = (END + END).join(filter(None, map(_joined, normal_texts)))
    if not joined:
        return ""
    whole = f"{END}{joined}{END}"
    return " ".join(map(add, whole, whole[1:]))


def _joined(normal_text: str) -> str:
    return END.join(normal_text.split())
