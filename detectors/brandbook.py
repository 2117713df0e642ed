"""The brand register as the detectors read it (`needs["brands"]`): names looked up in a text, and words that only look or sound like one. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from core.errors import BadInput
from core.text.sounds import SOUNDS

LEAST_SOUNDING = 3
"""Characters from which a name that sounds the same is telling: of two, too many ordinary words do."""
LEAST_ALIKE = 4
"""Letters from which a name can be written alike: iv is no lv."""
LEAST_LATIN = 5
"""Letters from which a name with one letter changed is telling (nike is one letter from bike)."""

_LOOKS = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "3": "e", "4": "a", "5": "s", "8": "b", "@": "a", "$": "s"})
_WORD = re.compile(r"[a-z0-9@$|]+(?:[.'-][a-z0-9@$|]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand. `guide_prices` in yuan, by a word of the goods ("" for all); `classes` of goods that it is registered for, empty for any."""

    name: str
    latin: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    own_shops: tuple[str, ...] = ()
    guide_prices: Mapping[str, float] = field(default_factory=dict)

    def covers(self, klass: str) -> bool:
        """Return whether goods of this class may be the brand's."""
        return not self.classes or klass in self.classes


@dataclass(frozen=True, slots=True)
class Mention:
    """A brand's name in a text, or (`like`) a word that looks or sounds like one; `how` says in Chinese in which way."""

    brand: Brand
    start: int
    end: int
    how: str = ""
    strong: bool = True


class BrandBook:
    """Brands, ready to be looked up."""

    def __init__(self, brands: Iterable[Brand]) -> None:
        self.brands = tuple(brands)
        self._by_name = {_plain(name): brand for brand in self.brands for name in (*brand.latin, *brand.chinese)}
        names = sorted(self._by_name, key=len, reverse=True)
        self._names = re.compile("|".join(map(_bounded, names))) if names else None
        self._sounds = {tuple(_syllables(name)): (brand, name) for brand in self.brands for name in brand.chinese if len(name) >= LEAST_SOUNDING}
        self._latin = {_plain(name): brand for brand in self.brands for name in brand.latin if " " not in name}

    def mentions(self, text: str) -> list[Mention]:
        """Return where brands are named. Positions are those of the text."""
        plain = _plain(text)
        if self._names is None or len(plain) != len(text):
            return []
        return [Mention(self._by_name[found[0]], found.start(), found.end()) for found in self._names.finditer(plain)]

    def lookalikes(self, text: str) -> list[Mention]:
        """Return words that are no brand's name but look or sound like one."""
        plain = _plain(text)
        if len(plain) != len(text):
            return []
        named = [(mention.start, mention.end) for mention in self.mentions(text)]
        found = [*self._alike_latin(plain), *self._alike_chinese(plain)]
        return [item for item in found if not any(start < item.end and item.start < end for start, end in named)]

    def _alike_latin(self, plain: str) -> Iterator[Mention]:
        for word in _WORD.finditer(plain):
            letters = _skeleton(word[0])
            for name, brand in self._latin.items():
                if len(name) < LEAST_ALIKE or word[0].startswith(name) or abs(len(word[0]) - len(name)) > 2:  # iphone7 is an iphone
                    continue
                if letters == _skeleton(name):
                    yield Mention(brand, *word.span(), how=f"“{word[0]}”以形近字符写成“{name}”的样子")
                elif len(name) >= LEAST_LATIN and _one_change(word[0], name):
                    yield Mention(brand, *word.span(), how=f"“{word[0]}”与“{name}”只差一个字母", strong=word[0][0] == name[0] and len(name) > LEAST_LATIN)

    def _alike_chinese(self, plain: str) -> Iterator[Mention]:
        lengths = {len(key) for key in self._sounds}
        for run in _HAN.finditer(plain):
            sounds = _syllables(run[0])
            for length in lengths:
                for start in range(len(sounds) - length + 1):
                    yield from self._sounding(run[0][start : start + length], tuple(sounds[start : start + length]), run.start() + start, at_start=not start)

    def _sounding(self, word: str, sounds: tuple[str, ...], start: int, *, at_start: bool) -> Iterator[Mention]:
        """`at_start`: no Chinese character stands ahead: inside a run, too many words are one sound away."""
        if sounds in self._sounds:
            brand, name = self._sounds[sounds]
            if word != name:
                yield Mention(brand, start, start + len(word), how=f"“{word}”与“{name}”读音相同")
            return
        if not at_start:
            return
        for known, (brand, name) in self._sounds.items():
            if len(known) == len(sounds) and known[0] == sounds[0] and word[0] == name[0]:
                differ = [place for place in range(len(known)) if known[place] != sounds[place]]
                if len(differ) == 1 and word not in name and sum(mine != theirs for mine, theirs in zip(word, name, strict=True)) <= LEAST_SOUNDING - 1:
                    yield Mention(brand, start, start + len(word), how=f"“{word}”与“{name}”只差一个音", strong=False)


def _plain(text: str) -> str:
    """Return the text in lower case, full width folded, each character for one."""
    return "".join(_folded(char) for char in text)


@cache
def _folded(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


@cache
def _skeleton(word: str) -> str:
    """Return the word as a hasty eye sees it: l for 1 and i, o for 0, m for rn."""
    return word.translate(_LOOKS).replace("rn", "m").replace("vv", "w")


def _bounded(name: str) -> str:
    ahead = r"(?<![a-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    behind = r"(?![a-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return ahead + re.escape(name) + behind


@cache
def _reading() -> dict[str, str]:
    return {char: sound for sound, chars in SOUNDS.items() for char in reversed(chars)}


def _syllables(word: str) -> list[str]:
    """Return the reading of each character, the character itself where none is known."""
    return [_reading().get(char, char) for char in word]


def _one_change(one: str, other: str) -> bool:
    """Return whether one letter was changed, added, left out or swapped with its neighbour."""
    if len(one) == len(other):
        differ = [place for place in range(len(one)) if one[place] != other[place]]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        return len(differ) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def book_from(rows: object) -> BrandBook | None:
    """Return the book of what was handed in: a book, a list of {"name", "latin", …}, or None; raise BadInput for anything else."""
    if rows is None or isinstance(rows, BrandBook):
        return rows
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) and row.get("name") for row in rows):
        raise BadInput("needs.brands: wanted a list of objects with a name")
    return BrandBook(_brand(row) for row in rows)


def _brand(row: Mapping[str, Any]) -> Brand:
    prices = {str(what): float(price) for what, price in (row.get("guide_prices") or {}).items()}
    several = {key: tuple(row.get(key) or ()) for key in ("latin", "chinese", "classes", "own_shops")}
    return Brand(name=str(row["name"]), guide_prices=prices, **several)
