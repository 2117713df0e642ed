"""A query as JSON values and back: what a saved search keeps. How an answer is laid out (pages, counts, marks) is no part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from core.codec import from_json, to_json
from core.errors import BadInput
from search.base import Query

_PLAIN = Query()
_OF_THE_ANSWER = ("facets", "open_facets", "histogram", "cursor", "offset", "limit", "marks", "body")


def bare(query: Query) -> Query:
    """Return the conditions and the order alone."""
    return replace(query, **{name: getattr(_PLAIN, name) for name in _OF_THE_ANSWER})


def stored(query: Query) -> dict[str, Any]:
    """Return the query's conditions and order as JSON values; what is as in an empty query is left out."""
    plain = to_json(_PLAIN)
    return {name: value for name, value in to_json(bare(query)).items() if value != plain[name]}


def restored(values: Mapping[str, Any]) -> Query:
    """Return the query; raise BadInput when the values are none (of an older version, or written by hand)."""
    try:
        return bare(from_json(Query, dict(values)))
    except ValidationError as exc:
        first = exc.errors()[0]
        raise BadInput(f"query: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc


def has_conditions(query: Query) -> bool:
    """Return whether the query asks for anything at all, and not for every document."""
    return bool(set(stored(query)) - {"sort", "near", "scope"})
