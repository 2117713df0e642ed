"""Names of shops and operators as they sound: pinyin and initials, in every reading of a character with several (重庆: chongqing, zhongqing)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pypinyin import Style, pinyin

from core.text import normalise
from core.text.sounds import SOUNDS
from search.analysis import joined

# places and family names besides the characters that core.text.sounds gives two readings: 番禺, 大埔, 厦门, 区, 仇, 查, 朴, 朝阳
_IN_NAMES = {"番": "pan", "埔": "bu", "厦": "xia", "区": "ou", "仇": "qiu", "查": "zha", "朴": "piao", "朝": "zhao", "泊": "po", "佛": "fu", "阿": "e"}
LONGEST = 60  # characters of a name
READINGS = 8  # readings of one name that are kept

_SINGLY: Any = list  # what pypinyin does with other characters: each stands for itself (its stub knows texts only)


@cache
def _several() -> dict[str, tuple[str, ...]]:
    """Return the characters that are read in more than one way in names: the usual readings, not every one that a dictionary knows."""
    found: dict[str, list[str]] = {}
    for sound, chars in SOUNDS.items():
        for char in chars:
            found.setdefault(char, []).append(sound)
    return {char: tuple(sounds) for char, sounds in found.items() if len(sounds) > 1} | {char: (sound,) for char, sound in _IN_NAMES.items()}


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of each reading of a name in normal form, one entry a character; other characters stand for themselves.

    First the likeliest reading as a whole, then those with one character read otherwise.
    """
    chars = name[:LONGEST]
    usual = tuple(sounds[0] for sounds in pinyin(chars, style=Style.NORMAL, errors=_SINGLY, v_to_u=False))
    if len(usual) != len(chars):  # a reading that is not one a character cannot be laid over the name
        return ()
    found = dict.fromkeys([usual])
    for place, char in enumerate(chars):
        for sound in _several().get(char, ()):
            found.setdefault((*usual[:place], sound, *usual[place + 1 :]))
    return tuple(found)[:READINGS]


@lru_cache(maxsize=4096)
def sound_texts(name: str) -> tuple[str, ...]:
    """Return what a name is found by: each reading spelled out, and its initials."""
    normal = "".join(normalise(name).text.split())
    found: dict[str, None] = {}
    for syllables in readings(normal):
        found.setdefault("".join(syllables))
        found.setdefault("".join(syllable[:1] for syllable in syllables))
    found.pop(normal, None)  # a name without Chinese characters sounds as it is written
    return tuple(found)


def sound_forms(*names: str) -> str:
    """Return the sounds of names as one text that `search.analysis.cut` takes."""
    return joined(text for name in names if name for text in sound_texts(name))


def sounding(name: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield the places of `name` (character positions) that sound like the word, spelled out or by initials; of the likeliest reading that has one."""
    places = [(at, char) for at, original in enumerate(name) for char in normalise(original).text if not char.isspace()]
    for syllables in readings("".join(char for _, char in places)):
        initials = "".join(syllable[:1] for syllable in syllables)
        if (at := initials.find(word)) >= 0:
            yield places[at][0], places[at + len(word) - 1][0] + 1
            return
        owner = [number for number, syllable in enumerate(syllables) for _ in syllable]
        if (at := "".join(syllables).find(word)) >= 0:
            yield places[owner[at]][0], places[owner[at + len(word) - 1]][0] + 1
            return
