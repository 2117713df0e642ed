"""A text in which some letters were written for others, with what is meant put in their place, and the map back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Respelled:
    """`text`: what is meant. The pieces put in, in order: they stand at `starts[i]`:`ends[i]`, for the letters `firsts[i]`:`lasts[i]` as written."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    firsts: Sequence[int]
    lasts: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return (start, end) of these letters, which must not be empty, in the text as written."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        begin = self.firsts[first] if first >= 0 and start < self.ends[first] else self._written(start, first)
        return begin, self.lasts[last] if last >= 0 and end <= self.ends[last] else self._written(end, last)

    def meant(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where letters as written stand among those meant; None where one of them was written for another."""
        before = bisect_right(self.firsts, end - 1) - 1
        if before < 0:
            return start, end
        moved = self.ends[before] - self.lasts[before]
        return (start + moved, end + moved) if self.lasts[before] <= start else None

    def is_part_of_word(self, start: int, end: int) -> bool:
        """Return whether a Latin word or a number goes on before or after the letters start:end."""
        return self._goes_on(start) or self._goes_on(end)

    @property
    def longer(self) -> int:
        """How many letters longer the text is as written, shorter pieces not counted."""
        return sum(max(0, last - first - 1) for first, last in zip(self.firsts, self.lasts, strict=True))

    def touches(self, start: int, end: int) -> bool:
        """Return whether a piece stands among the letters start:end or beside them."""
        before = bisect_right(self.starts, end) - 1
        return before >= 0 and self.ends[before] >= start

    def _written(self, place: int, before: int) -> int:
        return place if before < 0 else place - self.ends[before] + self.lasts[before]

    def _goes_on(self, border: int) -> bool:
        pair = self.text[max(border - 1, 0) : border + 1]
        return len(pair) == 2 and border > 0 and pair.isascii() and (pair.isalpha() or pair.isdigit())


def respell(text: str, meant: Iterable[tuple[int, int, str]]) -> Respelled:
    """Return the text with each (start, end, what is meant), in order and apart, put in."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    firsts: list[int] = []
    lasts: list[int] = []
    done = length = 0
    for first, last, word in meant:
        pieces += (text[done:first], word)
        length += first - done
        starts.append(length)
        length += len(word)
        ends.append(length)
        firsts.append(first)
        lasts.append(last)
        done = last
    pieces.append(text[done:])
    return Respelled("".join(pieces), starts, ends, firsts, lasts)
