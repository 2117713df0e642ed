"""Conditions in Elasticsearch's language; pure. Values are handed over as values: nothing that a user typed is parsed by the server."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from search.plan import And, Begins, Between, Condition, Like, Not, OneOf, Or, Phrase

Json = dict[str, Any]


@singledispatch
def clause(part: Condition) -> Json:
    """Return the condition as a query clause."""
    raise TypeError(f"no condition: {part!r}")


@clause.register
def _(part: And) -> Json:
    return {"bool": {"filter": [clause(each) for each in part.parts]}} if part.parts else {"match_all": {}}


@clause.register
def _(part: Or) -> Json:
    if not part.parts:
        return {"match_none": {}}
    return {"bool": {"should": [clause(each) for each in part.parts], "minimum_should_match": 1}}


@clause.register
def _(part: Not) -> Json:
    return {"bool": {"must_not": [clause(part.part)]}}


@clause.register
def _(part: Phrase) -> Json:
    if len(part.terms) == 1:
        return {"term": {part.field: part.terms[0]}}
    return {"match_phrase": {part.field: {"query": " ".join(part.terms)}}}


@clause.register
def _(part: Begins) -> Json:
    return {"prefix": {part.field: {"value": part.char}}}


@clause.register
def _(part: OneOf) -> Json:
    return {"terms": {"_id" if part.field == "id" else part.field: list(part.values)}}


@clause.register
def _(part: Like) -> Json:
    return {"wildcard": {part.field: {"value": part.prefix + part.pattern}}}  # letters, digits, * and ? alone: `search.identifiers`


@clause.register
def _(part: Between) -> Json:
    return {"range": {part.field: {key: value for key, value in (("gte", part.low), ("lte", part.high)) if value is not None}}}


def scored(part: And) -> Json:
    """Return all conditions so that the words among them give a score."""
    words = [each for each in part.parts if isinstance(each, Phrase | Begins | Or)]
    others = [each for each in part.parts if each not in words]
    return {"bool": {"must": [clause(each) for each in words], "filter": [clause(each) for each in others]}} if part.parts else {"match_all": {}}
