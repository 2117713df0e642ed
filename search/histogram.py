"""Hits over time: counts of days put together to the steps asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from search.base import Histogram

DAYS = 40_000
"""Days that are counted: more than a century."""

_LENGTH = {"day": 10, "month": 7, "year": 4}  # characters of 2026-11-23


def steps(days: Iterable[tuple[str, int]], histogram: Histogram) -> tuple[tuple[str, int], ...]:
    """Return (start of the step, count) in the order of time; nothing when no histogram is asked for."""
    found: Counter[str] = Counter()
    for day, number in days if histogram else ():
        found[day[: _LENGTH[histogram]]] += number
    return tuple(sorted(found.items()))
