"""A pattern taken apart into words and gaps, so that it needs no automaton of its own: 达到.{0,4}最佳 is the word 达到, up to four letters, the word 最佳.

Hyperscan compiles thousands of words in a blink, but a hundred patterns over Chinese letters take seconds. Nearly every pattern of a rulebook is
words and gaps; what is not (negated classes, counted classes) stays with Hyperscan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]  # the parse tree of `re` is the only one at hand
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Literal

from detectors.matching.spellings import with_numerals

MOST_WORDS = 1200  # of one place in a pattern; more are better left to an automaton
MOST_PRODUCT = 150
MOST_CHAINS = 100
_WRITTEN = 400  # words of one place that are written in one expression: Hyperscan takes 16,000 characters

Words = frozenset[str]
Gap = tuple[int, int, Words | None]  # least and most letters, and which (None: any)
Piece = Words | Gap
_Chains = list[tuple[Piece, ...]]


class _NotSimple(Exception):
    """The pattern is more than words and gaps."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Words, then a gap, then words … `words` has one more place than `gaps`."""

    words: tuple[Words, ...]
    gaps: tuple[Gap, ...]


def chains_of(pattern: str) -> tuple[Chain, ...] | None:
    """Return the chains of which one must be met, or None where the pattern is more than words and gaps."""
    try:
        chains = [_chain(pieces) for split in _expand(_parser.parse(pattern)) for pieces in _without_empty(split)]
    except _NotSimple:
        return None
    return tuple(dict.fromkeys(chains))


def _expand(tree: Iterable[Any]) -> _Chains:
    chains: _Chains = [(frozenset({""}),)]
    for kind, value in tree:
        chains = _joined(chains, _one(kind, value))
    return chains


def _one(kind: Any, value: Any) -> _Chains:
    if kind is op.LITERAL:
        return [(frozenset({chr(value)}),)]
    if kind is op.ANY:
        return [((1, 1, None),)]
    if kind is op.IN:
        return [(_letters(value),)]
    if kind is op.SUBPATTERN:
        return _expand(value[3])
    if kind is op.BRANCH:
        return _united([chain for branch in value[1] for chain in _expand(branch)])
    if kind is op.MAX_REPEAT:
        return _repeated(*value)
    raise _NotSimple


def _letters(members: Iterable[Any]) -> Words:
    found: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            found.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < 40:
            found.update(chr(code) for code in range(value[0], value[1] + 1))
        else:
            raise _NotSimple
    return frozenset(found)


def _repeated(least: int, most: int, tree: Any) -> _Chains:
    once = _expand(tree)
    if once in ([((1, 1, None),)], [(frozenset({""}), (1, 1, None))]):
        return [((least, most, None),)]
    letters = once[0][0]
    if most > 1 and len(once) == len(once[0]) == 1 and isinstance(letters, frozenset) and len(letters) > 1 and all(len(word) == 1 for word in letters):
        return [((least, most, letters),)]  # a counted class, such as up to three digits
    chains: _Chains = []
    grown: _Chains = [(frozenset({""}),)]
    for count in range(most + 1):
        if count >= least:
            chains += grown
        if count < most:
            grown = _joined(grown, once)
    return _united(chains)


def _united(chains: _Chains) -> _Chains:
    """All chains that are words alone become one."""
    words = frozenset().union(*(chain[0] for chain in chains if len(chain) == 1 and isinstance(chain[0], frozenset)))
    rest = [chain for chain in chains if len(chain) > 1 or not isinstance(chain[0], frozenset)]
    if len(words) > MOST_WORDS or len(rest) > MOST_CHAINS:
        raise _NotSimple
    return [*([(words,)] if words else []), *rest]


def _joined(left: _Chains, right: _Chains) -> _Chains:
    if len(left) * len(right) > MOST_CHAINS:
        raise _NotSimple
    return [_concatenated(first, second) for first, second in product(left, right)]


def _concatenated(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> tuple[Piece, ...]:
    end, start = first[-1], second[0]
    if isinstance(end, frozenset) and isinstance(start, frozenset):
        if len(end) * len(start) > MOST_PRODUCT:
            return (*first, (0, 0, None), *second)  # side by side, without spelling out every pair
        return (*first[:-1], frozenset(one + other for one in end for other in start), *second[1:])
    if isinstance(end, tuple) and isinstance(start, tuple):
        if end[2] != start[2]:
            raise _NotSimple
        return (*first[:-1], (end[0] + start[0], end[1] + start[1], end[2]), *second[1:])
    return (*first, *second)


def _without_empty(pieces: tuple[Piece, ...]) -> _Chains:
    """Where a place may be empty: one chain with its words, one without the place. The empty start of every chain falls away."""
    for place, piece in enumerate(pieces):
        if isinstance(piece, frozenset) and "" in piece:
            before, after = pieces[:place], pieces[place + 1 :]
            without = _concatenated(before, after) if before and after else before or after
            full = piece - {""}
            split = ([(*before, full, *after)] if full else []) + ([without] if without else [])
            return [chain for one in split for chain in _without_empty(one)]
    return [pieces]


def _chain(pieces: Sequence[Piece]) -> Chain:
    words = tuple(piece for piece in pieces if isinstance(piece, frozenset))
    gaps = tuple(piece for piece in pieces if isinstance(piece, tuple))
    if not words or len(words) != len(gaps) + 1 or not isinstance(pieces[0], frozenset):
        raise _NotSimple  # it begins or ends with a gap
    return Chain(words, gaps)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A chain as it is looked for: from the places of its most telling words to both sides.

    `anchor`: numbers of those words in the scanner. `before`, `after`: the steps from there, nearest first.
    """

    anchor: frozenset[int]
    before: tuple[Step, ...]
    after: tuple[Step, ...]

    def around(self, text: str, start: int, stop: int) -> tuple[int, int] | None:
        """Return the longest stretch of the chain around the anchor at start:stop, or None where the chain is not met."""
        if (self.before and self.before[0].misses(text, start, -1)) or (self.after and self.after[0].misses(text, stop, 1)):
            return None
        first = _backward(text, start, self.before)
        if first is None:
            return None
        last = _forward(text, stop, self.after)
        return None if last is None else (first, last)


@dataclass(frozen=True, slots=True)
class Step:
    """A gap, then one of the words; `lengths`: of the words. `firsts`: their first letters, `reach`: how far the gap and a word go."""

    gap: Gap
    words: Words
    lengths: tuple[int, ...]
    firsts: frozenset[str]
    reach: int

    def misses(self, text: str, border: int, side: Literal[-1, 1]) -> bool:
        """Whether no word can begin within reach of the border, on this side: nine in ten chains end here, at little cost."""
        near = text[border : border + self.reach] if side > 0 else text[max(border - self.reach, 0) : border]
        return self.firsts.isdisjoint(near)


def written(chain: Chain) -> Iterator[str]:
    """Yield regular expressions of which one stands wherever the chain stands, with every spelling of its words; more than one where it is long."""
    spellings = [sorted(re.escape(spelling) for word in words for spelling in with_numerals(word)) for words in chain.words]
    gaps = [f"{_any_of(letters)}{{{least},{most}}}" if most else "" for least, most, letters in chain.gaps]
    longest = max(range(len(spellings)), key=lambda at: len(spellings[at]))
    for first in range(0, len(spellings[longest]), _WRITTEN):
        part = [*spellings[:longest], spellings[longest][first : first + _WRITTEN], *spellings[longest + 1 :]]
        yield "".join(f"(?:{'|'.join(words)}){gap}" for words, gap in zip(part, [*gaps, ""], strict=True))


def _any_of(letters: Words | None) -> str:
    return "." if letters is None else "[" + "".join(re.escape(letter) for letter in sorted(letters)) + "]"


def anchored(chain: Chain, number: Callable[[str], int]) -> Anchored:
    """Return the chain with its anchor: the place whose shortest word is longest, the fewer words the better."""
    place = max(range(len(chain.words)), key=lambda at: (min(map(len, chain.words[at])), -len(chain.words[at])))
    before = tuple(_step(chain.gaps[at], chain.words[at]) for at in reversed(range(place)))
    after = tuple(_step(chain.gaps[at - 1], chain.words[at]) for at in range(place + 1, len(chain.words)))
    return Anchored(frozenset(number(word) for word in chain.words[place]), before, after)


def _step(gap: Gap, words: Words) -> Step:
    words = frozenset(spelling for word in words for spelling in with_numerals(word))
    lengths = tuple(sorted({len(word) for word in words}))
    return Step(gap, words, lengths, frozenset(word[0] for word in words), gap[1] + lengths[-1])


def _forward(text: str, end: int, steps: Sequence[Step]) -> int | None:
    """The farthest end of the steps behind `end`, or None."""
    if not steps:
        return end
    step, farthest = steps[0], None
    least, most, letters = step.gap
    for start in range(end + least, min(end + most, len(text)) + 1):
        if letters is not None and not letters.issuperset(text[end:start]):
            break
        for length in step.lengths:
            if start + length <= len(text) and text[start : start + length] in step.words:
                reached = _forward(text, start + length, steps[1:])
                if reached is not None and (farthest is None or reached > farthest):
                    farthest = reached
    return farthest


def _backward(text: str, start: int, steps: Sequence[Step]) -> int | None:
    """The earliest start of the steps ahead of `start`, or None."""
    if not steps:
        return start
    step, earliest = steps[0], None
    least, most, letters = step.gap
    for end in range(start - least, max(start - most, 0) - 1, -1):
        if letters is not None and not letters.issuperset(text[end:start]):
            break
        for length in step.lengths:
            if end >= length and text[end - length : end] in step.words:
                reached = _backward(text, end - length, steps[1:])
                if reached is not None and (earliest is None or reached < earliest):
                    earliest = reached
    return earliest
