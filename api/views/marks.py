"""Mark the words of findings in a text: exact places, hostile text stays text, long stretches between the marks are folded away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.records import Span

AROUND = 160  # characters of context on each side of a mark
SHORT = 600  # a text up to this length is shown whole
LONGEST = 200_000  # characters shown even when all is asked for: a browser must stay usable


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `kind` is text, mark, or gap (`text` is empty then, `length` says how many characters are folded away)."""

    kind: str
    text: str
    length: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A field with its marks. `missing`: words of a finding that no longer stand in the text as it is shown."""

    field: str
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...]
    folded: int

    @property
    def found(self) -> int:
        """How many marks there are."""
        return sum(1 for piece in self.pieces if piece.kind == "mark")


def mark(field: str, text: str, spans: Iterable[Span], *, whole: bool = False) -> Marked:
    """Return the field's text cut into pieces, with the spans of this field marked and, unless `whole`, context trimmed around them.

    A span holds when `text[start:end]` is its text. Where the page changed since, its words are looked for; not found, they are `missing`.
    """
    places, missing = _places(field, text, spans)
    shown = _windows(places, len(text), whole)
    pieces: list[Piece] = []
    at = 0
    for start, end in shown:
        if start > at:
            pieces.append(Piece("gap", "", start - at))
        pieces += _cut(text, start, end, places)
        at = end
    if at < len(text):
        pieces.append(Piece("gap", "", len(text) - at))
    return Marked(field, tuple(pieces), tuple(missing), sum(piece.length for piece in pieces if piece.kind == "gap"))


def _places(field: str, text: str, spans: Iterable[Span]) -> tuple[list[tuple[int, int]], list[str]]:
    found, missing = [], []
    for span in spans:
        if span.field != field:
            continue
        start, end = span.start, span.end
        if not span.text or text[start:end] != span.text:
            start = text.find(span.text) if span.text else -1
            end = start + len(span.text)
        if start < 0:
            missing.append(span.text)
        else:
            found.append((start, end))
    return _merged(found), list(dict.fromkeys(missing))


def _merged(places: Sequence[tuple[int, int]], gap: int = 0) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _windows(places: Sequence[tuple[int, int]], length: int, whole: bool) -> list[tuple[int, int]]:
    if whole or length <= SHORT:
        return [(0, min(length, LONGEST))] if length else []
    if not places:
        return [(0, SHORT)]
    return _merged([(max(0, start - AROUND), min(length, end + AROUND)) for start, end in places], gap=AROUND // 2)


def _cut(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    inside = [(max(first, start), min(last, end)) for first, last in places if last > start and first < end]
    for first, last in inside:
        if first > at:
            pieces.append(Piece("text", text[at:first], first - at))
        pieces.append(Piece("mark", text[first:last], last - first))
        at = last
    if at < end:
        pieces.append(Piece("text", text[at:end], end - at))
    return pieces
