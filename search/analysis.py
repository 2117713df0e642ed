"""Cut text into terms once, in Python, so that both engines index the same terms and find the same documents.

The normal form of a text is cut at blanks into runs. Runs are joined by END, and every two neighbouring characters are a term:
`高山 茶` becomes 高山 山Z Z茶 茶Z. A query's characters stand in a document exactly where the phrase of its pairs does, a phrase with a
blank included, and a single character is the first of at least one pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

import numpy as np

from core.text import Normal, normalise
from search.variants import variants

END = "Z"
"""Stands for the blanks between two runs. The normal form holds no capital Latin letter, so it equals no character of a text."""

TERM = 3
"""Characters that a term takes in a text of terms: two and a blank."""
_LONG = 48  # characters from which on an array is faster than a loop


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
    return cut(joined_forms(texts))


def joined_forms(texts: Iterable[str]) -> str:
    """Return all forms of the texts as one text that `cut` takes; empty for none."""
    return joined(view.text for text in texts if text for view in views(text))


def joined(normal_texts: Iterable[str]) -> str:
    """Return texts in normal form as one text that `cut` takes. No phrase spans two texts, nor two results put together: two ENDs stand between."""
    filled = (END + END).join(filter(None, (END.join(text.split()) for text in normal_texts)))
    return f"{END}{filled}{END}" if filled else ""


def cut(whole: str) -> str:
    """Return every two neighbouring characters with blanks between: `TERM` characters for each but the last, which has no blank behind it."""
    if len(whole) < _LONG:
        return " ".join(pairs(whole))
    letters = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    terms = np.full((len(letters) - 1, TERM), ord(" "), dtype="<u4")
    terms[:, 0], terms[:, 1] = letters[:-1], letters[1:]
    return terms.tobytes().decode("utf-32-le", "surrogatepass")[:-1]
