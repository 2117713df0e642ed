"""A text in which some letters were written for others, with what is meant put in their place, and the map back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Respelled:
    """`text`: what is meant. `starts[i]`, `ends[i]`: the letters of the text as written that its letter i stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return (start, end) of these letters, which must not be empty, in the text as written."""
        return self.starts[start], self.ends[end - 1]

    def is_part_of_word(self, start: int, end: int) -> bool:
        """Return whether a Latin word or a number goes on before or after the letters start:end."""
        return self._goes_on(start) or self._goes_on(end)

    def _goes_on(self, border: int) -> bool:
        pair = self.text[max(border - 1, 0) : border + 1]
        return len(pair) == 2 and border > 0 and pair.isascii() and (pair.isalpha() or pair.isdigit())


def respell(text: str, meant: Iterable[tuple[int, int, str]]) -> Respelled:
    """Return the text with each (start, end, what is meant), in order and apart, put in."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for first, last, word in meant:
        pieces += (text[done:first], word)
        starts += (*range(done, first), *(first for _ in word))
        ends += (*range(done + 1, first + 1), *(last for _ in word))
        done = last
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Respelled("".join(pieces), starts, ends)
