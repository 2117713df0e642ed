"""Terms and patterns as the scanner takes them: in normal form, letters only, bounded in length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # the only way to ask for a pattern's width

from core.text import normalise
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
    """Numbers every distinct expression once: terms first come, patterns likewise."""

    def __init__(self) -> None:
        """Start empty."""
        self.terms: dict[str, int] = {}
        self.patterns: dict[str, int] = {}

    def add(self, terms: Iterable[str] = (), patterns: Iterable[str] = ()) -> frozenset[int]:
        """Return the numbers of these expressions: even for terms, odd for patterns."""
        ids = {self.terms.setdefault(term(text), 2 * len(self.terms)) for text in terms}
        ids |= {self.patterns.setdefault(pattern(text), 2 * len(self.patterns) + 1) for text in patterns}
        return frozenset(ids)
