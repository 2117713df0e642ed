"""Which Chinese letters are out of place: they make no word with either neighbour, and are not often words by themselves."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from core.text.codes import PLANE, Codes, code_points

_SIZE = 1 << 22  # places of the table of pairs: of a hundred pairs that no word holds, two are taken for ordinary
_SPREAD = 65599

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


class Ordinary:
    """Knows which two characters stand side by side in ordinary words, and which characters are words by themselves."""

    def __init__(self, table: str, words: Iterable[str]) -> None:
        """Take the table (`ordinary.txt`: a line of single words, then lines of one character and all that may follow it), and further words."""
        self._pairs = np.zeros(_SIZE, np.bool_)
        self._alone = np.zeros(PLANE, np.bool_)
        self._other = np.ones(PLANE, np.bool_)
        self._other[ord("一") : ord("龥") + 1] = False
        singles, *lines = (line for line in table.splitlines() if not line.startswith("#"))
        self._alone[code_points(singles)] = True
        for codes in map(code_points, lines):
            self._pairs[_places(codes[:1], codes[1:])] = True
        for codes in map(code_points, words):
            self._pairs[_places(codes[:-1], codes[1:])] = True

    def out_of_place(self, codes: Codes) -> tuple[Places, Flags]:
        """Return the places of the letters that are out of place, in order, and whether each is rare by itself. `codes`: below PLANE."""
        fine = self._other[codes]
        if len(codes) > 1:
            known = self._pairs[_places(codes[:-1], codes[1:])]
            fine[:-1] |= known
            fine[1:] |= known
        places = np.flatnonzero(~fine)
        return places, ~self._alone[codes[places]]


def _places(left: Codes, right: Codes) -> npt.NDArray[np.uint32]:
    return (left * np.uint32(_SPREAD) + right) & np.uint32(_SIZE - 1)
