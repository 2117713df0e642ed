"""Words that stand together: from the places of each part to the stretches in which all of them meet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Place = tuple[int, int]
Fits = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts that stand together: the letters from the first to the last, and each part's own place."""

    start: int
    end: int
    parts: tuple[Place, ...]


def together(parts: Sequence[Sequence[Place]], *, within: int, ordered: bool, fits: Fits) -> list[Stretch]:
    """Return the stretches in which one place of every part stands, neighbours at most `within` letters apart.

    For each place of the first part the nearest of every other part is taken; parts do not share letters. `fits(start, end)` may refuse a stretch
    (a sentence ends inside). Places must be sorted.
    """
    if len(parts) == 1:
        return [Stretch(start, end, ((start, end),)) for start, end in parts[0]]
    found = []
    for first in parts[0]:
        grown = _grow(first, parts[1:], within, ordered, fits)
        if grown is not None:
            found.append(grown)
    return found


def _grow(first: Place, others: Sequence[Sequence[Place]], within: int, ordered: bool, fits: Fits) -> Stretch | None:
    """Add the nearest place of every further part to the stretch, each within reach of what is there already."""
    start, end = first
    chosen = [first]
    left = list(others)
    while left:
        step = _next_ordered(left[0], end, within) if ordered else _nearest(left, (start, end), chosen, within)
        if step is None:
            return None
        place, which = step
        start, end = min(start, place[0]), max(end, place[1])
        if not fits(start, end):
            return None
        chosen.append(place)
        del left[which]
    return Stretch(start, end, tuple(sorted(chosen)))


def _next_ordered(places: Sequence[Place], end: int, within: int) -> tuple[Place, int] | None:
    at = bisect_left(places, (end, 0))
    best: Place | None = None
    while at < len(places) and places[at][0] - end <= within:
        if best is None or (places[at][0] == best[0] and places[at][1] > best[1]):
            best = places[at]
        elif places[at][0] > best[0]:
            break
        at += 1
    return None if best is None else (best, 0)


def _nearest(others: Sequence[Sequence[Place]], hull: Place, chosen: Sequence[Place], within: int) -> tuple[Place, int] | None:
    """The place nearest to the hull over all parts that are still missing."""
    best: tuple[int, Place, int] | None = None
    for which, places in enumerate(others):
        for place in _around(places, hull, within):
            if any(place[0] < taken[1] and taken[0] < place[1] for taken in chosen):
                continue
            gap = max(0, place[0] - hull[1], hull[0] - place[1])
            if gap <= within and (best is None or gap < best[0]):
                best = (gap, place, which)
    return None if best is None else (best[1], best[2])


def _around(places: Sequence[Place], hull: Place, within: int) -> Sequence[Place]:
    """The places that can be in reach of the hull: expressions are at most 60 letters long."""
    low = bisect_left(places, (hull[0] - within - 60, 0))
    high = bisect_left(places, (hull[1] + within + 1, 0))
    return places[low:high]
