"""Where the runs of a query stand in a document: found in the normal form, shown as the page's own characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.text import Normal, normalise
from search.base import Mark

AROUND = 24  # characters before and after a mark
MOST = 5  # marks of one document


@lru_cache(maxsize=256)
def _normal(text: str) -> Normal:
    return normalise(text)


def marks(runs: Sequence[str], *, title: str, text: str) -> tuple[Mark, ...]:
    """Return the places of each run in title and text, the first ones, at least one of each run that occurs."""
    found: list[Mark] = []
    for name, whole in (("title", title), ("text", text)):
        normal = _normal(whole)
        for run in runs:
            for number, (start, end) in enumerate(_places(normal, run)):
                if number >= MOST:
                    break
                found.append(
                    Mark(field=name, start=start, end=end, text=whole[start:end], before=whole[max(0, start - AROUND) : start], after=whole[end : end + AROUND])
                )
    return tuple(found[: MOST * max(1, len(runs))])


def _places(normal: Normal, run: str) -> Iterator[tuple[int, int]]:
    at = normal.text.find(run)
    while at >= 0:
        yield normal.span(at, at + len(run))
        at = normal.text.find(run, at + len(run))
