"""Conditions as tantivy's queries. Values are handed over as values; no query text is ever put together from what a user typed."""

from __future__ import annotations

import re
from functools import singledispatchmethod

import tantivy

from search.base import FIELDS
from search.embedded.keys import bounds
from search.embedded.phrases import covering
from search.embedded.schema import facet_field, facet_value
from search.plan import And, Begins, Between, Condition, Like, Not, OneOf, Or, Phrase

_SPREAD = 16  # alternatives of an "or" that are spread


class Translator:
    """Conditions for one index, as a searcher sees it."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher) -> None:
        self.index = index
        self.schema = index.schema
        self.searcher = searcher

    @singledispatchmethod
    def query(self, part: Condition) -> tantivy.Query:
        """Return the condition in tantivy's terms."""
        raise TypeError(f"no condition: {part!r}")

    @query.register
    def _(self, part: And) -> tantivy.Query:
        if not part.parts:
            return tantivy.Query.all_query()
        if (spread := _spread(part)) is not part:
            return self.query(spread)
        wanted = [(tantivy.Occur.MustNot, self.query(each.part)) if isinstance(each, Not) else (tantivy.Occur.Must, self.query(each)) for each in part.parts]
        if all(isinstance(each, Not) for each in part.parts):  # nothing is taken away from nothing
            wanted.append((tantivy.Occur.Must, tantivy.Query.all_query()))
        return tantivy.Query.boolean_query(wanted) if len(wanted) > 1 else wanted[0][1]

    @query.register
    def _(self, part: Or) -> tantivy.Query:
        if not part.parts:
            return tantivy.Query.empty_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, self.query(each)) for each in part.parts])

    @query.register
    def _(self, part: Not) -> tantivy.Query:
        return self.query(And((part,)))

    @query.register
    def _(self, part: Phrase) -> tantivy.Query:
        if len(part.terms) == 1:
            return tantivy.Query.term_query(self.schema, part.field, part.terms[0], "basic")
        frequency = [self.searcher.doc_freq(part.field, term) for term in part.terms]
        if not all(frequency):
            return tantivy.Query.empty_query()
        placed: list[str | tuple[int, str]] = [*covering(part.terms, frequency)]
        return tantivy.Query.phrase_query(self.schema, part.field, placed)

    @query.register
    def _(self, part: Begins) -> tantivy.Query:
        return tantivy.Query.regex_query(self.schema, part.field, f"{_literal(part.char)}.")

    @query.register
    def _(self, part: OneOf) -> tantivy.Query:
        faceted = part.field in FIELDS
        field = facet_field(part.field) if faceted else part.field
        values = [facet_value(value) for value in part.values] if faceted else list(part.values)
        if len(values) == 1:
            return tantivy.Query.term_query(self.schema, field, values[0], "basic")
        return tantivy.Query.term_set_query(self.schema, field, values)

    @query.register
    def _(self, part: Like) -> tantivy.Query:
        pattern = "".join({"*": ".*", "?": "."}.get(char) or _literal(char) for char in part.pattern)
        return tantivy.Query.regex_query(self.schema, part.field, _literal(part.prefix) + pattern)

    @query.register
    def _(self, part: Between) -> tantivy.Query:
        return self.between(*bounds(part.field, part.low, part.high))

    def within(self, part: And, window: Between) -> tantivy.Query:
        """Return the documents that meet the conditions and lie in this stretch.

        The stretch is joined to what is asked of words first: only the few documents in both are then held against the other conditions.
        tantivy would begin with the smallest of these, and takes a range for the largest.
        """
        bound = self.query(window)
        wanted = [
            (tantivy.Occur.MustNot, self.query(each.part)) if isinstance(each, Not) else (tantivy.Occur.Must, self._bound(each, bound)) for each in part.parts
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, bound), *wanted])

    def _bound(self, part: Condition, bound: tantivy.Query) -> tantivy.Query:
        if isinstance(part, Or):
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, self._bound(each, bound)) for each in part.parts]) if part.parts else self.query(part)
        return both(bound, self.query(part)) if isinstance(part, Phrase) else self.query(part)

    def between(self, field: str, low: int, high: int) -> tantivy.Query:
        """Return the documents whose number lies in these bounds, both inclusive."""
        return tantivy.Query.range_query(self.schema, field, tantivy.FieldType.Integer, low, high)

    def beyond(self, ident: str, *, below: bool) -> tantivy.Query:
        """Return the documents whose id is below (or above) this one. The id is checked by `search.cursor`: letters, digits and . _ : - alone."""
        # only tantivy's parser makes a range of texts
        return self.index.parse_query(f"id:{{* TO {ident}}}" if below else f"id:{{{ident} TO *}}", ["id"])


def both(one: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    """Return the documents that meet both."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one), (tantivy.Occur.Must, other)])


def _spread(part: And) -> Condition:
    """Return `(a or b) and c` as `(a and c) or (b and c)`, else the condition as it is.

    tantivy walks through a whole "or" before it looks at the other conditions; an "and" skips what these leave out, in half the time.
    """
    first = next((each for each in part.parts if isinstance(each, Or) and 1 < len(each.parts) <= _SPREAD), None)
    others = tuple(each for each in part.parts if each is not first)
    if first is None or not any(not isinstance(each, Not | Or) for each in others):
        return part
    return Or(tuple(And((each, *others)) for each in first.parts))


def _literal(text: str) -> str:
    return re.sub(r"([^\w])", r"\\\1", text, flags=re.ASCII) if text.isascii() else "".join(_literal(char) if char.isascii() else char for char in text)
