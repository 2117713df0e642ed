"""All expressions of the rulebook in one pass over a text: time grows with the text, never with a pattern's shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

import numpy as np

from detectors.matching.automata import Automata, Numbers, best
from detectors.matching.expressions import Expressions
from detectors.matching.respell import Respelled, respell
from detectors.matching.shapes import Anchored
from detectors.matching.sounds import SoundIndex
from detectors.matching.spellings import READINGS, stand_alone, with_numerals
from detectors.matching.view import View
from detectors.matching.vocabulary import plain_characters, vocabulary

Found = dict[int, list[tuple[int, int]]]
Meant = Sequence[tuple[int, int, str]]
_Raw = list[tuple[int, int, int]]

_RESPELLED = -1  # stands for every spelling of the table, as the numbers do for the words


class Scanner:
    """Finds expressions by their numbers."""

    def __init__(self, expressions: Expressions, automata: Automata | None = None, context: Iterable[str] = (), ordinary: str = "") -> None:
        """Compile with a library, the best one unless told; raise ValueError naming a pattern that it cannot take.

        `context`: words that nobody asks for and that disguised texts are read with all the same: those that tell goods and kinds of text.
        `ordinary`: which characters make ordinary words; without it homophones are not undone.
        """
        automata = automata or best()
        spelled = [(spelling, number) for word, number in expressions.terms.items() for spelling in with_numerals(word)]
        spelled += zip(READINGS, repeat(_RESPELLED))
        plain = {text: number for text, number in expressions.patterns.items() if number not in expressions.chains}
        self._words = automata.literals([spelling for spelling, _ in spelled])
        self._patterns = automata.patterns(list(plain))
        self._pattern_numbers = list(plain.values())
        self._sounds = SoundIndex(lambda: vocabulary(expressions, context), lambda: plain_characters(expressions), ordinary, automata)
        self._anchored: dict[int, list[tuple[int, Anchored]]] = defaultdict(list)
        for number, chains in expressions.chains.items():
            for chain in chains:
                for word in chain.anchor:
                    self._anchored[word].append((number, chain))
        # per word of the automaton: the expression that it spells, its length, and what is to be done with it
        self._numbers = np.array([number for _, number in spelled], np.intp)
        self._lengths = np.array([len(spelling) for spelling, _ in spelled], np.intp)
        self._latin = np.array([spelling[0].isascii() or spelling[-1].isascii() for spelling, _ in spelled], bool)
        self._is_asked = np.array([number in expressions.asked for _, number in spelled], bool)
        self._is_anchor = np.array([number in self._anchored for _, number in spelled], bool)

    def scan(self, view: View) -> Found:
        """Return what `read` finds."""
        return self.read(view)[0]

    def read(self, view: View) -> tuple[Found, Meant]:
        """Return what is found, and the letters that stand for others, as (start, end, what is meant), in order and apart.

        Found: per expression where it stands in the letters, in order, the longest at each start; nothing that a break cuts.

        Words in other spellings are found too, at the letters that they are written with.
        """
        words, ends = self._words.find(view.text)
        starts = ends - self._lengths[words]
        found: Found = defaultdict(list)
        whole = self._is_asked[words] & ~_cut(view, starts, ends)
        for number, start, end, latin in _rows(self._numbers[words], starts, ends, self._latin[words], where=whole):
            if not latin or not view.is_part_of_word(start, end):
                found[number].append((start, end))
        stretches = self._stretches(view.text, words, starts, ends)
        longer = [place for place in stretches if not view.is_part_of_word(*place[1:])]
        respelled = self._numbers[words] == _RESPELLED
        ways = self._undone(view, starts[respelled], ends[respelled])
        for meant in ways:
            undone = respell(view.text, meant)
            more, more_longer = self._in_other_spelling(undone)
            for number, start, end in more:
                if (start, end) not in found.get(number, ()) and not view.is_cut(start, end, loose=False):
                    found[number].append((start, end))
            longer += set(more_longer) - set(longer)
        for number, spans in _longest(longer).items():
            uncut = [place for place in spans if not view.is_cut(*place, loose=True)]
            if uncut:
                found[number] = uncut
        return found, ways[0] if ways else ()

    def count(self, letters: str) -> int:
        """Return how many words and patterns stand there, nothing else done with them."""
        return len(self._words.find(letters)[0]) + len(self._patterns.find(letters))

    def _stretches(self, text: str, words: Numbers, starts: Numbers, ends: Numbers) -> _Raw:
        """The patterns in a text in which these words stand, as (number, start, end): none inside another match of its own."""
        found = [(self._pattern_numbers[which], start, end) for which, start, end in self._patterns.find(text)]
        for number, start, end in _rows(self._numbers[words], starts, ends, where=self._is_anchor[words]):
            for pattern, chain in self._anchored[number]:
                stretch = chain.around(text, start, end)
                if stretch is not None:
                    found.append((pattern, *stretch))
        return [(number, *span) for number, spans in _longest(found).items() for span in spans]

    def _undone(self, view: View, starts: Numbers, ends: Numbers) -> list[Meant]:
        """The ways to read the text as something else than what is written. Words of the table of spellings stand at starts:ends."""
        spelled = list(stand_alone(view.text, zip(starts.tolist(), ends.tolist(), strict=True)))
        sounds: list[Meant] = list(self._sounds.meant(view))
        if not spelled:
            return sounds
        taken = {place for start, end, _ in spelled for place in range(start, end)}
        free = [[letter for letter in way if taken.isdisjoint(range(letter[0], letter[1]))] for way in sounds]
        return [sorted(spelled + way) for way in free or [[]]]

    def _in_other_spelling(self, undone: Respelled) -> tuple[_Raw, _Raw]:
        """The words and the patterns in a text as it is meant, at the letters as written."""
        words, ends = self._words.find(undone.text)
        starts = ends - self._lengths[words]
        asked = _rows(self._numbers[words], starts, ends, where=self._is_asked[words])
        return list(_placed(undone, asked)), list(_placed(undone, self._stretches(undone.text, words, starts, ends)))


def _cut(view: View, starts: Numbers, ends: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of the stretches a break of any strength runs through."""
    breaks = view.breaks["clause"]
    return np.searchsorted(breaks, starts, "right") < np.searchsorted(breaks, ends, "left")


def _rows(*columns: np.ndarray, where: np.ndarray) -> Iterator[tuple[int, ...]]:
    """The chosen rows of a table."""
    return zip(*(column[where].tolist() for column in columns), strict=True)


def _placed(undone: Respelled, found: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, int, int]]:
    for number, start, end in found:
        if not undone.is_part_of_word(start, end):
            yield number, *undone.place(start, end)


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
