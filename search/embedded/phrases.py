"""Which pairs of a phrase have to be asked for: the index knows each place, so pairs that hold every character pin the whole phrase."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[int, str]
"""A pair and its place in the phrase."""


def covering(terms: Sequence[str], frequency: Sequence[int]) -> list[Placed]:
    """Return the fewest pairs that hold every character of the phrase, of several choices the rarest ones; and the rarest pair of all where that is much rarer.

    `frequency`: in how many documents each pair stands. What is left out costs a third to a half of the time of a phrase.
    """
    places = _cover(frequency)
    rarest = min(range(len(terms)), key=frequency.__getitem__)
    if 2 * frequency[rarest] < min(frequency[place] for place in places):
        places = sorted({*places, rarest})
    return [(place, terms[place]) for place in places]


def _cover(frequency: Sequence[int]) -> list[int]:
    """Return the places of the first and the last pair and, between, of one of every two neighbours; fewest first, then the rarest."""
    best: list[tuple[int, int, list[int]]] = []
    for place, number in enumerate(frequency):
        before = min(best[max(0, place - 2) : place], default=(0, 0, []))
        best.append((before[0] + 1, before[1] + number, [*before[2], place]))
    return best[-1][2]
