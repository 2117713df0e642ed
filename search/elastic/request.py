"""A query as a request, and an answer as a page; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search import cursor, stored
from search.base import FACET_SIZE, WINDOW, Hit, Query, Sort
from search.cursor import After
from search.elastic.translate import Json, clause, scored
from search.histogram import DAYS
from search.near import Spellings
from search.needles import asked_for
from search.plan import condition

_NEWEST = {"order": {"order": "desc"}}
SORTS: dict[Sort, list[Json]] = {
    "newest": [_NEWEST],
    "oldest": [{"order": {"order": "asc"}}],
    "risk": [{"risk": {"order": "desc"}}, _NEWEST],
    "confidence": [{"confidence": {"order": "desc"}}, _NEWEST],
    "price_low": [{"price": {"order": "asc", "missing": "_last"}}, _NEWEST],
    "price_high": [{"price": {"order": "desc", "missing": "_last"}}, _NEWEST],
    "relevance": [{"_score": {"order": "desc"}}, _NEWEST],
}
# what the server puts in the place of a missing number that comes last
_MISSING = {"price_low": 2**63 - 1, "price_high": -(2**63)}


def body(query: Query, spellings: Spellings) -> Json:
    """Return the request for the query's hits, without the place of the page."""
    conditions = condition(query, spellings)
    asked: Json = {
        "query": scored(conditions) if query.sort == "relevance" else clause(conditions),
        "sort": SORTS[query.sort],
        "size": min(query.limit + 1, WINDOW) if query.limit else 0,  # one more says whether there is another page
        "track_total_hits": True,
    }
    if query.sort == "relevance":
        asked["track_scores"] = True
    opened = opened_facets(query)
    counted = {name: _terms(name, FACET_SIZE) for name in query.facets if name not in opened}
    if query.histogram:
        counted["_days"] = _terms("day", DAYS)
    return {**asked, "aggs": counted} if counted else asked


def opened_facets(query: Query) -> list[str]:
    """Return the facets that are counted without their own filter, each by a request of its own."""
    return [name for name in query.facets if query.open_facets and name in query.filters]


def facet_body(conditions: Json, name: str) -> Json:
    """Return the request that counts one field."""
    return {"query": conditions, "size": 0, "track_total_hits": False, "aggs": {name: _terms(name, FACET_SIZE)}}


def _terms(name: str, size: int) -> Json:
    # each shard hands in many more than are shown: a value that is rare in one may be frequent in all
    return {"terms": {"field": name, "size": size, "shard_size": max(size, 2000), "order": [{"_count": "desc"}, {"_key": "asc"}]}}


def counts(answer: Mapping[str, Any], name: str) -> tuple[tuple[str, int], ...]:
    """Return one field's values with their counts."""
    return tuple((bucket["key"], bucket["doc_count"]) for bucket in answer["aggregations"][name]["buckets"])


def search_after(query: Query, after: After) -> list[Any]:
    """Return the sort values that a page comes after."""
    if len(SORTS[query.sort]) == 1:
        return [after.order]
    return [_MISSING[query.sort] if after.value is None else after.value, after.order]


def hits(answer: Mapping[str, Any], query: Query, spellings: Spellings) -> tuple[Hit, ...]:
    """Return the hits of an answer."""
    asked = asked_for(query, spellings)
    rows = answer["hits"]["hits"][: query.limit]
    return tuple(stored.hit_of(stored.read(found["_source"]["stored"]), query, asked, found.get("_score") or 0.0) for found in rows)


def next_cursor(answer: Mapping[str, Any], query: Query, after: After | None) -> str:
    """Return the cursor behind the last hit of the page, empty when there is no further one."""
    found = answer["hits"]["hits"]
    if not query.limit or len(found) < min(query.limit + 1, WINDOW):
        return ""
    found = found[: query.limit]
    *value, order = found[-1]["sort"]
    if query.sort == "relevance":
        return cursor.write(query, After((after.value or 0 if after else query.offset) + len(found), order))
    number = int(value[0]) if value and value[0] is not None else None
    return cursor.write(query, After(None if number == _MISSING.get(query.sort) else number, order))
