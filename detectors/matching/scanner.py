"""All expressions of the rulebook in one pass over a text, with Hyperscan: time grows with the text, never with a pattern's shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from threading import Lock

import hyperscan

from detectors.matching.expressions import Expressions
from detectors.matching.respell import Respelled
from detectors.matching.shapes import Anchored
from detectors.matching.sounds import SoundIndex
from detectors.matching.spellings import READINGS, respelled, with_numerals
from detectors.matching.view import View

Found = dict[int, list[tuple[int, int]]]
_Raw = list[tuple[int, int, int]]

_RESPELLED = -1  # stands for every spelling of the table, as the numbers do for the words
_PATTERN_FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST


class Scanner:
    """Finds expressions by their numbers; threads take turns, for Hyperscan's scratch space is one per database."""

    def __init__(self, expressions: Expressions) -> None:
        """Compile; raise ValueError naming a pattern that Hyperscan cannot take."""
        self._turn = Lock()
        self._literals = [(spelling, number) for word, number in expressions.terms.items() for spelling in with_numerals(word)]
        self._literals += [(written, _RESPELLED) for written in READINGS]
        self._terms = _compile(dict(enumerate(spelling for spelling, _ in self._literals)), literal=True)
        self._patterns = _compile({number: text for text, number in expressions.patterns.items() if number not in expressions.chains}, literal=False)
        self._asked = frozenset(expressions.asked)
        self._sounds = SoundIndex(expressions.terms)
        self._anchored: dict[int, list[tuple[int, Anchored]]] = defaultdict(list)
        for number, chains in expressions.chains.items():
            for chain in chains:
                for word in chain.anchor:
                    self._anchored[word].append((number, chain))

    def scan(self, view: View) -> Found:
        """Return per expression where it stands in the letters, in order, the longest at each start; nothing that a break cuts.

        Words in other spellings are found too, at the letters that they are written with.
        """
        terms, longer = self._look(view.text)
        whole = [(number, start, end) for number, start, end in terms if number in self._asked and not view.is_part_of_word(start, end)]
        stretches = [(number, start, end) for number, start, end in longer if not view.is_part_of_word(start, end)]
        for undone in self._undone(view, terms):
            more_terms, more_longer = self._look(undone.text)
            whole += set(_placed(undone, ((number, start, end) for number, start, end in more_terms if number in self._asked))) - set(whole)
            stretches += set(_placed(undone, more_longer)) - set(stretches)
        found: Found = defaultdict(list)
        for number, start, end in whole:
            if not view.is_cut(start, end, loose=False):
                found[number].append((start, end))
        for number, spans in _longest(stretches).items():
            uncut = [place for place in spans if not view.is_cut(*place, loose=True)]
            if uncut:
                found[number] = uncut
        return found

    def _undone(self, view: View, terms: _Raw) -> Iterator[Respelled]:
        """The text with other spellings undone, for each way in which it has some."""
        if any(number == _RESPELLED for number, _, _ in terms):
            undone = respelled(view.text)
            if undone is not None:
                yield undone
        undone = self._sounds.undone(view.text, view.pieces)
        if undone is not None:
            yield undone

    def _look(self, text: str) -> tuple[_Raw, _Raw]:
        """Return the terms in these letters, anchors and marks of other spellings among them, and the patterns, as (number, start, end)."""
        raw = text.encode("utf-8")
        with self._turn:
            terms, patterns = _run(self._terms, raw), _run(self._patterns, raw)
        if not terms and not patterns:
            return [], []
        places = _letters(raw, len(text), {end for _, _, end in terms} | {place for _, start, end in patterns for place in (start, end)})
        words = [(self._literals[which], places[end]) for which, _, end in terms]
        met = [(number, end - len(word), end) for (word, number), end in words]
        return met, [*((number, places[start], places[end]) for number, start, end in patterns), *self._chained(text, met)]

    def _chained(self, text: str, terms: _Raw) -> Iterator[tuple[int, int, int]]:
        """The patterns of words and gaps around these words."""
        for number, start, stop in terms:
            for pattern, chain in self._anchored.get(number, ()):
                stretch = chain.around(text, start, stop)
                if stretch is not None:
                    yield pattern, *stretch


def _placed(undone: Respelled, found: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """What was found in the text as it is meant, at the letters as written."""
    for number, start, end in found:
        if not undone.is_part_of_word(start, end):
            yield number, *undone.place(start, end)


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
