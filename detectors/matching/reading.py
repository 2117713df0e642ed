"""The best reading of a stretch in which some letters are written as they sound: the words that cover most of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from detectors.matching.tree import LONGEST, Node

_ENOUGH = 5  # letters of a word that is written in pinyin altogether: shorter ones are English as often
# what follows a single Latin letter in ordinary words (A级, T恤, X光, V领, B超, K金, C位, Q弹, P图, U盘);
# a letter behind a single character is a size or a type (白S, 款C)
_AFTER_LETTER = frozenset("级类款型领杯超光恤形位面座区号线档店罩层栋幢金弹图种盘站字版段组套键点度值码卡币股肝咖女男妹姐哥爷总米斤寸克元楼轮端式的三运")

# worth of a letter of a syllable that stays as it is written, and of a syllable that is read without a word, in tenths (so that no rounding decides);
# a word is worth the square of its length
_UNREAD, _BY_ITSELF, _ONE = -5, -6, 10


@dataclass(frozen=True)
class Heard:
    """How letters of a text may be taken. `syllables`: per start the ends of syllables; `inside`: the other
    letters of their runs. `single`: Latin letters that may be the first of a syllable;
    `small`: those of them that are no capitals.

    `alike`: per Chinese letter that is out of place, its syllables: another of the same sound may be meant;
    `lone`: all letters out of place, `rare`: those that are hardly ever words by themselves. `loose`: the text is known to be
    written in pinyin, so short words and single syllables count too.
    """

    syllables: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    inside: frozenset[int] = frozenset()
    single: frozenset[int] = frozenset()
    small: frozenset[int] = frozenset()
    alike: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lone: frozenset[int] = frozenset()
    rare: frozenset[int] = frozenset()
    loose: bool = False

    @cached_property
    def sounding(self) -> frozenset[int]:
        """Where a letter may stand for another."""
        return frozenset((*self.syllables, *self.single, *self.alike))

    @cached_property
    def latin(self) -> Sequence[int]:
        """Where a sound may begin that is written in Latin letters."""
        return sorted((*self.syllables, *self.single))

    @cached_property
    def spelled(self) -> frozenset[int]:
        """The letters of runs that may be syllables."""
        return self.inside | self.syllables.keys()


class _Way(NamedTuple):
    """A beginning of a word as written: where it ends, and how many characters stand as themselves, as syllables, first letters, others of their sound."""

    node: Node
    end: int
    exact: int
    spelled: int
    latin: int
    single: int
    alike: int
    ends: tuple[int, ...]

    @property
    def word(self) -> Word:
        return tuple(zip(self.ends, self.node.word, strict=True))


Word = tuple[tuple[int, str], ...]  # per letter that is meant: where what is written for it ends, and the letter
_Ranked = tuple[int, Word]
Words = tuple[int, tuple[Word, ...]]  # where they begin, and all words that are written alike there, the likeliest first


def best_reading(root: Node, text: str, stretch: tuple[int, int], heard: Heard, plain: Mapping[str, str]) -> list[Words]:
    """Return where letters of the stretch are to be read as something else, and as which words; in order and apart."""
    first, last = stretch
    best: list[tuple[int, int, list[_Ranked]]] = [(-_ONE, first, [])] * (last - first + 1)
    best[0] = (0, first, [])
    for start in range(first, last):
        score = best[start - first][0]
        if score < 0:
            continue
        for end, worth, word in steps(root, text, start, last, heard, plain):
            reached, before, words = best[end - first]
            if score + worth > reached:
                best[end - first] = (score + worth, start, [word] if word else [])
            elif score + worth == reached and before == start and word and words:
                words.append(word)
    return _path(best, first)


def _path(best: list[tuple[int, int, list[_Ranked]]], first: int) -> list[Words]:
    read: list[Words] = []
    place = first + len(best) - 1
    while place > first:
        _, before, words = best[place - first]
        if words:
            read.append((before, tuple(dict.fromkeys(word for _, word in sorted(words)))))
        place = before
    return read[::-1]


def steps(root: Node, text: str, start: int, last: int, heard: Heard, plain: Mapping[str, str]) -> Iterator[tuple[int, int, _Ranked | None]]:
    """The ways on from a letter: (end, worth, what is read there if it is not what is written)."""
    yield start + 1, _UNREAD if start in heard.syllables or start in heard.inside else 0, None
    if heard.loose:
        for end in heard.syllables.get(start, ()):
            if end <= last:
                yield end, _BY_ITSELF - _torn(text, start), (0, ((end, plain[text[start:end]]),))
    node, at, exact = root, start, 0
    while at not in heard.sounding:  # most letters stand for themselves: one way on, or none
        further = node.following.get(text[at])
        if further is None:
            return
        node, at, exact = further, at + 1, exact + (not text[at].isascii())
        if node.word and (exact or heard.loose):
            yield at, _ONE * (at - start) ** 2, None
        if at == last or at - start == LONGEST:
            return
    ways: list[_Way] = []
    _further(ways, _Way(node, at, exact, 0, 0, 0, 0, tuple(range(start + 1, at + 1))), text, last, heard)
    while ways:
        way = ways.pop()
        length = len(way.ends)
        if way.node.word and _counts(way, text, start, heard):
            if way.alike or way.spelled or way.single:
                torn = sum(_torn(text, begun) for begun in (start, *way.ends[:-1])) if way.spelled else 0
                yield way.end, _ONE * length**2 + 2 - way.single - torn, (way.node.rank, way.word)
            else:
                yield way.end, _ONE * length**2, None
        if way.end < last and length < LONGEST:
            _further(ways, way, text, last, heard)


def _torn(text: str, start: int) -> int:
    """What a syllable that begins here loses: one with a vowel ahead is rare behind another Latin letter (jian is 见 and not 吉安)."""
    return 25 if text[start] in "aeo" and start and text[start - 1].isascii() and text[start - 1].isalpha() else 0


def _further(ways: list[_Way], way: _Way, text: str, last: int, heard: Heard) -> None:
    """Add the ways that are one character longer, but for those that end there and make no word."""
    node, at, exact, spelled, latin, single, alike, ends = way
    letter = text[at]
    further = node.following.get(letter)
    if further is not None:
        ways.append(_Way(further, at + 1, exact + (not letter.isascii()), spelled, latin, single, alike, (*ends, at + 1)))
    for end in heard.syllables.get(at, ()):
        for further in _heard(node, text[at:end], text, end, last, heard):
            ways.append(_Way(further, end, exact, spelled + 1, latin + end - at, single, alike, (*ends, end)))
    if at in heard.single:
        for further in _heard(node, letter, text, at + 1, last, heard):
            ways.append(_Way(further, at + 1, exact, spelled, latin, single + 1, alike, (*ends, at + 1)))
    for syllable in heard.alike.get(at, ()):
        for further in _heard(node, syllable, text, at + 1, last, heard):
            ways.append(_Way(further, at + 1, exact, spelled, latin, single, alike + 1, (*ends, at + 1)))


def _heard(node: Node, sound: str, text: str, end: int, last: int, heard: Heard) -> Iterable[Node]:
    """The nodes whose character sounds like this; where the next letter stands for itself, those that are a word or go on with it."""
    if end >= last or end in heard.sounding:
        return node.heard(sound)
    return node.heard_before(sound, text[end])


def _breaks_down(way: _Way, start: int, heard: Heard) -> bool:
    """Whether what is written for a word is no ordinary language: a rare letter among its letters, and in a short word none of them that goes elsewhere."""
    places = (start, *way.ends[:-1])
    rare = any(place in heard.rare for place in places)
    return (rare and (way.exact > 1 or all(place in heard.lone for place in places))) or way.exact > 2


def _counts(way: _Way, text: str, start: int, heard: Heard) -> bool:
    """Whether so much of the word stands there that it is no chance: English words and single letters beside Chinese are common."""
    if way.alike:
        return not way.single and not way.spelled and way.alike * 2 <= len(way.ends) and _breaks_down(way, start, heard)
    if way.single:
        if way.exact < way.single:
            return False
        if way.exact + way.spelled > 1 or heard.loose:
            return True
        return text[start + 1] not in _AFTER_LETTER if text[start].isascii() else start + 1 in heard.small
    return heard.loose or way.exact > 0 or way.latin >= _ENOUGH
