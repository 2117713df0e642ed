"""The letters of a field: its normal form without punctuation and blanks, so that no finding lives or dies by a comma.

Every letter knows the character of the field that it came from. Breaks (。！？; line ends; and the weaker commas) are kept beside the letters.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.text import normalise
from core.text.codes import CodeTable, code_points, text_of

# a mark inside a number or a Latin word is part of it: 99.9%, no.1, 1:1, 7-8
_INSIDE = re.compile(r"(?<=[0-9a-z])\.(?=[0-9a-z])|(?<=[0-9])[:/+\-~](?=[0-9])")
_DROPPED, _KEPT, _KEPT_INSIDE = 1, 2, 3
_STRONG = frozenset("。！？!?；;｡\n\r\u2028\u2029")
_WEAK = frozenset("，,、﹐､")

Places = npt.NDArray[np.intp]


class View:
    """`text`: the letters. `field`: the characters that they came from. `normal`: the field's normal form, marks and all.

    Positions named start and end count letters, unless said otherwise."""

    def __init__(self, field: str) -> None:
        """Take the letters out of a field, whatever it holds."""
        self.normal = normalise(field)
        self.field = field
        self._kept, self.text = _letters(self.normal.text)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return (start, end) in the field of the letters start:end, which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"{start}:{end} is not inside {len(self.text)} letters")
        if self._origin is None:
            return start, end
        return self._origin[start], self._origin[end - 1] + 1

    def letters(self, first: int, last: int) -> tuple[int, int]:
        """Return (start, end) of the letters that stand in the characters first:last of the field."""
        if self._origin is None:
            return first, last
        return bisect_left(self._origin, first), bisect_left(self._origin, last)

    def broken(self, start: int, end: int, strength: str) -> bool:
        """Return whether a break of this strength ("sentence", or "clause" for commas too) stands between the letters start:end."""
        return _between(self._broken_at[strength], start, end)

    def is_cut(self, start: int, end: int, *, loose: bool) -> bool:
        """Return whether letters start:end are no word because a break runs through them. `loose`: commas are allowed."""
        return self.broken(start, end, "sentence" if loose else "clause")

    def is_part_of_word(self, start: int, end: int) -> bool:
        """Return whether a Latin word or a number goes on before or after the letters start:end (top1 inside top10)."""
        if not self.text[start].isascii() and not self.text[end - 1].isascii():
            return False
        first, last = self.characters(start, end)
        before = self.field[max(first - 1, 0) : first]
        after = self.field[last : last + 1]
        return _goes_on(before, self.text[start]) or _goes_on(self.text[end - 1], after)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the letters start:end in pieces that stand together on the page and are small letters or capitals throughout (行yeNO.1: ye, NO)."""
        first = start
        for place in range(start + 1, end + 1):
            if place == end or self._goes_over(place):
                yield first, place
                first = place

    def _goes_over(self, place: int) -> bool:
        before, after = self.characters(place - 1, place + 1)[0], self.characters(place, place + 1)[0]
        return after - before > 1 or self.field[before].isupper() != self.field[after].isupper()

    @cached_property
    def unbroken(self) -> str:
        """The field, blanks in place of the line ends between lines of one letter: such a text is written downwards. As long as the field."""
        if "\n" not in self.field:
            return self.field
        lines = self.field.split("\n")
        short = [len(line.strip()) <= 1 for line in lines]
        for place in range(1, len(lines)):
            if short[place - 1] and short[place]:
                lines[place - 1] = lines[place - 1].replace("\r", " ") + " "
            else:
                lines[place - 1] += "\n"
        return "".join(lines)

    @cached_property
    def _origin(self) -> array[int] | None:
        """Per letter the character it came from; None: the same place. Worked out when the first find asks."""
        if self._kept is None:
            return self.normal.origin
        places = np.flatnonzero(self._kept).astype(np.uint32)
        if self.normal.origin is not None:
            places = np.frombuffer(self.normal.origin, np.uint32)[places]
        return array("I", places.tobytes())

    @cached_property
    def breaks(self) -> Mapping[str, Places]:
        """Per strength ("sentence", "clause") the sorted positions b such that a break stands between letters b-1 and b."""
        if self._origin is None:
            return dict.fromkeys(("sentence", "clause"), np.empty(0, np.intp))
        marks = _BREAK(code_points(self.unbroken))
        origin = np.frombuffer(self._origin, np.uint32)
        return {name: np.searchsorted(origin, np.flatnonzero(marks >= least)) for name, least in (("sentence", 3), ("clause", 2))}

    @cached_property
    def _broken_at(self) -> Mapping[str, list[int]]:
        """The same as lists: one place is looked up faster in a list, many at once in an array."""
        return {name: places.tolist() for name, places in self.breaks.items()}


def _letters(normal: str) -> tuple[npt.NDArray[np.bool_] | None, str]:
    """Return which characters are letters (None: all) and the letters."""
    codes = code_points(normal)
    kinds = _KIND(codes)
    kept = kinds == _KEPT
    if (kinds == _KEPT_INSIDE).any():
        kept[[match.start() for match in _INSIDE.finditer(normal)]] = True
    return (None, normal) if kept.all() else (kept, text_of(codes[kept]))


def _kind(char: str) -> int:
    if char in ".:/+-~":
        return _KEPT_INSIDE
    return _KEPT if char.isalnum() or char == "%" else _DROPPED


_KIND = CodeTable(_kind)
_BREAK = CodeTable(lambda char: 3 if char in _STRONG else 2 if char in _WEAK else 1)


def _between(breaks: list[int], start: int, end: int) -> bool:
    place = bisect_right(breaks, start)
    return place < len(breaks) and breaks[place] < end


def _goes_on(left: str, right: str) -> bool:
    if not (left.isascii() and right.isascii()):
        return False
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())
