"""Mends numbers that a reader of pictures has mistaken, and only those that prove themselves by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from core.numbers import check

_DIGIT = str.maketrans("OQDILZSB", "00011258")
_NEVER = str.maketrans("OIZS", "0125")  # the code's alphabet (GB 32100) holds none of these letters
_LIKE = r"[0-9OQDILZSB]"
_MOST_OPEN = 8  # places where both 8 and B are possible
_CODE = re.compile(r"(?<![0-9A-Z])[0-9NYOIZSB][0-9A-Z]{17}(?![0-9A-Z])")
_PERMITS = {
    "food": re.compile(rf"(?<![0-9A-Z])[J][Y]({_LIKE}{{14}})(?![0-9A-Z])"),
    "food_filing": re.compile(rf"(?<![0-9A-Z])Y[B8]({_LIKE}{{14}})(?![0-9A-Z])"),
    "food_production": re.compile(rf"(?<![0-9A-Z])[S5]C({_LIKE}{{14}})(?![0-9A-Z])"),
}
_LETTERS = {"food": "JY", "food_filing": "YB", "food_production": "SC"}
_OLD = re.compile(rf"注册号[:： ]{{0,2}}({_LIKE}{{15}})(?![0-9A-Z])")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A number as it was read, and as it passes its check digits."""

    kind: str
    read: str
    value: str


def repaired(text: str) -> tuple[Repaired, ...]:
    """Return the numbers of the text that fail as they stand and pass after the usual confusions are undone, if only one way does."""
    plain = text.upper()
    return tuple(dict.fromkeys([*_codes(plain), *_permits(plain)]))


def _codes(plain: str) -> Iterator[Repaired]:
    for match in _CODE.finditer(plain):
        read = match[0]
        if not check("uscc", read)[0]:
            passing = {value for value in _variants(read) if check("uscc", value)[0]}
            if len(passing) == 1:
                yield Repaired("uscc", read, passing.pop())


def _variants(read: str) -> Iterator[str]:
    head = read[0] + read[1:8].translate(_DIGIT) if read[0] in "NY" else read[:8].translate(_DIGIT)
    rest = read[8:].translate(_NEVER)
    places = [place for place, char in enumerate(rest) if char in "8B"]
    if len(places) > _MOST_OPEN:
        return
    for choice in product("8B", repeat=len(places)):
        letters = list(rest)
        for place, char in zip(places, choice, strict=True):
            letters[place] = char
        yield head + "".join(letters)


def _permits(plain: str) -> Iterator[Repaired]:
    for kind, pattern in _PERMITS.items():
        for match in pattern.finditer(plain):
            value = _LETTERS[kind] + match[1].translate(_DIGIT)
            if value != match[0] and check(kind, value)[0]:
                yield Repaired(kind, match[0], value)
    for match in _OLD.finditer(plain):
        value = match[1].translate(_DIGIT)
        if value != match[1] and check("reg_no", value)[0]:
            yield Repaired("reg_no", match[1], value)
