"""Which words a regular expression cannot do without: a text that holds none of them need not be searched."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]  # the parse tree of `re` is the only one at hand
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 60  # words; more tell little


def required(pattern: str) -> frozenset[str] | None:
    """Return words of which one stands in every match, the longest set of them; None where the pattern names none."""
    return _best(_parser.parse(pattern))


def _best(tree: Iterable[Any]) -> frozenset[str] | None:
    """Of all parts that must be met, the one whose shortest word is longest, the fewer words the better."""
    parts = [part for part in _parts(tree) if part is not None and len(part) <= MOST]
    return max(parts, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _parts(tree: Iterable[Any]) -> Iterable[frozenset[str] | None]:
    run = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            yield frozenset({run})
            run = ""
        yield _part(kind, value)
    if run:
        yield frozenset({run})


def _part(kind: Any, value: Any) -> frozenset[str] | None:
    if kind is op.SUBPATTERN:
        return _best(value[3])
    if kind is op.BRANCH:
        branches = [_best(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else None  # type: ignore[arg-type]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _best(value[2])
    if kind is op.IN and all(member is op.LITERAL for member, _ in value):
        return frozenset(chr(code) for _, code in value)
    return None
