"""Which of many words stand in a text, and where: one pass, however many words there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from detectors.matching.automata import Literals, Numbers, best


class WordSet:
    """A set of words, compiled when first asked."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words as they are to be found: in the normal form of the texts."""
        self._words = tuple(dict.fromkeys(words))

    def present(self, text: str) -> set[str]:
        """Return the words that stand in the text, inside other words too."""
        return {self._words[which] for which in self._literals.present(text)}

    def longest(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield, for every place where a word begins, the place and the longest word there, in order."""
        which, ends = self._literals.find(text)
        lengths = self._lengths[which]
        starts = ends - lengths
        before = -1
        for at in np.lexsort((-lengths, starts)).tolist():
            if starts[at] != before:
                before = int(starts[at])
                yield before, self._words[which[at]]

    @cached_property
    def _literals(self) -> Literals:
        return best().literals(self._words)

    @cached_property
    def _lengths(self) -> Numbers:
        return np.array([len(word) for word in self._words], np.intp)
