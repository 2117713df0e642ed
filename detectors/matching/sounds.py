"""Words of which some characters are written as they sound: zhi疗, 高xue压, z疗糖尿病. Only Latin letters beside Chinese ones are looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from core.text.sounds import READING, SOUNDS
from detectors.matching.respell import Respelled, respell

_LATIN = re.compile(r"[a-z]+")
_LONGEST_RUN = 40  # letters: a longer run of Latin letters is no pinyin
_LONGEST_WORD = 9
_MOST_RUNS = 3000  # that are looked at: a hostile page can hold thirty thousand
_ENOUGH = 5  # letters of a word that is written in pinyin altogether: shorter ones are English as often
# what follows a single Latin letter in ordinary words (A级, T恤, X光, V领, B超, K金, C位, Q弹, P图, U盘);
# a letter behind a single character is a size or a type (白S, 款C)
_AFTER_LETTER = frozenset("级类款型领杯超光恤形位面座区号线档店罩层栋幢金弹图种盘站字版段组套键点度值码卡币股肝咖女男妹姐哥爷总米斤寸克元楼轮端式的三运")


@dataclass(frozen=True, slots=True)
class _Token:
    """A Chinese letter, a syllable or a single Latin letter, and the letters of the text that hold it."""

    text: str
    start: int
    end: int

    @property
    def is_exact(self) -> bool:
        """Whether it is a letter of its own and not the sound of one."""
        return self.end - self.start == 1 and not self.text.isascii()


class SoundIndex:
    """Words by two neighbouring characters, either of which may be written as its syllable or first letter. Built when first asked."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words that may be meant."""
        self._words = [word for word in words if 2 <= len(word) <= _LONGEST_WORD and all(letter in READING for letter in word)]

    def undone(self, text: str, stand: Callable[[int, int], Iterable[tuple[int, int]]]) -> Respelled | None:
        """Return the text with the words of which a character is written as it sounds; None where there is none. The longest words win.

        `stand(start, end)`: the pieces of these Latin letters that stand together on the page, and are small letters or capitals throughout.
        """
        found: set[tuple[int, int, str]] = set()
        runs = (piece for run in _LATIN.finditer(text) if self._may_sound(text, *run.span()) for piece in stand(*run.span()))
        for start, end, sounds in islice(self._possible(text, runs), _MOST_RUNS):
            tokens, first = _around(text, (start, end), sounds)
            for place in range(first, first + len(sounds)):
                found.update(self._at(tokens, place))
        return respell(text, _apart(found)) if found else None

    def _may_sound(self, text: str, start: int, end: int) -> bool:
        """Whether it is worth while to ask how a run stands on the page: it is pinyin, or goes with a neighbour at its edge."""
        run, before, after = text[start:end], text[max(start - 1, 0) : start], text[end : end + 1]
        lengths = range(1, min(6, len(run)) + 1)
        return any((before, run[:length]) in self._pairs or (run[-length:], after) in self._pairs for length in lengths) or bool(_syllables(run[:_LONGEST_RUN]))

    def _possible(self, text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The runs that are sounds, with them; a single one only where a neighbour goes with it in some word, or is Latin too."""
        for start, end in runs:
            sounds = _sounds(text, start, end)
            before, after = text[max(start - 1, 0) : start], text[end : end + 1]
            if len(sounds) > 1 or (sounds and (self._go_together(before, sounds[0]) or self._go_together(sounds[0], after))):
                yield start, end, sounds

    def _go_together(self, left: str, right: str) -> bool:
        return (left.isascii() and right.isascii()) or (left, right) in self._pairs

    def _at(self, tokens: Sequence[_Token], place: int) -> Iterator[tuple[int, int, str]]:
        """The words with the sound at this place in them."""
        for left in (place - 1, place):
            if left < 0 or left + 1 >= len(tokens):
                continue
            for which, at in self._pairs.get((tokens[left].text, tokens[left + 1].text), ()):
                word = self._words[which]
                written = tokens[left - at : left - at + len(word)] if left >= at else ()
                if len(written) == len(word) and all(map(_reads, written, word)) and _telling(written):
                    yield written[0].start, written[-1].end, word

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """How two neighbours may be written, to (word, place of the first of them in it)."""
        pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for which, word in enumerate(self._words):
            for at in range(len(word) - 1):
                for pair in _written(word[at], word[at + 1]):
                    pairs[pair].append((which, at))
        return dict(pairs)


def _sounds(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sounds that Latin letters may be; a single letter behind a digit is a unit (5g)."""
    if end - start == 1:
        return () if text[max(start - 1, 0) : start].isdigit() else (text[start],)
    return _syllables(text[start:end]) if end - start <= _LONGEST_RUN else ()


def _apart(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Those that do not overlap, the ones with most characters first, in the order of the text."""
    kept: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for start, end, word in sorted(found, key=lambda one: (-len(one[2]), one)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, word))
    return sorted(kept)


def _written(left: str, right: str) -> set[tuple[str, str]]:
    first, second = READING[left], READING[right]
    beside = {(sound, right) for sound in first} | {(left, sound) for sound in second}
    letters = {(sound[0], right) for sound in first} | {(left, sound[0]) for sound in second}
    return beside | letters | {(one, other) for one in first for other in second}


def _reads(token: _Token, letter: str) -> bool:
    if token.is_exact:
        return token.text == letter
    return any(sound == token.text or sound[0] == token.text for sound in READING[letter])


def _telling(written: Sequence[_Token]) -> bool:
    """Whether so much of the word stands there that it is no chance: English words and single letters beside Chinese are common."""
    exact = sum(token.is_exact for token in written)
    letters = [token for token in written if len(token.text) == 1 and not token.is_exact]
    if not exact:
        return not letters and sum(len(token.text) for token in written) >= _ENOUGH
    if not letters:
        return True
    if len(letters) > 1:
        return False
    return exact > 1 or (written[0] is letters[0] and written[1].text not in _AFTER_LETTER)


def _around(text: str, run: tuple[int, int], sounds: Sequence[str]) -> tuple[list[_Token], int]:
    """The sounds of a run with the letters on both sides as far as a word can reach, and the place of the first sound among them."""
    before = [*_letters(text, run[0] - _LONGEST_WORD, run[0])]
    tokens, at = list(before), run[0]
    for sound in sounds:
        tokens.append(_Token(sound, at, at + len(sound)))
        at += len(sound)
    tokens.extend(_letters(text, run[1], run[1] + _LONGEST_WORD))
    return tokens, len(before)


def _letters(text: str, start: int, end: int) -> Iterable[_Token]:
    """The letters of a stretch, further sounds among them."""
    start = max(start, 0)
    piece = text[start:end]
    at = 0
    while at < len(piece):
        run = _LATIN.match(piece, at)
        sounds = _syllables(run[0]) if run else ()
        for sound in sounds or (piece[at],):
            yield _Token(sound, start + at, start + at + len(sound))
            at += len(sound)


_BY_LENGTH = [frozenset(sound for sound in SOUNDS if len(sound) == length) for length in range(7)]


@lru_cache(maxsize=20_000)  # the same English words come on every page
def _syllables(run: str) -> tuple[str, ...]:
    """The run as pinyin syllables of two letters or more, long ones first; () where it is none."""
    dead: set[int] = set()  # places from which no way leads to the end

    def rest(start: int) -> tuple[str, ...] | None:
        if start == len(run):
            return ()
        if start not in dead:
            for length in range(min(6, len(run) - start), 1, -1):
                if run[start : start + length] in _BY_LENGTH[length] and (more := rest(start + length)) is not None:
                    return (run[start : start + length], *more)
            dead.add(start)
        return None

    return rest(0) or ()
