"""Which of many words stand in a text, and where: one pass, however many words there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from detectors.matching.automata import Literals, best


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
        longest: dict[int, str] = {}
        for number, end in zip(which.tolist(), ends.tolist(), strict=True):
            word = self._words[number]
            if len(word) > len(longest.get(end - len(word), "")):
                longest[end - len(word)] = word
        yield from sorted(longest.items())

    @cached_property
    def _literals(self) -> Literals:
        return best().literals(self._words)
