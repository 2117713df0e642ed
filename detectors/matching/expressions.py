"""Terms and patterns as the scanner takes them: in normal form, letters only, bounded in length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # the only way to ask for a pattern's width

from core.text import normalise
from detectors.matching.shapes import Anchored, anchored, chains_of, written
from detectors.matching.view import View

LONGEST = 60  # letters: a longer stretch is no expression but a sentence
_ESCAPE = re.compile(r"\\.")
_NEVER = re.compile(r"[\s，。、；：！？,;!\"'“”‘’（）《》【】_]|\\s|\\W")
_GROUP = re.compile(r"\(\?(?!:)")


@cache
def term(text: str) -> str:
    """Return the term as it stands among the letters of a field; raise ValueError when nothing is left of it."""
    letters = View(text).text
    if not letters:
        raise ValueError(f"term {text!r} has no letters")
    return letters


@cache
def pattern(text: str) -> str:
    """Return a pattern fit for the scanner; raise ValueError that says what is wrong.

    A pattern is a regular expression over letters: lower case, simplified, no blanks or punctuation, no look-around, at most LONGEST letters.
    """
    if _NEVER.search(re.sub(r"\{\d+,?\d*\}", "", text)):
        raise ValueError(f"pattern {text!r} asks for blanks or punctuation, which are no letters")
    plain = _ESCAPE.sub("", text)
    wanted = normalise(plain).text
    if plain != wanted:
        raise ValueError(f"pattern {text!r} is not in normal form (lower case, simplified, half width): wanted {wanted!r}")
    if _GROUP.search(text):
        raise ValueError(f"pattern {text!r}: only (?:…) groups, no look-around")
    try:
        shortest, longest = _parser.parse(text).getwidth()
    except re.error as exc:
        raise ValueError(f"pattern {text!r}: {exc}") from exc
    if shortest < 1:
        raise ValueError(f"pattern {text!r} matches nothing at all")
    if longest > LONGEST:
        raise ValueError(f"pattern {text!r} can be longer than {LONGEST} letters: bound its repeats")
    return text


class Expressions:
    """Numbers every distinct expression once: terms have even numbers, patterns odd ones.

    A pattern that is words and gaps is kept as `chains`, its anchors among the terms. `seen_as`: each pattern as regular expressions of which one
    stands wherever it stands, numerals in any spelling.
    `asked`: the terms that somebody asked for, and not only an anchor; `uses`: how often.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.terms: dict[str, int] = {}
        self.patterns: dict[str, int] = {}
        self.chains: dict[int, tuple[Anchored, ...]] = {}
        self.seen_as: dict[int, list[str]] = {}
        self.asked: set[int] = set()
        self.uses: Counter[str] = Counter()
        self._sets: dict[frozenset[int], frozenset[int]] = {}

    def add(self, terms: Iterable[str] = (), patterns: Iterable[str] = ()) -> frozenset[int]:
        """Return the numbers of these expressions."""
        words = [term(text) for text in terms]
        self.uses.update(words)
        numbers = {self._term(word) for word in words}
        self.asked |= numbers
        return self.one(frozenset(numbers | {self._pattern(pattern(text)) for text in patterns}))

    def one(self, numbers: frozenset[int]) -> frozenset[int]:
        """Return the one object that stands for these numbers: thousands of comparisons a page are then of addresses."""
        return self._sets.setdefault(numbers, numbers)

    def _term(self, letters: str) -> int:
        return self.terms.setdefault(letters, 2 * len(self.terms))

    def _pattern(self, text: str) -> int:
        if text not in self.patterns:
            number = self.patterns[text] = 2 * len(self.patterns) + 1
            chains = chains_of(text)
            if chains is not None:
                self.chains[number] = tuple(anchored(chain, self._term) for chain in chains)
                self.seen_as[number] = [text for chain in chains for text in written(chain)]
            else:
                self.seen_as[number] = [text]
        return self.patterns[text]
