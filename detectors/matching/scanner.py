"""All expressions of the rulebook in one pass over a text: time grows with the text, never with a pattern's shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat

import numpy as np

from detectors.matching.automata import Automata, Numbers, best
from detectors.matching.expressions import LONGEST, Expressions
from detectors.matching.finds import Finds, Otherwise, Rows, Shapes
from detectors.matching.required import required
from detectors.matching.respell import Respelled, respell
from detectors.matching.sieve import Combination, Sieve
from detectors.matching.sounds import SoundIndex
from detectors.matching.spellings import READINGS, stand_alone, with_numerals
from detectors.matching.view import View
from detectors.matching.vocabulary import plain_characters, vocabulary

Meant = Sequence[tuple[int, int, str]]

_RESPELLED = -1  # stands for every spelling of the table, as the numbers do for the words
_APART = "\n"  # between pieces of a text that are scanned together: no word holds it


class Scanner:
    """Finds expressions by their numbers."""

    def __init__(self, expressions: Expressions, automata: Automata | None = None, context: Iterable[str] = (), ordinary: str = "") -> None:
        """Compile with a library, the best one unless told; raise ValueError naming a pattern that it cannot take.

        `context`: words that nobody asks for and that disguised texts are read with all the same: those that tell goods and kinds of text.
        `ordinary`: which characters make ordinary words; without it homophones are not undone.
        """
        automata = automata or best()
        words = dict(expressions.terms)
        self.shapes = _shapes(expressions, automata, words)
        spelled = [(spelling, number) for word, number in words.items() for spelling in with_numerals(word)]
        spelled += zip(READINGS, repeat(_RESPELLED))
        seen = [(text, number) for number, texts in expressions.seen_as.items() for text in texts]
        self._seen = [number for _, number in seen]
        self._presence = automata.presence([text for text, _ in seen])
        self._words = automata.literals([spelling for spelling, _ in spelled])
        self._sounds = SoundIndex(lambda: vocabulary(expressions, context), lambda: plain_characters(expressions), ordinary, automata)
        self.asked = frozenset(expressions.asked)
        # per word of the automaton: the expression that it spells, and its length
        self._numbers = np.array([number for _, number in spelled], np.intp)
        self._lengths = np.array([len(spelling) for spelling, _ in spelled], np.intp)
        self._longest = int(self._lengths.max(initial=1))

    def sieve(self, combinations: Sequence[Combination], others: Iterable[frozenset[int]] = ()) -> Sieve:
        """Return what finds those of the combinations that may be met. `others`: further sets of expressions that will be asked for."""
        return Sieve(combinations, others, self.shapes, dict(zip(self._numbers.tolist(), self._lengths.tolist(), strict=True)))

    def scan(self, view: View) -> Rows:
        """Return per expression where it stands in the letters of a text; those that stand nowhere are left out."""
        return self.read(view)[0].all(self.asked)

    def read(self, view: View) -> tuple[Finds, Meant]:
        """Return what is found, and the letters that stand for others, as (start, end, what is meant), in order and apart.

        Words in other spellings are found too, at the letters that they are written with.
        """
        which, ends = self._words.find(view.text)
        numbers, starts = self._numbers[which], ends - self._lengths[which]
        respelled = numbers == _RESPELLED
        if respelled.any():
            ways = self._undone(view, starts[respelled], ends[respelled])
            plain = ~respelled
            numbers, starts, ends = numbers[plain], starts[plain], ends[plain]
        else:
            ways = list(self._sounds.meant(view))
        otherwise = [self._otherwise(respell(view.text, meant)) for meant in ways]
        return Finds(view, self.shapes, (numbers, starts, ends), self._possible(view.text, otherwise), otherwise), ways[0] if ways else ()

    def count(self, letters: str) -> int:
        """Return how often words stand there, and how many patterns, nothing else done with them."""
        return len(self._words.find(letters)[0]) + len(self._presence.present(letters))

    def _possible(self, text: str, otherwise: Iterable[Otherwise]) -> frozenset[int]:
        """The patterns that stand in a text as it is written or meant, breaks and neighbours not looked at."""
        pieces = [other.respelled.text[first:last] for other in otherwise for first, last in _near(other.respelled, LONGEST)]
        return frozenset(self._seen[which] for which in self._presence.present(_APART.join((text, *pieces))))

    def _undone(self, view: View, starts: Numbers, ends: Numbers) -> list[Meant]:
        """The ways to read the text as something else than what is written. Words of the table of spellings stand at starts:ends."""
        spelled = list(stand_alone(view.text, zip(starts.tolist(), ends.tolist(), strict=True)))
        sounds: list[Meant] = list(self._sounds.meant(view))
        if not spelled:
            return sounds
        taken = {place for start, end, _ in spelled for place in range(start, end)}
        free = [[letter for letter in way if taken.isdisjoint(range(letter[0], letter[1]))] for way in sounds]
        return [sorted(spelled + way) for way in free or [[]]]

    def _otherwise(self, undone: Respelled) -> Otherwise:
        """The words that stand in a text as it is meant and not as it is written: those that share letters with what was put in, or stand beside it."""
        pieces = list(_near(undone, self._longest))
        which, ends = self._words.find(_APART.join(undone.text[first:last] for first, last in pieces))
        rows: Rows = defaultdict(list)
        moved = np.array([first for first, _ in pieces], np.intp)
        lengths = np.array([last - first + len(_APART) for first, last in pieces], np.intp)
        begun = np.cumsum(lengths) - lengths
        ends = ends + (moved - begun)[np.searchsorted(begun, ends, "right") - 1]
        for number, start, end in zip(self._numbers[which].tolist(), (ends - self._lengths[which]).tolist(), ends.tolist(), strict=True):
            if number != _RESPELLED and undone.touches(start, end):
                rows[number].append((start, end))
        return Otherwise(undone, dict(rows))


def _near(undone: Respelled, reach: int) -> Iterable[tuple[int, int]]:
    """The letters around what was put in, as far as a word can reach, joined where they meet."""
    first = last = 0
    for start, end in zip(undone.starts, undone.ends, strict=True):
        if start - reach > last:
            if last:
                yield first, last
            first = start - reach
        last = min(end + reach, len(undone.text))
    if last:
        yield first, last


def _shapes(expressions: Expressions, automata: Automata, words: dict[str, int]) -> Shapes:
    """The patterns, with what tells that one may stand in a text; words that only tell that are added."""
    told_by: dict[int, list[int]] = defaultdict(list)
    for number, chains in expressions.chains.items():
        for word in frozenset().union(*(chain.anchor for chain in chains)):
            told_by[word].append(number)
    plain = [(text, number) for text, number in expressions.patterns.items() if number not in expressions.chains]
    untold = set()
    for text, number in plain:
        needed = required(text)
        if not needed or any(word.isascii() for word in needed):  # digits are everywhere
            untold.add(number)
            continue
        for telling in needed:
            told_by[words.setdefault(telling, 2 * len(words))].append(number)
    return Shapes(
        chains=expressions.chains,
        automata={number: place for place, (_, number) in enumerate(plain)},
        found_by=automata.patterns([text for text, _ in plain]),
        told_by=dict(told_by),
        untold=frozenset(untold),
        words=len(words),
        patterns=len(expressions.patterns),
    )
