"""What stands in a text in disguise or cut up, joined: 抗*癌 as 抗癌, JY1 3441-3000 as jy134413000. Each with the map back to the page's characters.

A variant holds the joined place with some characters around it, so that words which reach over its edges are found too.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from core.text import Normal

AROUND = 16
"""Characters kept on each side of a joined place: words up to this much longer on one side are found."""

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f"
# marks that also divide lists and names (红茶·绿茶, 高山 红茶): a disguise only where one side is a single character
_SOFT = r"[\s·|/\\\-—–~+&()…@#=]"
# marks that hardly stand between two characters of a sentence for another reason; punctuation that does is left out
_HARD = r"(?:[^\w\s·|/\\\-—–~+&()…@#=。！!？?；;｡，,、﹐､：:.《》<>〈〉「」『』“”‘’\"'\[\]【】{}%$¥€℃°]|_)"
_MASKS = re.compile(
    rf"(?<=[{_CJK}])(?:{_SOFT}|{_HARD}){{0,2}}{_HARD}(?:{_SOFT}|{_HARD}){{0,2}}(?=[{_CJK}])"
    rf"|(?<=[^{_CJK}][{_CJK}]){_SOFT}{{1,3}}(?=[{_CJK}])"
    rf"|(?<=^[{_CJK}]){_SOFT}{{1,3}}(?=[{_CJK}])"
    rf"|(?<=[{_CJK}]){_SOFT}{{1,3}}(?=[{_CJK}](?![{_CJK}]))"
)
# looked for first: nearly no text has one, and this costs a twentieth
_PERHAPS_MASKED = re.compile(rf"[^\u3400-\u9fff0-9a-z。！!？?；;｡，,、：:.《》「」“”‘’\"'\[\]【】%¥](?=[{_CJK}])")
_PERHAPS_CUT = re.compile(r"[ \t.·_/:()\-—–]{1,2}[0-9a-z]")
_NUMBER = re.compile(r"(?<![0-9a-z])[0-9a-z]{1,20}(?:[ \t.·_/:()\-—–]{1,2}[0-9a-z]{1,20}){1,30}(?![0-9a-z])")
_NUMBER_GAP = re.compile(r"[ \t.·_/:()\-—–]+")
DIGITS = 5
"""A group of digits and letters with separators is taken for a number from this many digits on, when these are at least half of it."""


def variants(normal: Normal) -> Iterator[Normal]:
    """Yield the joined forms of a text's disguised words and separated numbers; nothing for most texts."""
    text = normal.text
    if _PERHAPS_MASKED.search(text) and (masks := [match.span() for match in _MASKS.finditer(text)]):
        yield from _around(normal, masks)
    if _PERHAPS_CUT.search(text) and (gaps := list(_number_gaps(text))):
        yield from _around(normal, gaps)


def without_separators(word: str) -> str:
    """Return a number in normal form without its separators, or the word itself when it is no separated number."""
    match = _NUMBER.search(word)
    return "".join(_NUMBER_GAP.split(word)) if match and _is_number(match.group()) else word


def _is_number(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits >= DIGITS and 2 * digits >= sum(map(str.isalnum, text))


def _number_gaps(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(text):
        if _is_number(match.group()):
            for gap in _NUMBER_GAP.finditer(text, *match.span()):
                yield gap.span()


def _around(normal: Normal, holes: list[tuple[int, int]]) -> Iterator[Normal]:
    """Yield the text around each group of neighbouring holes, without the holes."""
    group: list[tuple[int, int]] = []
    for hole in holes:
        if group and hole[0] - group[-1][1] > 2 * AROUND:
            yield _joined(normal, group)
            group = []
        group.append(hole)
    yield _joined(normal, group)


def _joined(normal: Normal, holes: list[tuple[int, int]]) -> Normal:
    first, last = max(0, holes[0][0] - AROUND), min(len(normal.text), holes[-1][1] + AROUND)
    kept = list(_kept(first, last, holes))
    origin = array("I")
    for start, end in kept:
        origin.extend(normal.origin[start:end] if normal.origin is not None else range(start, end))
    return Normal("".join(normal.text[start:end] for start, end in kept), normal.length, origin)


def _kept(first: int, last: int, holes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in holes:
        yield first, start
        first = end
    yield first, last
