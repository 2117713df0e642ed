"""Which combinations of words may be met in a text, all asked at once: their parts are there, and near enough to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from detectors.matching.expressions import LONGEST
from detectors.matching.finds import Finds, Shapes

_BLOCK = 32  # letters: how exactly places are compared

Ids = frozenset[int]
Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Sets of expressions that must stand together, and sets that must be anywhere in the document. `within`: letters between neighbours."""

    near: tuple[Ids, ...] = ()
    anywhere: tuple[Ids, ...] = ()
    within: int = 0


class Sieve:
    """Lets through every combination that can be met, and few others."""

    def __init__(self, combinations: Sequence[Combination], others: Iterable[Ids], shapes: Shapes, lengths: Mapping[int, int]) -> None:
        """Take the combinations, other sets that may be asked for, and the lengths of the words in letters."""
        sets = dict.fromkeys(chain((ids for one in combinations for ids in (*one.near, *one.anywhere)), others))
        self._place_of = place_of = {ids: place for place, ids in enumerate(sets)}
        self._sets = len(sets)  # the number of the set that is always there: it stands for the parts that a combination does not have
        self._near = self._table([[place_of[ids] for ids in one.near] for one in combinations])
        self._needed = self._table([[place_of[ids] for ids in (*one.near, *one.anywhere)] for one in combinations])
        self._alone = np.array([len(one.near) < 2 for one in combinations], np.bool_)
        self._reach = np.array([_reach(one, lengths) for one in combinations], np.intp)
        self._by_word = _Groups(((number >> 1, place) for ids, place in place_of.items() for number in ids if not number & 1), shapes.words)
        self._by_pattern = _Groups(((number >> 1, place) for ids, place in place_of.items() for number in ids if number & 1), shapes.patterns)
        self._told = _Groups(((word >> 1, pattern >> 1) for word, patterns in shapes.told_by.items() for pattern in patterns), shapes.words)
        self._untold = shapes.untold

    def _table(self, rows: Sequence[Sequence[int]]) -> Ints:
        width = max(map(len, rows), default=0)
        return np.array([[*row, *[self._sets] * (width - len(row))] for row in rows], np.intp).reshape(len(rows), width)

    def through(self, fields: Sequence[Finds]) -> list[int]:
        """Return the places of the combinations that may be met in one of the fields of a document."""
        held = [self._held(finds) for finds in fields]
        there = np.zeros(self._sets + 1, np.bool_)
        there[self._sets] = True
        for one in held:
            here = np.zeros(self._sets, np.bool_)
            here[one.sets] = True
            here[one.everywhere] = True
            there[:-1] |= here
            one.finds.settle(self._place_of, here.tobytes())
        left = np.flatnonzero(there[self._needed].all(1))
        alone = self._alone[left]
        several = left[~alone]
        met = np.zeros(len(several), np.bool_)
        if len(several):
            for one in held:
                met |= self._together(several, one)
        return [*left[alone].tolist(), *several[met].tolist()]

    def _held(self, finds: Finds) -> _Held:
        """The sets of which something stands in a field. Of patterns only that is known, and where a word stands that tells them."""
        numbers, starts = finds.every_word
        words, blocks = numbers >> 1, starts // _BLOCK
        which, sets = self._by_word.of(words)
        told, patterns = self._told.of(words)
        possible = np.zeros(self._by_pattern.size, np.bool_)
        possible[[number >> 1 for number in finds.possible]] = True
        stand = possible[patterns]
        told, patterns = told[stand], patterns[stand]
        again, more = self._by_pattern.of(patterns)
        everywhere = self._by_pattern.of(np.array([number >> 1 for number in finds.possible & self._untold], np.intp))[1]
        return _Held(finds, np.concatenate((sets, more)), blocks[np.concatenate((which, told[again]))], everywhere)

    def _together(self, combinations: Ints, held: _Held) -> Flags:
        """Which of the combinations have a word of every set within reach of each other."""
        grid = np.zeros((self._sets + 1, held.blocks), np.bool_)
        grid[held.sets, held.places] = True
        grid[held.everywhere] = True
        grid[self._sets] = True
        rows = grid[self._near[combinations]]
        spans = -(-(self._reach[combinations] + held.finds.stretched) // _BLOCK) + 1
        wide = rows.copy()
        for shift in range(1, min(int(spans.max()), held.blocks)):
            far = spans > shift
            if far.all():
                wide[:, :, :-shift] |= rows[:, :, shift:]
            else:
                wide[far, :, :-shift] |= rows[far, :, shift:]
        met: Flags = np.any(np.all(wide, axis=1), axis=1)
        return met


@dataclass(frozen=True)
class _Held:
    """The sets of which a word stands in a field, and the blocks in which it begins; and those that may stand everywhere."""

    finds: Finds
    sets: Ints
    places: Ints
    everywhere: Ints

    @cached_property
    def blocks(self) -> int:
        return len(self.finds.view.text) // _BLOCK + 1


def _reach(combination: Combination, lengths: Mapping[int, int]) -> int:
    """Letters from the first to the last, at most."""
    longest = sum(max(LONGEST if number & 1 else lengths.get(number, 0) for number in ids) for ids in combination.near)
    return longest + combination.within * (len(combination.near) - 1)


class _Groups:
    """Numbers from 0 to `size`, each with further numbers."""

    def __init__(self, pairs: Iterable[tuple[int, int]], size: int) -> None:
        """Take the pairs."""
        self.size = size
        rows = np.array(sorted(set(pairs)), np.intp).reshape(-1, 2)
        self._first = np.searchsorted(rows[:, 0], np.arange(size + 1))
        self._further = rows[:, 1]

    def of(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return, for each of the numbers and each that goes with it: the place of the former among those given, and the latter."""
        firsts = self._first[numbers]
        counts = self._first[numbers + 1] - firsts
        ends = np.cumsum(counts)
        which = np.repeat(firsts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
        return np.repeat(np.arange(len(numbers)), counts), self._further[which]
