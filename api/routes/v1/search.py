"""Search."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Param

from api.depends import Reader, TheHouse
from api.schemas.base import ERRORS, Count
from api.schemas.others import HitOut, MarkOut, SearchOut
from core.errors import BadInput, IndexMissing
from search.base import FIELDS, Page, Query

router = APIRouter(prefix="/search", tags=["search"], responses=ERRORS)


@router.get("")
def search(
    _someone: Reader,
    rooms: TheHouse,
    q: Annotated[str, Param(max_length=200)] = "",
    filter: Annotated[list[str], Param(description="field=value, may be given several times", max_length=50)] = [],  # noqa: A002, B006 - the name in the address
    facets: Annotated[list[str], Param(description=", ".join(FIELDS))] = [],  # noqa: B006
    limit: Annotated[int, Param(ge=0, le=200)] = 20,
    offset: Annotated[int, Param(ge=0, le=10_000)] = 0,
) -> SearchOut:
    """Look for runs of characters as they stand, joined by AND; nothing is syntax. Before the first document nothing is found."""
    filters: dict[str, tuple[str, ...]] = {}
    for pair in filter:
        name, sign, value = pair.partition("=")
        if not sign:
            raise BadInput(f"filter: {pair!r} is not field=value")
        filters[name] = (*filters.get(name, ()), value)
    query = Query(text=q, filters=filters, facets=tuple(facets), limit=limit, offset=offset)
    try:
        page = rooms.index().search(query)
    except IndexMissing:
        page = Page(total=0, hits=())
    hits = [
        HitOut(id=h.id, kind=h.kind, url=h.url, title=h.title, day=h.day, shop=h.shop, highlights=[MarkOut(**asdict(mark)) for mark in h.marks])
        for h in page.hits[:limit]
    ]
    counted = {name: [Count(value=value, count=count) for value, count in pairs] for name, pairs in page.facets.items()}
    return SearchOut(query=q, total=page.total, hits=hits, facets=counted)
