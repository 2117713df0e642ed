"""A query as a tree of conditions on the index's own fields: made once, here, and only translated by the engines, so that both ask for the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.base import IDENTIFIERS, Query
from search.identifiers import key_of, keys_of, pattern_of
from search.near import Spellings
from search.needles import Needle, needles, words

FIELD_OF_SCOPE = {"": "pairs", "title": "title", "names": "names", "pictures": "pictures"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The terms one after the other."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begins:
    """A term of two characters that begins with this one."""

    field: str
    char: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A value that begins with `prefix` and goes on like `pattern`: `*` stands for any characters, `?` for one."""

    field: str
    prefix: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Between:
    """A number in these bounds, both inclusive, None for no bound."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: Condition


Condition = Phrase | Begins | OneOf | Like | Between | And | Or | Not


def condition(query: Query, spellings: Spellings) -> And:
    """Return all conditions of a query, with the near spellings of its words; an empty `And` for everything."""
    return And((*text_conditions(query, spellings), *other_conditions(query)))


def open_to(query: Query, spellings: Spellings, name: str) -> And:
    """Return the conditions without the filter on this field: what a facet with several choices is counted by."""
    return condition(replace(query, filters={field: values for field, values in query.filters.items() if field != name}), spellings)


def text_conditions(query: Query, spellings: Spellings) -> Iterator[Condition]:
    """Yield what is asked of the words."""
    for needle in needles((*words(query.text), *query.all), spellings):
        yield _stands(needle, query.scope)
    if some := needles(query.any, spellings):
        yield _either(_stands(needle, query.scope) for needle in some)
    for needle in needles(query.none):
        yield Not(_stands(needle, query.scope))


def other_conditions(query: Query) -> Iterator[Condition]:
    """Yield what is asked of fields, identifiers and numbers."""
    if query.ids:
        yield OneOf("id", tuple(dict.fromkeys(query.ids)))
    for name, values in query.filters.items():
        yield OneOf(name, tuple(dict.fromkeys(values)))
    for name, values in query.exclude.items():
        yield Not(OneOf(name, tuple(dict.fromkeys(values))))
    if query.identifiers:
        yield _carries(query)
    if query.day_from or query.day_to:
        yield Between("day_number", day_number(query.day_from) or 1, day_number(query.day_to) or None)
    if query.price_from is not None or query.price_to is not None:
        yield Between("price", query.price_from, query.price_to)
    if query.risk_from:
        yield Between("risk", query.risk_from, None)
    if query.confidence_from:
        yield Between("confidence", query.confidence_from, None)


def day_number(day: str) -> int:
    """Return 20261123 for 2026-11-23, 0 for no day."""
    digits = day.replace("-", "")
    return int(digits) if digits.isdigit() else 0


def _stands(needle: Needle, scope: str) -> Condition:
    field = FIELD_OF_SCOPE[scope]
    forms: list[Condition] = [Begins(field, needle.text) if len(needle.text) == 1 else Phrase(field, terms) for terms in needle.phrases]
    # names hold their sounds, too; two letters are the initials of every other shop, so they are looked for only where names are asked for
    if needle.sound and scope == "" and len(needle.sound) > 2:
        forms.append(Phrase("names", needle.phrases[0]))
    return _either(forms)


def _carries(query: Query) -> Condition:
    exact: list[str] = []
    like: list[Condition] = []
    for kind, values in query.identifiers.items():
        kinds = (kind,) if kind else IDENTIFIERS
        for value in values:
            if "*" in value or "?" in value:
                like += [Like("identifiers", key_of(each, ""), pattern_of(value)) for each in kinds]
            exact += keys_of(kinds, value)  # also as it stands: the text of a QR code may hold a question mark
    return _either([*([OneOf("identifiers", tuple(dict.fromkeys(exact)))] if exact else []), *like])


def _either(parts: Iterable[Condition]) -> Condition:
    found = tuple(parts)
    return found[0] if len(found) == 1 else Or(found)
