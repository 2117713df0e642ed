"""Counts by field and by day, in one walk over the hits."""

from __future__ import annotations

from collections.abc import Mapping

import tantivy

from search.base import FACET_SIZE, Query
from search.embedded.translate import Translator
from search.histogram import DAYS, steps
from search.near import Spellings
from search.plan import open_to

Counts = tuple[tuple[str, int], ...]


def counts(searcher: tantivy.Searcher, translator: Translator, wanted: tantivy.Query, query: Query, spellings: Spellings) -> tuple[dict[str, Counts], Counts]:
    """Return the facets and the histogram of the hits."""
    opened = [name for name in query.facets if query.open_facets and name in query.filters]
    asked = {name: FACET_SIZE for name in query.facets if name not in opened}
    answer = _answer(searcher, wanted, {**asked, **({"day": DAYS} if query.histogram else {})})
    found = {name: _facet(answer[name]) for name in asked}
    for name in opened:
        found[name] = _facet(_answer(searcher, translator.query(open_to(query, spellings, name)), {name: FACET_SIZE})[name])
    return {name: found[name] for name in query.facets}, steps(answer.get("day", {}).items(), query.histogram)


def _answer(searcher: tantivy.Searcher, wanted: tantivy.Query, sizes: Mapping[str, int]) -> dict[str, dict[str, int]]:
    if not sizes:
        return {}
    # many more than are shown: among equal counts the smaller value comes first, which tantivy does not know
    asked = {name: {"terms": {"field": name, "size": max(size, 1000), "segment_size": DAYS}} for name, size in sizes.items()}
    answer = searcher.aggregate(wanted, asked)
    return {name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[name]["buckets"]} for name in sizes}


def _facet(counted: Mapping[str, int]) -> Counts:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))[:FACET_SIZE]
