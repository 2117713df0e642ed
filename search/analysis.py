"""Cut text into terms once, in Python, so that both engines index the same terms and find the same documents.

The normal form of a text is cut at blanks into runs. A run becomes its overlapping pairs of characters: the phrase of a query's pairs
stands in a document exactly where the query's characters do. Between two runs stands a break, so that no phrase spans a blank.
Single characters are kept apart, for queries of one character.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.text import normalise

BREAK = "\u2502"
"""Stands between two runs; one character, so it equals no pair."""


def runs(text: str) -> list[str]:
    """Return the runs of the text's normal form: what stands between blanks."""
    return normalise(text).text.split()


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of two characters or more."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


def pair_terms(*texts: str) -> str:
    """Return the pairs of the texts with blanks between and a break between runs, as both engines' `whitespace` analyzer reads them."""
    return " ".join(_with_breaks(texts))


def _with_breaks(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        for run in runs(text):
            yield from pairs(run)
            yield BREAK


def char_terms(*texts: str) -> str:
    """Return each character of the texts once, with blanks between."""
    return " ".join(sorted({char for text in texts for run in runs(text) for char in run}))
