"""Where a word may stand with some characters written by others of the same sound: found without trying every word at every letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from core.text.codes import PLANE, Codes, code_points, text_of
from core.text.sounds import READING, SOUNDS
from detectors.matching.automata import Automata

_PRIVATE = 0xE000  # a sound is written as a character that no text holds for itself

Stretch = tuple[int, int]
Places = npt.NDArray[np.intp]


def _sound_classes() -> dict[str, int]:
    """Per syllable the number of its class: syllables that some character reads both ways are one class, and those that a single letter stands for."""
    joined = {syllable: syllable for syllable in SOUNDS}

    def top(syllable: str) -> str:
        while joined[syllable] != syllable:
            syllable = joined[syllable]
        return syllable

    alike = [*READING.values(), *((syllable, syllable[0]) for syllable in SOUNDS if syllable[0] in SOUNDS)]
    for first, second in (pair for syllables in alike for pair in pairwise(syllables)):
        joined[top(first)] = top(second)
    numbers: dict[str, int] = {}
    return {syllable: numbers.setdefault(top(syllable), len(numbers)) for syllable in SOUNDS}


def _class_table() -> Codes:
    """Per code point the character that stands for its sound; a letter without a sound stands for itself."""
    table = np.arange(PLANE, dtype=np.uint32)
    classes = _sound_classes()
    for letter, syllables in READING.items():
        table[ord(letter)] = _PRIVATE + classes[syllables[0]]
    return table


class AlikeWords:
    """Words by their sound. `places` finds where one may be meant that `reading` would count."""

    def __init__(self, words: Iterable[str], library: Automata) -> None:
        """Take the words and the library that finds many of them at once."""
        self._classes = _class_table()
        self._by_sound: Mapping[str, list[str]] = defaultdict(list)
        for word in words:
            self._by_sound[self._sound(code_points(word))].append(word)
        self._long = [sound for sound in self._by_sound if len(sound) > 2]
        self._automaton = library.literals(self._long)

    def _sound(self, codes: Codes) -> str:
        return text_of(self._classes[codes])

    def places(self, text: str, letters: Odd) -> list[Stretch]:
        """Return where words may be meant, in no order. Words of two letters count only where both are out of place, so only those are looked up."""
        sound = self._sound(letters.codes)
        which, ends = self._automaton.find(sound)
        found: list[Stretch] = []
        for name, end in zip(map(self._long.__getitem__, which.tolist()), ends.tolist(), strict=True):
            start = end - len(name)
            if letters.is_odd.find(1, start, end) >= 0 and any(_may_mean(text, start, word, letters) for word in self._by_sound[name]):
                found.append((start, end))
        for start in letters.pairs:
            if any(_may_mean(text, start, word, letters) for word in self._by_sound.get(sound[start : start + 2], ())):
                found.append((start, start + 2))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """The letters of a text that are out of place (`lone`). `places`: those of them for which another of their sound may be meant; `rare`: of these, those
    that are hardly ever words. `is_…`: 1 or 0 per letter. `pairs`: where two lone letters stand together of which one is rare. `codes`: below PLANE."""

    codes: Codes
    places: Sequence[int]
    lone: frozenset[int]
    rare: frozenset[int]
    is_odd: bytes
    is_lone: bytes
    is_rare: bytes
    pairs: Sequence[int]


NOTHING_ODD = Odd(codes=np.zeros(0, np.uint32), places=(), lone=frozenset(), rare=frozenset(), is_odd=b"", is_lone=b"", is_rare=b"", pairs=())


def odd_letters(codes: Codes, places: Places, lone: Places, hardly: Places) -> Odd:
    """Return the letters of a text that are out of place. `hardly`: those of the lone ones that are hardly ever words."""
    is_odd, is_lone, is_hardly = (_flags(len(codes), at) for at in (places, lone, hardly))
    is_rare = is_odd & is_hardly
    pairs = np.flatnonzero(is_lone[:-1] & is_lone[1:] & (is_rare[:-1] | is_rare[1:]))
    return Odd(
        codes=codes,
        places=places.tolist(),
        lone=frozenset(lone.tolist()),
        rare=frozenset(np.flatnonzero(is_rare).tolist()),
        is_odd=is_odd.tobytes(),
        is_lone=is_lone.tobytes(),
        is_rare=is_rare.tobytes(),
        pairs=pairs.tolist(),
    )


def _flags(length: int, places: Places) -> npt.NDArray[np.bool_]:
    flags = np.zeros(length, np.bool_)
    flags[places] = True
    return flags


def _may_mean(text: str, start: int, word: str, letters: Odd) -> bool:
    """Whether the word may be meant by the letters at the start: the fewest others of their sound are tried, for more of them count less."""
    end = start + len(word)
    others = [start + at for at, letter in enumerate(word) if text[start + at] != letter]
    alike = max(1, len(others))
    if alike * 2 > len(word) or not all(letters.is_odd[place] for place in others):
        return False
    exact = sum(not letter.isascii() for letter in word) - alike
    rare = letters.is_rare.find(1, start, end) >= 0
    return exact > 2 or (rare and (exact > 1 or letters.is_lone.find(0, start, end) < 0))
