"""What of the rulebook stands in one text. The words were found in one pass; where an expression stands is worked out when a rule asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from detectors.matching.automata import Numbers, Patterns
from detectors.matching.respell import Respelled
from detectors.matching.shapes import Anchored
from detectors.matching.view import View

Place = tuple[int, int]
Rows = dict[int, list[Place]]  # per word where it stands, raw: breaks and neighbours not looked at
Ids = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The patterns of a rulebook, by number. `chains`: those that are words and gaps; `automata`: place in `found_by` of the others.

    `told_by`: per word the patterns that it may be part of; `untold`: those that no word tells. `words`, `patterns`: how many
    there are; words have even numbers, patterns odd ones.
    """

    chains: Mapping[int, Sequence[Anchored]]
    automata: Mapping[int, int]
    found_by: Patterns
    told_by: Mapping[int, Sequence[int]]
    untold: frozenset[int]
    words: int
    patterns: int


class Otherwise:
    """A text read as something else than what is written. `rows`: the words that the letters meant make, at the letters meant."""

    def __init__(self, respelled: Respelled, rows: Rows) -> None:
        """Take the text as meant and the words in it that are not written."""
        self.respelled = respelled
        self.rows = rows

    def raw(self, number: int, written: Rows) -> Iterator[Place]:
        """Yield where a word stands among the letters meant: where it is written too, and where it is only meant."""
        for place in written.get(number, ()):
            moved = self.respelled.meant(*place)
            if moved is not None:
                yield moved
        yield from self.rows.get(number, ())


class Finds:
    """Where expressions stand in a text, by their numbers."""

    def __init__(self, view: View, shapes: Shapes, found: tuple[Numbers, Numbers, Numbers], possible: Ids, otherwise: Sequence[Otherwise]) -> None:
        """Take the words that stand there (their numbers, starts and ends), the patterns that may stand there, and the ways to read the text otherwise."""
        self.view = view
        self.otherwise = otherwise
        self.possible = possible
        self.numbers, self.starts, self._ends = found
        self._shapes = shapes
        self._words: dict[int, list[Place]] = {}
        self._patterns: dict[int, list[Place]] = {}
        self._lists: dict[Ids, list[Place]] = {}
        self._place_of: Mapping[Ids, int] = {}
        self._there: Sequence[int] = ()

    def settle(self, place_of: Mapping[Ids, int], there: Sequence[int]) -> None:
        """Take which sets of expressions may stand there (1) and which do not (0), by their places; the others are looked up."""
        self._place_of, self._there = place_of, there

    def places(self, ids: Ids) -> list[Place]:
        """Return where any of these expressions stands, in order."""
        found = self._lists.get(ids)
        if found is None:
            place = self._place_of.get(ids)
            if place is not None and not self._there[place]:
                return []
            words = [place for number in ids & self._present for place in self.word(number)]
            found = self._lists[ids] = sorted(words + [place for number in ids & self.possible for place in self.pattern(number)])
        return found

    def word(self, number: int) -> list[Place]:
        """Return where a word stands and no break cuts it, nor a longer word or number goes on."""
        found = self._words.get(number)
        if found is None:
            view = self.view
            found = [place for place in self._raw(number) if not view.is_cut(*place, loose=False) and not view.is_part_of_word(*place)]
            for other in self.otherwise:
                for place in other.rows.get(number, ()):
                    written = other.respelled.place(*place)
                    if written not in found and not other.respelled.is_part_of_word(*place) and not view.is_cut(*written, loose=False):
                        found.append(written)
            self._words[number] = found
        return found

    def pattern(self, number: int) -> list[Place]:
        """Return where a pattern stands, the longest at each start and none inside another; commas are allowed inside."""
        found = self._patterns.get(number)
        if found is None:
            view = self.view
            longer = [place for place in _longest(self._stretches(number, view.text, self._raw)) if not view.is_part_of_word(*place)]
            for other in self.otherwise:
                meant = _longest(self._stretches(number, other.respelled.text, partial(other.raw, written=self._rows)))
                more = [other.respelled.place(*place) for place in meant if not other.respelled.is_part_of_word(*place)]
                longer += set(more) - set(longer)
            found = self._patterns[number] = [place for place in _longest(longer) if not view.is_cut(*place, loose=True)]
        return found

    @property
    def every_word(self) -> tuple[Numbers, Numbers]:
        """The numbers of all words that are written or meant, with the places where they begin."""
        if not any(other.rows for other in self.otherwise):
            return self.numbers, self.starts
        meant = [(number, other.respelled.place(*place)[0]) for other in self.otherwise for number, places in other.rows.items() for place in places]
        more = np.array(meant, np.intp)
        return np.concatenate((self.numbers, more[:, 0])), np.concatenate((self.starts, more[:, 1]))

    @property
    def stretched(self) -> int:
        """How many letters longer what is written is than what is meant, at most."""
        return max((other.respelled.longer for other in self.otherwise), default=0)

    @cached_property
    def _present(self) -> frozenset[int]:
        return frozenset(self._rows).union(*(other.rows for other in self.otherwise))

    @cached_property
    def _rows(self) -> Rows:
        rows: Rows = defaultdict(list)
        for number, start, end in zip(self.numbers.tolist(), self.starts.tolist(), self._ends.tolist(), strict=True):
            rows[number].append((start, end))
        return dict(rows)

    def all(self, asked: Iterable[int]) -> Rows:
        """Return the places of all patterns, and of those of the words that are asked for, that stand somewhere."""
        found = {number: self.word(number) for number in self._present.intersection(asked)}
        found |= {number: self.pattern(number) for number in self.possible}
        return {number: places for number, places in found.items() if places}

    def _raw(self, number: int) -> Iterable[Place]:
        return self._rows.get(number, ())

    def _stretches(self, number: int, text: str, rows: Callable[[int], Iterable[Place]]) -> Iterator[Place]:
        """Yield where a pattern stands in a text, in no order. `rows`: where a word stands there."""
        which = self._shapes.automata.get(number)
        if which is not None:
            yield from self._shapes.found_by.find_one(which, text)
            return
        for chain in self._shapes.chains[number]:
            for word in chain.anchor & self._present:
                for start, end in rows(word):
                    stretch = chain.around(text, start, end)
                    if stretch is not None:
                        yield stretch


def _longest(found: Iterable[Place]) -> list[Place]:
    """Of the stretches with one start the longest, and none inside another; in order."""
    ends: dict[int, int] = {}
    for start, end in found:
        if end > ends.get(start, -1):
            ends[start] = end
    kept: list[Place] = []
    reached = -1
    for start, end in sorted(ends.items()):
        if end > reached:
            kept.append((start, end))
            reached = end
    return kept
