"""The best reading of a stretch in which some letters are written as they sound: the words that cover most of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from detectors.matching.tree import LONGEST, Node

_ENOUGH = 5  # letters of a word that is written in pinyin altogether: shorter ones are English as often
# what follows a single Latin letter in ordinary words (A级, T恤, X光, V领, B超, K金, C位, Q弹, P图, U盘);
# a letter behind a single character is a size or a type (白S, 款C)
_AFTER_LETTER = frozenset("级类款型领杯超光恤形位面座区号线档店罩层栋幢金弹图种盘站字版段组套键点度值码卡币股肝咖女男妹姐哥爷总米斤寸克元楼轮端式的三运")

# worth of a letter of a syllable that stays as it is written, and of a syllable that is read without a word; a word is worth the square of its length
_UNREAD, _BY_ITSELF = -0.5, -0.6


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Way:
    """A beginning of a word as written: where it ends, and how many characters stand as themselves, as syllables, first letters, others of their sound."""

    node: Node
    end: int
    exact: int = 0
    spelled: int = 0
    latin: int = 0
    single: int = 0
    alike: int = 0
    ends: tuple[int, ...] = ()

    @property
    def word(self) -> Word:
        return tuple(zip(self.ends, self.node.word, strict=True))


Word = tuple[tuple[int, str], ...]  # per letter that is meant: where what is written for it ends, and the letter
_Ranked = tuple[int, Word]
Words = tuple[int, tuple[Word, ...]]  # where they begin, and all words that are written alike there, the likeliest first


def best_reading(root: Node, text: str, stretch: tuple[int, int], heard: Heard, plain: Mapping[str, str]) -> list[Words]:
    """Return where letters of the stretch are to be read as something else, and as which words; in order and apart."""
    first, last = stretch
    best: list[tuple[float, int, list[_Ranked]]] = [(-1.0, first, [])] * (last - first + 1)
    best[0] = (0.0, first, [])
    for start in range(first, last):
        score = best[start - first][0]
        if score < 0:
            continue
        for end, worth, word in _steps(root, text, start, last, heard, plain):
            reached, before, words = best[end - first]
            if score + worth > reached:
                best[end - first] = (score + worth, start, [word] if word else [])
            elif score + worth == reached and before == start and word and words:
                words.append(word)
    return _path(best, first)


def _path(best: list[tuple[float, int, list[_Ranked]]], first: int) -> list[Words]:
    read: list[Words] = []
    place = first + len(best) - 1
    while place > first:
        _, before, words = best[place - first]
        if words:
            read.append((before, tuple(dict.fromkeys(word for _, word in sorted(words)))))
        place = before
    return read[::-1]


def _steps(root: Node, text: str, start: int, last: int, heard: Heard, plain: Mapping[str, str]) -> Iterator[tuple[int, float, _Ranked | None]]:
    """The ways on from a letter: (end, worth, what is read there if it is not what is written)."""
    yield start + 1, _UNREAD if start in heard.syllables or start in heard.inside else 0.0, None
    if heard.loose:
        for end in heard.syllables.get(start, ()):
            if end <= last:
                yield end, _BY_ITSELF - _torn(text, start), (0, ((end, plain[text[start:end]]),))
    ways = list(_further(_Way(root, start), text, heard))
    while ways:
        way = ways.pop()
        length = len(way.ends)
        if way.node.word and _counts(way, text, start, heard):
            if way.alike or way.spelled or way.single:
                torn = sum(_torn(text, begun) for begun in (start, *way.ends[:-1])) if way.spelled else 0.0
                yield way.end, length**2 + 0.2 - 0.1 * way.single - torn, (way.node.rank, way.word)
            else:
                yield way.end, length**2, None
        if way.end < last and length < LONGEST:
            ways.extend(_further(way, text, heard))


def _torn(text: str, start: int) -> float:
    """What a syllable that begins here loses: one with a vowel ahead is rare behind another Latin letter (jian is 见 and not 吉安)."""
    return 2.5 if text[start] in "aeo" and start and text[start - 1].isascii() and text[start - 1].isalpha() else 0.0


def _further(way: _Way, text: str, heard: Heard) -> Iterator[_Way]:
    letter, at = text[way.end], way.end
    node = way.node.following.get(letter)
    exact, spelled, latin, single, alike = way.exact, way.spelled, way.latin, way.single, way.alike
    if node is not None:
        yield _Way(node, at + 1, exact + (not letter.isascii()), spelled, latin, single, alike, (*way.ends, at + 1))
    for end in heard.syllables.get(at, ()):
        for node in way.node.heard(text[at:end]):
            yield _Way(node, end, exact, spelled + 1, latin + end - at, single, alike, (*way.ends, end))
    if at in heard.single:
        for node in way.node.heard(letter):
            yield _Way(node, at + 1, exact, spelled, latin, single + 1, alike, (*way.ends, at + 1))
    for syllable in heard.alike.get(at, ()):
        for node in way.node.heard(syllable):
            yield _Way(node, at + 1, exact, spelled, latin, single, alike + 1, (*way.ends, at + 1))


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
