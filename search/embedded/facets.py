"""Counts by field and by day, and how many hits there are, in one walk over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.base import FACET_SIZE, Query
from search.embedded.schema import facet_field, shown_value
from search.embedded.translate import Translator
from search.histogram import DAYS, steps
from search.near import Spellings
from search.plan import And, open_to

Values = tuple[tuple[str, int], ...]

_NOTHING: dict[str, Any] = {"buckets": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`total`: how many documents match."""

    total: int
    facets: Mapping[str, Values]
    histogram: Values


def counts(translator: Translator, conditions: And, query: Query, spellings: Spellings) -> Counts:
    """Return the number of hits, their facets and their histogram."""
    opened = [name for name in query.facets if query.open_facets and name in query.filters]
    asked = {name: FACET_SIZE for name in query.facets if name not in opened}
    total, answer = _answer(translator, conditions, {**asked, **({"day": DAYS} if query.histogram else {})})
    found = {name: _facet(answer[name]) for name in asked}
    for name in opened:
        _, beside = _answer(translator, open_to(query, spellings, name), {name: FACET_SIZE})
        found[name] = _facet(beside[name])
    histogram = steps(answer.get("day", {}).items(), query.histogram)
    return Counts(total=total, facets={name: found[name] for name in query.facets}, histogram=histogram)


def _answer(translator: Translator, conditions: And, sizes: Mapping[str, int]) -> tuple[int, dict[str, dict[str, int]]]:
    # many more than are shown: among equal counts the smaller value comes first, which tantivy does not know
    terms = {name: {"terms": {"field": facet_field(name), "size": max(size, 1000), "segment_size": DAYS}} for name, size in sizes.items()}
    answer = translator.searcher.aggregate(translator.query(conditions), {**terms, "total": {"value_count": {"field": "by_day"}}})  # every document has one day
    buckets = {name: answer.get(name, _NOTHING)["buckets"] for name in sizes}
    return int(answer["total"]["value"]), {name: {shown_value(one["key"]): int(one["doc_count"]) for one in found} for name, found in buckets.items()}


def _facet(counted: Mapping[str, int]) -> Values:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))[:FACET_SIZE]
