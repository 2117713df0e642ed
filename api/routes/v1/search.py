"""Search."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Query as Param

from api.depends import Reader, TheHouse
from api.schemas.base import ERRORS, Count
from api.schemas.search import HitOut, MarkOut, SearchOut, StepOut
from api.views.asked import query_of
from core.errors import IndexMissing
from search.base import FIELDS, IDENTIFIERS, SORTS, Histogram, Hit, Page, Query

router = APIRouter(prefix="/search", tags=["search"], responses=ERRORS)

_MORE = (
    ("all", "looked for as it stands, blanks inside included; may be given several times"),
    ("any", "at least one of these words; cut at blanks, or at ； where the value holds one"),
    ("not", "none of these words; cut like any"),
    ("near", "1: also spellings that differ by one character"),
    ("in", "title, names or pictures: look only there"),
    ("filter", f"field=value, may be given several times; {', '.join(FIELDS)}"),
    ("exclude", "field=value: leave documents with this value out"),
    ("number", f"value or kind:value of an identifier ({', '.join(IDENTIFIERS)}); * and ? are wildcards"),
    ("from", "first day of the last sight"),
    ("to", "last day of the last sight"),
    ("price_from", "lowest price in yuan"),
    ("price_to", "highest price in yuan"),
    ("risk_from", "0 to 100"),
    ("confidence_from", "0 to 100"),
    ("sort", ", ".join(SORTS)),
)
CONDITIONS = {"parameters": [{"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}} for name, text in _MORE]}
"""What every operation takes that asks the index, for the API's description: read by `query_of`, as on the screen."""


@router.get("", openapi_extra=CONDITIONS)
def search(
    request: Request,
    _someone: Reader,
    rooms: TheHouse,
    q: Annotated[str, Param(max_length=200)] = "",
    facets: Annotated[list[str], Param(description=", ".join(FIELDS))] = [],  # noqa: B006 - FastAPI copies it
    open_facets: Annotated[bool, Param(description="count a field as if it were not filtered itself")] = False,
    histogram: Histogram = "",
    limit: Annotated[int, Param(ge=0, le=1000)] = 20,
    offset: Annotated[int, Param(ge=0, le=10_000)] = 0,
    cursor: Annotated[str, Param(max_length=1000, description="go on behind the page whose answer gave this cursor; any depth")] = "",
    body: Annotated[bool, Param(description="with the text and the identifiers")] = False,
) -> SearchOut:
    """Look for runs of characters as they stand, joined by AND; nothing is syntax. Before the first document nothing is found."""
    shown = {"facets": tuple(facets), "open_facets": open_facets, "histogram": histogram, "limit": limit, "offset": offset, "cursor": cursor, "body": body}
    query = replace(query_of(request.query_params), **shown)  # type: ignore[arg-type]
    try:
        page = rooms.index().search(query)
    except IndexMissing:
        page = Page(total=0, hits=())
    return answer(q, query, page)


def answer(text: str, query: Query, page: Page) -> SearchOut:
    """Return a page as the API gives it."""
    return SearchOut(
        query=text,
        total=page.total,
        hits=[hit_out(hit) for hit in page.hits[: query.limit]],
        facets={name: [Count(value=value, count=count) for value, count in pairs] for name, pairs in page.facets.items()},
        histogram=[StepOut(start=start, count=count) for start, count in page.histogram],
        cursor=page.cursor,
        spellings=list(page.spellings),
    )


_PLAIN: tuple[str, ...] = ("id", "kind", "url", "title", "day", "shop", "shop_name", "operator_name", "text", "risk", "confidence")


def hit_out(hit: Hit) -> HitOut:
    """Return a hit as the API gives it."""
    return HitOut(
        **{name: getattr(hit, name) for name in _PLAIN},
        price=hit.price / 100 if hit.price is not None else None,
        fields=dict(hit.fields),
        identifiers=dict(hit.identifiers),
        highlights=[MarkOut(**asdict(mark)) for mark in hit.marks],
    )
