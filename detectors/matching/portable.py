"""Words with Aho-Corasick and patterns with RE2: for processors that Hyperscan has no wheel for. Linear too, and slower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import ahocorasick_rs
import numpy as np
import re2

from detectors.matching.automata import Literals, Numbers, Patterns, Place, Presence

_MEMORY = 1 << 28  # bytes that an automaton of hundreds of patterns may take


class Portable:
    """ahocorasick-rs and RE2 as `Automata`."""

    def literals(self, words: Sequence[str]) -> Literals:
        """Compile words."""
        return AhoCorasick(words)

    def patterns(self, texts: Sequence[str]) -> Patterns:
        """Compile patterns; raise ValueError naming one that RE2 cannot take."""
        return Re2(texts)

    def presence(self, texts: Sequence[str]) -> Presence:
        """Compile patterns that are only to be seen."""
        return Re2Set(texts)


class AhoCorasick:
    """Words in one automaton."""

    def __init__(self, words: Sequence[str]) -> None:
        """Compile."""
        self._automaton = ahocorasick_rs.AhoCorasick(list(words))

    def find(self, text: str) -> tuple[Numbers, Numbers]:
        """Return which words stand in a text, and where each ends, in letters."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        rows = np.fromiter(chain.from_iterable(found), np.intp, 3 * len(found))
        return rows[::3], rows[2::3]

    def present(self, text: str) -> set[int]:
        """Return which words stand in a text."""
        sound = text.encode("utf-8", "replace").decode()
        return {which for which, _, _ in self._automaton.find_matches_as_indexes(sound, overlapping=True)}


class Re2Set:
    """Patterns in one automaton."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Compile."""
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MEMORY
        self._set: Any = re2.Set.SearchSet(options)
        self._is_empty = not texts
        for text in texts:
            self._set.Add(text)
        self._set.Compile()

    def present(self, text: str) -> Sequence[int]:
        """Return the numbers of those that stand in a text."""
        return () if self._is_empty or not text else self._set.Match(text) or ()


class Re2:
    """Patterns one by one, behind one automaton that says which of them are met at all."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Compile; raise ValueError naming a pattern that RE2 cannot take."""
        options = re2.Options()
        options.longest_match = True
        options.log_errors = False
        self._patterns = [_compiled(text, options) for text in texts]
        self._any = Re2Set(texts)

    def find(self, text: str) -> list[Place]:
        """Return the matches as (number, start, end) in letters: for every start the longest."""
        if not self._patterns or not text:
            return []
        return [(number, *place) for number in sorted(self._any.present(text)) for place in _places(self._patterns[number], text)]

    def find_one(self, which: int, text: str) -> list[tuple[int, int]]:
        """Return where one pattern stands: for every start the longest."""
        return list(_places(self._patterns[which], text))


def _places(pattern: Any, text: str) -> Iterator[tuple[int, int]]:
    """The longest match at every start where one begins."""
    match = pattern.search(text)
    while match is not None:
        yield match.span()
        match = pattern.search(text, match.start() + 1)


def _compiled(text: str, options: Any) -> Any:
    try:
        return re2.compile(text, options)
    except re2.error as exc:
        raise ValueError(f"pattern {text!r}: {exc}") from exc
