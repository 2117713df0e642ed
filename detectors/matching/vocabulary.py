"""The words that a disguised text is read with: those of the rulebook, the words inside its patterns, and numbers with what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, product
from re import _constants as op  # type: ignore[attr-defined]  # the parse tree of `re` is the only one at hand
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from core.text.sounds import READING, SOUNDS
from detectors.matching import everyday
from detectors.matching.expressions import Expressions
from detectors.matching.tree import LONGEST

_NUMERALS = "一二两三四五六七八九十百千万亿半几多"
_COUNTED = "分元倍年天斤次个家节盒周月日岁人成位代款种句步折块折层包瓶支度克小名件单套点"


def vocabulary(expressions: Expressions, context: Iterable[str] = ()) -> list[str]:
    """Return every Chinese word of two to LONGEST letters that may be meant, everyday words and those asked for most often first.

    `context`: words that tell goods and kinds of text.
    """
    inside = chain.from_iterable(map(_inside, expressions.patterns))
    words = dict.fromkeys(chain(everyday.WORDS, (word for word, _ in expressions.uses.most_common()), expressions.terms, inside, context, _numbers()))
    return [word for word in words if 2 <= len(word) <= LONGEST and _has_sound(word)]


def plain_characters(expressions: Expressions) -> dict[str, str]:
    """Return per syllable the character that it most likely stands for where nothing else tells."""
    counted = Counter(letter for word in expressions.terms for letter in word)
    return {syllable: max(letters, key=lambda letter: counted[letter]) for syllable, letters in SOUNDS.items()} | everyday.CHARACTERS


def _has_sound(word: str) -> bool:
    """Whether it is Chinese, but for letters and digits that no disguise of sounds would change."""
    return any(letter in READING for letter in word) and all(letter in READING or (letter.isascii() and letter.isalnum()) or letter == "%" for letter in word)


def _numbers() -> Iterator[str]:
    for pair in chain(product(_NUMERALS + "0123456789", _COUNTED), product(_NUMERALS, _NUMERALS), product("0123456789", "百千万亿")):
        yield "".join(pair)


@cache
def _inside(pattern: str) -> tuple[str, ...]:
    """The words that stand in a pattern, alternatives joined to what stands beside them where there are not too many."""
    return tuple(word for word in _grown(_parser.parse(pattern)) if len(word) > 1)


def _grown(tree: Iterable[Any]) -> Iterator[str]:
    """Yield the words of a sequence, each as long as it is sure to go on."""
    open_ends: list[str] = [""]
    for kind, value in tree:
        further = _spellings(kind, value)
        if further is None or len(open_ends) * len(further) > 400:
            yield from open_ends
            yield from _parts(kind, value)
            open_ends = [""] if further is None else further
        else:
            open_ends = [start + end for start in open_ends for end in further]
    yield from open_ends


def _spellings(kind: Any, value: Any) -> list[str] | None:
    """What stands for one part of a pattern; None where that is not a handful of words."""
    if kind is op.LITERAL:
        return [chr(value)]
    if kind is op.IN and all(member is op.LITERAL for member, _ in value):
        return [chr(code) for _, code in value]
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.BRANCH:
        branches = [_sequence(branch) for branch in value[1]]
        return None if any(branch is None for branch in branches) else [word for branch in branches for word in branch or ()]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and tuple(value[:2]) == (0, 1):
        once = _sequence(value[2])
        return None if once is None else ["", *once]
    return None


def _sequence(tree: Iterable[Any]) -> list[str] | None:
    words = [""]
    for kind, value in tree:
        further = _spellings(kind, value)
        if further is None or len(words) * len(further) > 400:
            return None
        words = [start + end for start in words for end in further]
    return words


def _parts(kind: Any, value: Any) -> Iterator[str]:
    """The words inside a part that is no handful of words itself."""
    if kind is op.SUBPATTERN:
        yield from _grown(value[3])
    elif kind is op.BRANCH:
        for branch in value[1]:
            yield from _grown(branch)
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        yield from _grown(value[2])
