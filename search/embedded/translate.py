"""Conditions as tantivy's queries. Values are handed over as values; no query text is ever put together from what a user typed."""

from __future__ import annotations

import re
from functools import singledispatchmethod

import tantivy

from search.plan import And, Begins, Between, Condition, Like, Not, OneOf, Or, Phrase

_SPREAD = 16  # alternatives of an "or" that are spread


class Translator:
    """Conditions for one index."""

    def __init__(self, index: tantivy.Index) -> None:
        self.index = index
        self.schema = index.schema

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
        return tantivy.Query.phrase_query(self.schema, part.field, list(part.terms))

    @query.register
    def _(self, part: Begins) -> tantivy.Query:
        return tantivy.Query.regex_query(self.schema, part.field, f"{_literal(part.char)}.")

    @query.register
    def _(self, part: OneOf) -> tantivy.Query:
        if len(part.values) == 1:
            return tantivy.Query.term_query(self.schema, part.field, part.values[0], "basic")
        return tantivy.Query.term_set_query(self.schema, part.field, list(part.values))

    @query.register
    def _(self, part: Like) -> tantivy.Query:
        pattern = "".join({"*": ".*", "?": "."}.get(char) or _literal(char) for char in part.pattern)
        return tantivy.Query.regex_query(self.schema, part.field, _literal(part.prefix) + pattern)

    @query.register
    def _(self, part: Between) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, part.field, tantivy.FieldType.Integer, part.low, part.high)

    def beyond(self, order: str, *, below: bool) -> tantivy.Query:
        """Return the documents whose order key is below (or above) this one. The key is checked by `search.cursor`: digits, letters and . _ : - alone."""
        # only tantivy's parser makes a range of texts
        return self.index.parse_query(f"order:{{* TO {order}}}" if below else f"order:{{{order} TO *}}", ["order"])


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
