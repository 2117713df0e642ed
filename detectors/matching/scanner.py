"""All expressions of the rulebook in one pass over a text, with Hyperscan: time grows with the text, never with a pattern's shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from threading import Lock

import hyperscan

from detectors.matching.expressions import Expressions
from detectors.matching.shapes import Anchored
from detectors.matching.view import View

Found = dict[int, list[tuple[int, int]]]
_Raw = list[tuple[int, int, int]]

_PATTERN_FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST


class Scanner:
    """Finds expressions by their numbers; threads take turns, for Hyperscan's scratch space is one per database."""

    def __init__(self, expressions: Expressions) -> None:
        """Compile; raise ValueError naming a pattern that Hyperscan cannot take."""
        self._turn = Lock()
        self._lengths = {number: len(text) for text, number in expressions.terms.items()}
        self._terms = _compile({number: text for text, number in expressions.terms.items()}, literal=True)
        self._patterns = _compile({number: text for text, number in expressions.patterns.items() if number not in expressions.chains}, literal=False)
        self._asked = frozenset(expressions.asked)
        self._anchored: dict[int, list[tuple[int, Anchored]]] = defaultdict(list)
        for number, chains in expressions.chains.items():
            for chain in chains:
                for word in chain.anchor:
                    self._anchored[word].append((number, chain))

    def scan(self, view: View) -> Found:
        """Return per expression where it stands in the letters, in order, the longest at each start; nothing that a break cuts."""
        raw = view.text.encode("utf-8")
        with self._turn:
            terms, patterns = _run(self._terms, raw), _run(self._patterns, raw)
        if not terms and not patterns:
            return {}
        places = _letters(raw, len(view.text), {end for _, _, end in terms} | {place for _, start, end in patterns for place in (start, end)})
        found: Found = defaultdict(list)
        longer = [(number, places[start], places[end]) for number, start, end in patterns]
        for number, _, end in terms:
            stop = places[end]
            start = stop - self._lengths[number]
            if number in self._asked and _is_whole(view, start, stop, loose=False):
                found[number].append((start, stop))
            for pattern, chain in self._anchored.get(number, ()):
                stretch = chain.around(view.text, start, stop)
                if stretch is not None:
                    longer.append((pattern, *stretch))
        for number, spans in _longest(longer).items():
            whole = [place for place in spans if _is_whole(view, *place, loose=True)]
            if whole:
                found[number] = whole
        return found


def _is_whole(view: View, start: int, stop: int, *, loose: bool) -> bool:
    return not view.is_part_of_word(start, stop) and not view.is_cut(start, stop, loose=loose)


def _compile(texts: dict[int, str], *, literal: bool) -> hyperscan.Database | None:
    if not texts:
        return None
    database = hyperscan.Database()
    numbers = list(texts)
    flags = 0 if literal else _PATTERN_FLAGS
    try:
        database.compile(expressions=[text.encode("utf-8") for text in texts.values()], ids=numbers, elements=len(numbers), flags=flags, literal=literal)
    except hyperscan.error as exc:
        raise ValueError(f"{_culprit(texts.values())}: {exc}") from exc
    return database


def _culprit(texts: Iterable[str]) -> str:
    """Which pattern it was: the library does not say."""
    for text in texts:
        try:
            hyperscan.Database().compile(expressions=[text.encode("utf-8")], ids=[0], elements=1, flags=_PATTERN_FLAGS)
        except hyperscan.error:
            return f"pattern {text!r}"
    return "the patterns together"


def _run(database: hyperscan.Database | None, raw: bytes) -> _Raw:
    found: _Raw = []
    if database is not None and raw:
        database.scan(raw, match_event_handler=lambda number, start, end, _flags, _context: found.append((number, start, end)))
    return found


def _letters(raw: bytes, length: int, offsets: set[int]) -> dict[int, int]:
    """Map byte offsets to letter positions, in one walk over the bytes."""
    if len(raw) == length:
        return {offset: offset for offset in offsets}
    places: dict[int, int] = {}
    before = count = 0
    for offset in sorted(offsets):
        count += len(raw[before:offset].decode("utf-8"))
        places[offset] = count
        before = offset
    return places


def _longest(found: _Raw) -> dict[int, list[tuple[int, int]]]:
    """Per pattern: of the matches with one start the longest, and none inside another."""
    ends: dict[int, dict[int, int]] = defaultdict(dict)
    for number, start, end in found:
        if end > ends[number].get(start, -1):
            ends[number][start] = end
    kept: dict[int, list[tuple[int, int]]] = {}
    for number, spans in ends.items():
        kept[number] = []
        reached = -1
        for start, end in sorted(spans.items()):
            if end > reached:
                kept[number].append((start, end))
                reached = end
    return kept
