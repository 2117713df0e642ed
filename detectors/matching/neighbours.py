"""Which letters may be another of their sound, going by the letters beside them: looked up for all letters of a text at once."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from core.text.codes import PLANE, Codes, code_points
from core.text.sounds import READING, SOUNDS

_NUMBERS = {syllable: number for number, syllable in enumerate(SOUNDS, 1)}  # 0: no sound
_MOST = max(map(len, READING.values()))

Places = npt.NDArray[np.intp]


class Neighbours:
    """Knows which syllables stand beside which letters in words."""

    def __init__(self, pairs: Collection[str]) -> None:
        """Take the pairs of letters that stand side by side in words."""
        left, right = (code_points("".join(pair[at] for pair in pairs)) for at in (0, 1))
        known = np.unique(np.concatenate((left, right)))
        self._letter = np.zeros(PLANE, np.uint16)  # 0: a letter of no word
        self._letter[known] = np.arange(1, len(known) + 1)
        self._syllables = _syllables()
        size = (len(SOUNDS) + 1, len(known) + 1)
        self._ahead, self._behind = np.zeros(size, np.bool_), np.zeros(size, np.bool_)  # [syllable, the letter that stands ahead of it or behind]
        for syllables in self._syllables:
            self._ahead[syllables[right], self._letter[left]] = True
            self._behind[syllables[left], self._letter[right]] = True
        self._ahead[0] = self._behind[0] = False
        # what one reading does not settle, and Latin letters beside it, are left to whoever asks
        self._settled = np.zeros(PLANE, np.bool_)
        self._settled[[ord(letter) for letter, ways in READING.items() if len(ways) == 1 and len(ways[0]) > 1]] = True

    def fits(self, codes: Codes, places: Places) -> tuple[Places, Places]:
        """Return which of these places hold a letter whose sound goes with a neighbour, and those that this table cannot settle.

        `codes`: of the whole text, below PLANE.
        """
        inside = (places > 0) & (places < len(codes) - 1)
        inner = places[inside]
        before, here, after = codes[inner - 1], codes[inner], codes[inner + 1]
        settled = self._settled[here] & (before > 127) & (after > 127)
        syllable = self._syllables[0][here]
        fitting = settled & (self._ahead[syllable, self._letter[before]] | self._behind[syllable, self._letter[after]])
        inside[inside] = settled
        return inner[fitting], places[~inside]


def _syllables() -> list[npt.NDArray[np.uint16]]:
    """Per code point the number of its first reading, of its second, …; 0 where there is none."""
    tables = [np.zeros(PLANE, np.uint16) for _ in range(_MOST)]
    for letter, ways in READING.items():
        for table, way in zip(tables, ways, strict=False):
            table[ord(letter)] = _NUMBERS[way]
    return tables
