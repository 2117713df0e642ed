"""Normal form: NFKC, lower case, simplified, invisible characters dropped, look-alikes folded; every character knows where it came from.

Each character is treated by itself (Unicode NFKC, UAX #15; OpenCC's single-character table from traditional to simplified), so that
the map back is exact and a text's normal form contains the normal form of each of its parts.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

import numpy as np
from opencc import OpenCC

from core.text.codes import CodeTable, code_points, text_of

# letters that are drawn like others and used to slip past word lists; values are in normal form already
_LATIN = dict(zip("аеорсухіјѕԁɡвкмнтѵһԛԝοανβεικρτυχ\u2170\u2171", "aeopcyxijsdgbkmhtvhqwoavbeikptuxⅰⅱ", strict=True))
# parts of characters that Unicode has a second time among its radicals and that NFKC leaves alone; 蕞 is hardly ever written for itself
_CHINESE = dict(
    zip(
        "⺅⺈⺖⺗⺘⺠⺡⺢⺣⺤⺨⺪⺬⺭⺮⺶⺼⺾⺿⻀⻂⻃⻄⻅⻈⻉⻋⻌⻍⻏⻐⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "亻刀忄心扌民氵水灬爪犭疒示礻竹羊肉艹艹艹衤西西见讠贝车辶辶阝钅长门阝雨青韦页风飞食饣首马鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
) | {"〇": "零", "蕞": "最", "丨": "|", "⽉": "月", "ー": "一"}
_MARKS = {"﹒": ".", "·": "·", "•": "·", "・": "·", "‧": "·", "∙": "·", "●": "·"}


def _signs() -> dict[str, str]:
    """Digits and letters in black circles and boxes, and the letters of flags: drawn as signs, read as what they hold."""
    signs = {"⓿": "0"} | {chr(first + digit): str(digit + 1) for first in (0x2776, 0x2780, 0x278A, 0x24F5) for digit in range(9)}
    return signs | {chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)}


_LOOK_ALIKES = _LATIN | _CHINESE | _MARKS | _signs()

_DROPPED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u0300-\u036f]"
)

# what is put between characters to break a word up; a full stop or a comma between two sentences is none
_FILLER = r"[^\w。！!？?；;｡，,、﹐､：:《》]|_"
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_BROKEN = re.compile(rf"(?<=[{_CJK}])(?:{_FILLER}){{1,3}}(?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form. `origin[i]`: position in the original of the character that `text[i]` came from; None: the same place."""

    text: str
    length: int
    origin: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return (start, end) in the original of `text[start:end]`; an empty span stays empty."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"{start}:{end} is not inside a text of {len(self.text)} characters")
        if self.origin is None:
            return start, end
        if start == end:
            place = self.origin[start] if start < len(self.origin) else self.length
            return place, place
        return self.origin[start], self.origin[end - 1] + 1


class _Table(dict[str, str]):
    """Character to its normal form, worked out when it is first met; bounded by the number of Unicode characters."""

    def __missing__(self, char: str) -> str:
        self[char] = value = _fold(char)
        return value


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _fold(char: str) -> str:
    if _DROPPED.match(char) or "\ud800" <= char <= "\udfff":
        return "" if _DROPPED.match(char) else "\ufffd"
    value = unicodedata.normalize("NFKC", char).casefold()
    value = _DROPPED.sub("", value)
    value = "".join(_LOOK_ALIKES.get(part, part) for part in value)
    if any(part >= "\u2e80" for part in value):
        value = "".join(_simple(part) for part in value)
    return value


def _simple(char: str) -> str:
    simple = str(_simplifier().convert(char))
    return simple if len(simple) == 1 else char


_TABLE = _Table()


def _single(char: str) -> int:
    folded = _TABLE[char]
    return ord(folded) + 1 if len(folded) == 1 else _SEVERAL


_SEVERAL = 0xFFFFFFFF  # in the table of single characters: the normal form is none, or more than one
_SINGLE = CodeTable(_single)
_SHORT = 100  # characters: below it a list is faster than arrays


def normalise(text: str) -> Normal:
    """Return the normal form of the text with its map back. Linear in the length; never fails."""
    return _short(text) if len(text) < _SHORT else _long(text)


def _short(text: str) -> Normal:
    pieces = [_TABLE[char] for char in text]
    joined = "".join(pieces)
    if len(joined) == len(text) and "" not in pieces:
        return Normal(joined, len(text))
    return Normal(joined, len(text), array("I", [place for place, piece in enumerate(pieces) for _ in piece]))


def _long(text: str) -> Normal:
    folded = _SINGLE(code_points(text))
    several = folded == _SEVERAL
    if not several.any():
        return Normal(text_of(folded - 1), len(text))
    pieces = [_TABLE[text[place]] for place in np.flatnonzero(several).tolist()]
    lengths = np.ones(len(text), np.intp)
    lengths[several] = [len(piece) for piece in pieces]
    origin = np.repeat(np.arange(len(text), dtype=np.uint32), lengths)
    codes = folded[origin] - 1
    codes[several[origin]] = code_points("".join(pieces))
    return Normal(text_of(codes), len(text), array("I", origin.tobytes()))


def squeeze(normal: Normal) -> Normal:
    """Return the normal form without the blanks and marks that stand between two Chinese characters (抗 癌, 抗*癌), with the map kept."""
    holes = [match.span() for match in _BROKEN.finditer(normal.text)]
    if not holes:
        return normal
    kept = [*accumulate(chain([0], *holes), lambda _, place: place), len(normal.text)]
    parts = list(zip(kept[::2], kept[1::2], strict=True))
    origin = array("I")
    for start, end in parts:
        origin.extend(normal.origin[start:end] if normal.origin is not None else range(start, end))
    return Normal("".join(normal.text[start:end] for start, end in parts), normal.length, origin)
