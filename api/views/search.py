"""A search as a screen: the query of an address, facets as chips, the addresses of the other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from api.views.links import with_query
from api.views.marks import Marked, mark
from api.views.words import facet_word
from core.errors import BadInput
from core.records import Span
from search.base import Hit, Query

PER_PAGE = 20
LAST_PAGE = 500
FACETS = ("kind", "category", "status", "goods_class", "area", "shop", "rule")
SHOWN = 12  # values of one facet
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One value of a facet; its address puts it on or takes it off."""

    label: str
    count: int
    url: str
    on: bool


def query_from(text: str, filters: Mapping[str, list[str]], day_from: str, day_to: str, page: int) -> Query:
    """Return the query of an address; raise BadInput, in Chinese, for a day that is none."""
    for day in (day_from, day_to):
        if day and not _DAY.fullmatch(day):
            raise BadInput(f"日期“{day[:20]}”无法识别，请写成 2026-11-23")
    kept = {name: tuple(filter(None, values)) for name, values in filters.items()}
    return Query(
        text=text.strip()[:200],
        filters={name: values for name, values in kept.items() if values},
        day_from=day_from,
        day_to=day_to,
        facets=FACETS,
        offset=(page - 1) * PER_PAGE,
        limit=PER_PAGE,
    )


def address(query: Query, page: int = 1) -> str:
    """Return the address of this search, to be shared."""
    return with_query("/search", {"q": query.text, **query.filters, "from": query.day_from, "to": query.day_to, "page": page if page > 1 else 0})


def chips(query: Query, facets: Mapping[str, tuple[tuple[str, int], ...]], label: Callable[[str, str], str] = facet_word) -> dict[str, list[Chip]]:
    """Return each facet's chips, chosen ones first; facets without a value are left out."""
    result = {}
    for name in FACETS:
        chosen = query.filters.get(name, ())
        counted = dict(facets.get(name, ()))
        values = [*chosen, *(value for value in counted if value not in chosen)][: SHOWN + len(chosen)]
        row = [Chip(label=label(name, value), count=counted.get(value, 0), url=_toggled(query, name, value), on=value in chosen) for value in values if value]
        if row:
            result[name] = row
    return result


def _toggled(query: Query, name: str, value: str) -> str:
    chosen = query.filters.get(name, ())
    after = tuple(item for item in chosen if item != value) if value in chosen else (*chosen, value)
    return address(replace(query, filters={**query.filters, name: after}, offset=0))


def title_of(hit: Hit) -> Marked:
    """Return the hit's title with the places of the query's runs marked."""
    spans = [Span(field="title", start=m.start, end=m.end, text=m.text) for m in hit.marks if m.field == "title"]
    return mark("title", hit.title, spans, whole=True)
