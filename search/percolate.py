"""Which documents of a batch answer to each of many queries: the plan of a query (search.plan), asked of a batch that is held in memory.

Every condition is answered for the whole batch at once, as the bits of one number: bit i stands for document i. Both engines translate the same plan,
so the answers are theirs (tests/contract/test_percolate.py); only near spellings, which depend on what else is stored, are left to an engine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import singledispatchmethod

from search.base import FIELDS, Doc, Query
from search.identifiers import identifier_keys
from search.plan import And, Begins, Between, Condition, Like, Not, OneOf, Or, Phrase, condition, day_number
from search.terms import TEXT_FIELDS, text_terms

_Masks = dict[str, int]


class Batch:
    """Documents that queries are asked of."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        """Cut the documents into terms, once. A document that is there twice counts as it stands last."""
        self.docs = tuple({doc.id: doc for doc in docs}.values())
        self._all = (1 << len(self.docs)) - 1
        self._texts: dict[str, list[str]] = {name: [""] * len(self.docs) for name in TEXT_FIELDS}
        self._terms: dict[str, _Masks] = {name: defaultdict(int) for name in (*TEXT_FIELDS, *FIELDS, "id", "identifiers")}
        self._known: dict[Condition, int] = {}
        for place, doc in enumerate(self.docs):
            self._take(1 << place, place, doc)
        self._numbers: dict[str, list[int | None]] = {
            "day_number": [day_number(next(iter(doc.fields.get("day", ())), "")) for doc in self.docs],
            **{name: [getattr(doc, name) for doc in self.docs] for name in ("price", "risk", "confidence")},
        }
        self._first = {name: _by_first(self._terms[name]) for name in TEXT_FIELDS}

    def _take(self, bit: int, place: int, doc: Doc) -> None:
        for name, terms in text_terms(doc).items():
            self._texts[name][place] = f" {terms} "
            masks = self._terms[name]
            for term in set(terms.split(" ")):
                masks[term] |= bit
        for name in FIELDS:
            for value in doc.fields.get(name, (doc.kind,) if name == "kind" else ()):
                self._terms[name][value] |= bit
        self._terms["id"][doc.id] |= bit
        for key in identifier_keys(doc):
            self._terms["identifiers"][key] |= bit

    def answering(self, query: Query) -> tuple[Doc, ...]:
        """Return the documents that answer to the query, in the batch's order. Near spellings are not looked for."""
        return tuple(self.docs[place] for place in _places(self._mask(condition(query, {}))))

    def _mask(self, part: Condition) -> int:
        known = self._known.get(part)
        if known is None:
            known = self._known[part] = self._asked(part)
        return known

    @singledispatchmethod
    def _asked(self, part: Condition) -> int:
        raise TypeError(f"no condition: {part!r}")

    @_asked.register
    def _(self, part: And) -> int:
        mask = self._all
        for each in part.parts:
            mask &= self._mask(each)
            if not mask:
                break
        return mask

    @_asked.register
    def _(self, part: Or) -> int:
        mask = 0
        for each in part.parts:
            mask |= self._mask(each)
        return mask

    @_asked.register
    def _(self, part: Not) -> int:
        return self._all & ~self._mask(part.part)

    @_asked.register
    def _(self, part: Phrase) -> int:
        masks, mask = self._terms[part.field], self._all
        for term in part.terms:
            mask &= masks.get(term, 0)
            if not mask:
                return 0
        if len(part.terms) == 1:
            return mask
        texts, phrase = self._texts[part.field], f" {' '.join(part.terms)} "
        return _bits(place for place in _places(mask) if phrase in texts[place])

    @_asked.register
    def _(self, part: Begins) -> int:
        return self._first[part.field].get(part.char, 0)

    @_asked.register
    def _(self, part: OneOf) -> int:
        masks, mask = self._terms[part.field], 0
        for value in part.values:
            mask |= masks.get(value, 0)
        return mask

    @_asked.register
    def _(self, part: Like) -> int:
        pattern = "".join({"*": ".*", "?": "."}.get(char) or re.escape(char) for char in part.pattern)
        fits = re.compile(re.escape(part.prefix) + pattern, re.DOTALL).fullmatch
        return _either(mask for value, mask in self._terms[part.field].items() if fits(value))

    @_asked.register
    def _(self, part: Between) -> int:
        fits = _between(part.low, part.high)
        return _bits(place for place, number in enumerate(self._numbers[part.field]) if number is not None and fits(number))


def _between(low: int | None, high: int | None) -> Callable[[int], bool]:
    return lambda number: (low is None or low <= number) and (high is None or number <= high)


def _by_first(masks: _Masks) -> _Masks:
    found: _Masks = defaultdict(int)
    for term, mask in masks.items():
        found[term[:1]] |= mask
    return found


def _either(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _bits(places: Iterable[int]) -> int:
    return _either(1 << place for place in places)


def _places(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
