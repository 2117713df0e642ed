"""Words of which some characters are written as they sound: zhi疗, 高xue压, z疗糖尿病, or with others of their sound. Built when first asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice, pairwise, product

import numpy as np

from core.text.codes import PLANE, code_points
from core.text.sounds import READING
from detectors.matching.alike import NOTHING_ODD, AlikeWords, Odd, odd_letters
from detectors.matching.automata import Automata
from detectors.matching.latin import LONGEST_SYLLABLE, RUN, syllables
from detectors.matching.neighbours import Neighbours
from detectors.matching.ordinary import Ordinary
from detectors.matching.reading import Heard, Word, Words, best_reading, steps
from detectors.matching.regions import regions
from detectors.matching.tree import LONGEST, Node, tree_of
from detectors.matching.view import View

_MOST_RUNS = 3000  # that are looked at: a hostile page can hold thirty thousand
_AROUND = LONGEST  # letters to each side of a sound that its word can reach

Stretch = tuple[int, int]
_MOST_WAYS = 8  # to read one text
_LONG_RUN = 10  # letters
_MOST_KNOWN = 20_000
_SHORT = 3  # letters: any two that stand side by side in such a word are ordinary


class SoundIndex:
    """Reads texts with the words that may be meant. `plain`: per syllable the character it is where no word tells; `ordinary`: the
    table of ordinary words, without which no homophones are looked for."""

    def __init__(self, words: Callable[[], Sequence[str]], plain: Callable[[], Mapping[str, str]], ordinary: str, library: Automata) -> None:
        """Take what gives the words; it is asked when the first text has something to undo. `library`: what finds many words at once."""
        self._words_from, self._plain_from = words, plain
        self._library = library
        self._table = ordinary
        self._known_runs: dict[str, bool] = {}

    def meant(self, view: View) -> Iterator[list[tuple[int, int, str]]]:
        """Yield the ways to read a text: (start, end, letter) for the words written as they sound, in order and apart.

        Words that sound alike are in further ways.
        """
        runs = self._runs(view)
        odd = self._odd(view.text)
        if not runs and not odd.places:
            return
        alike = {place: READING[view.text[place]] for place in odd.places}
        heard = replace(self._heard(view, runs), alike=alike, lone=odd.lone, rare=odd.rare)
        words = sorted(self._alike.places(view.text, odd)) if alike else []
        read = self._read(view.text, heard, words)
        if _is_pinyin(view.text, runs) or any(end - before > 1 for start, words in read for before, end in pairwise((start, *(end for end, _ in words[0])))):
            read = self._read(view.text, replace(heard, loose=True), words)
        if read:
            yield from islice(_ways(read), _MOST_WAYS)

    def _read(self, text: str, heard: Heard, words: Sequence[Stretch]) -> list[Words]:
        """The best reading of all that can be read otherwise: of the stretches with sounds as a whole, of the others around the words that may be meant."""
        read: list[Words] = []
        at = 0
        for first, last in _stretches(text, heard):
            here = []
            while at < len(words) and words[at][0] < last:
                if words[at][0] >= first and words[at][1] <= last:
                    here.append(words[at])
                at += 1
            spelled = [place for place in heard.spelled if first <= place < last]
            if spelled:
                if here or heard.loose or self._may_count(text, heard, first, last):
                    read += best_reading(self._tree, text, (first, last), heard, self._plain)
                continue
            here += self._initials(text, heard, first, last)
            for region in regions(self._tree, text, (first, last), sorted(here)) if here else ():
                read += best_reading(self._tree, text, region, heard, self._plain)
        return read

    def _may_count(self, text: str, heard: Heard, first: int, last: int) -> bool:
        """Whether some of the sounds goes with the letter or the syllable beside it in a word."""
        for place in heard.latin:
            if first <= place < last:
                for end in (*heard.syllables.get(place, ()), *((place + 1,) if place in heard.single else ())):
                    if self._goes_on(text, place, end) or any((text[place:end], text[end:more]) in self._heard_pairs for more in heard.syllables.get(end, ())):
                        return True
        return False

    def _goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether a sound goes with the letter on one side of it in a word."""
        sound = text[start:end]
        return text[max(start - 1, 0) : start] + sound in self._pairs or sound + text[end : end + 1] in self._pairs

    def _initials(self, text: str, heard: Heard, first: int, last: int) -> Iterator[Stretch]:
        """Where words may be meant that single letters stand in, in a stretch without syllables."""
        starts: set[int] = set()
        for place in (place for place in heard.single if first <= place < last):
            if place - 1 in heard.sounding or text[max(place - 1, 0) : place] + text[place] in self._pairs:
                starts.update(range(max(place - LONGEST + 1, first), place + 1))
            elif text[place : place + 2] in self._pairs:
                starts.add(place)
        for start in starts:
            for end, _, word in steps(self._tree, text, start, last, heard, self._plain):
                if word:
                    yield start, end

    def _runs(self, view: View) -> list[Stretch]:
        text = view.text
        return list(islice((piece for run in RUN.finditer(text) if self._may_sound(text, *run.span()) for piece in view.pieces(*run.span())), _MOST_RUNS))

    def _odd(self, text: str) -> Odd:
        """The letters of a text that are out of place."""
        if not self._table:
            return NOTHING_ODD
        codes = np.minimum(code_points(text), PLANE - 1)
        lone, rare = self._ordinary.out_of_place(codes)
        fitting, unsettled = self._neighbours.fits(codes, lone)
        more = [place for place in unsettled.tolist() if self._may_be_meant(text, place)]
        places = np.sort(np.concatenate((fitting, np.array(more, np.intp)))) if more else fitting
        return odd_letters(codes, places, lone, lone[rare])

    def _heard(self, view: View, runs: Iterable[Stretch]) -> Heard:
        """What the runs may be; a single letter behind a digit is a unit (5g)."""
        text = view.text
        spelled: dict[int, tuple[int, ...]] = {}
        single: set[int] = set()
        for start, end in runs:
            if end - start == 1:
                if not text[max(start - 1, 0) : start].isdigit():
                    single.add(start)
            else:
                spelled |= {start + at: tuple(start + end for end in ends) for at, ends in enumerate(syllables(text[start:end])) if ends}
        small = frozenset(place for place in single if view.field[view.characters(place, place + 1)[0]].islower())
        inside = frozenset(place for start, end in runs if start in spelled for place in range(start, end))
        return Heard(spelled, inside, frozenset(single), small)

    def _may_sound(self, text: str, start: int, end: int) -> bool:
        """Whether it is worth while to ask how a run stands on the page: it is pinyin, or goes with a neighbour at its edge."""
        run, before, after = text[start:end], text[max(start - 1, 0) : start], text[end : end + 1]
        lengths = range(1, min(LONGEST_SYLLABLE, len(run)) + 1)
        return any(before + run[:length] in self._pairs or run[-length:] + after in self._pairs for length in lengths) or self._holds_word(run)

    def _may_be_meant(self, text: str, place: int) -> bool:
        """Whether a letter that sounds like this one goes with a neighbour in some word."""
        before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        return any(before + sound in self._pairs or sound + after in self._pairs for sound in READING.get(text[place], ()))

    def _holds_word(self, run: str) -> bool:
        """Whether a word stands in the run in pinyin, or it is nothing but pinyin. The same English words come on every page."""
        if run not in self._known_runs:
            if len(self._known_runs) > _MOST_KNOWN:
                self._known_runs.clear()
            ends = dict(enumerate(syllables(run)))
            self._known_runs[run] = bool(ends) and (len(run) >= _LONG_RUN or bool(best_reading(self._tree, run, (0, len(run)), Heard(ends), {})))
        return self._known_runs[run]

    @cached_property
    def _ordinary(self) -> Ordinary:
        return Ordinary(self._table, (word for word in self._words if len(word) <= _SHORT))

    @cached_property
    def _alike(self) -> AlikeWords:
        return AlikeWords(self._words, self._library)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._letter_pairs)

    @cached_property
    def _words(self) -> Sequence[str]:
        return self._words_from()

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        return self._plain_from()

    @cached_property
    def _tree(self) -> Node:
        return tree_of(self._words)

    @cached_property
    def _letter_pairs(self) -> frozenset[str]:
        return frozenset(word[at : at + 2] for word in self._words for at in range(len(word) - 1))

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """How two neighbours of a word may be written, one of them by its sound."""
        return frozenset(written for pair in self._letter_pairs for written in _written(pair[0], pair[1]))

    @cached_property
    def _heard_pairs(self) -> frozenset[tuple[str, str]]:
        """The syllables of two neighbours of a word."""
        return frozenset(heard for pair in self._letter_pairs for heard in product(READING.get(pair[0], ()), READING.get(pair[1], ())))


def _is_pinyin(text: str, runs: Iterable[Stretch]) -> bool:
    """Whether some run can only be pinyin: so many letters fall into syllables in no other language that shops write."""
    return any(end - start >= _LONG_RUN and syllables(text[start:end]) for start, end in runs)


def _ways(read: Sequence[Words]) -> Iterator[list[tuple[int, int, str]]]:
    """Every place with its likeliest word; then each place in turn with its other words."""
    first = [_letters(start, words[0]) for start, words in read]
    yield list(chain.from_iterable(first))
    for rank in range(1, _MOST_WAYS):
        for place, (start, words) in enumerate(read):
            if rank < len(words):
                yield list(chain.from_iterable((*first[:place], _letters(start, words[rank]), *first[place + 1 :])))


def _letters(start: int, word: Word) -> list[tuple[int, int, str]]:
    return [(begun, end, letter) for begun, (end, letter) in zip((start, *(end for end, _ in word)), word, strict=False)]


def _written(left: str, right: str) -> Iterator[str]:
    for sound in READING.get(left, ()):
        yield from (sound + right, sound[0] + right)
    for sound in READING.get(right, ()):
        yield from (left + sound, left + sound[0])


def _stretches(text: str, heard: Heard) -> Iterator[Stretch]:
    """The letters around what is heard, as far as a word can reach, joined where they meet."""
    places = sorted({*heard.syllables, *heard.single, *heard.alike})
    first = last = -1
    for place in places:
        start, end = max(place - _AROUND, 0), min(place + LONGEST_SYLLABLE + _AROUND, len(text))
        if start > last:
            if last > first >= 0:
                yield first, last
            first = start
        last = end
    if last > first >= 0:
        yield first, last
