"""Latin letters that may be the sounds of Chinese characters: syllables of pinyin, or single first letters."""

from __future__ import annotations

import re
from functools import lru_cache

from core.text.sounds import SOUNDS

RUN = re.compile(r"[a-z]+")
LONGEST_SYLLABLE = 6
_LONGEST_RUN = 120  # letters: a longer run of Latin letters is no pinyin
_BY_LENGTH = [frozenset(sound for sound in SOUNDS if len(sound) == length) for length in range(LONGEST_SYLLABLE + 1)]


@lru_cache(maxsize=20_000)  # the same English words come on every page
def syllables(run: str) -> tuple[tuple[int, ...], ...]:
    """Return per letter the ends of the syllables of two letters or more that begin there, in any way to read the whole run; () where there is none."""
    if len(run) > _LONGEST_RUN:
        return ()
    ends: list[tuple[int, ...]] = [()] * len(run)
    alive = {len(run)}
    for start in range(len(run) - 2, -1, -1):
        ends[start] = tuple(
            start + length
            for length in range(min(LONGEST_SYLLABLE, len(run) - start), 1, -1)
            if start + length in alive and run[start : start + length] in _BY_LENGTH[length]
        )
        if ends[start]:
            alive.add(start)
    return tuple(ends) if 0 in alive else ()
