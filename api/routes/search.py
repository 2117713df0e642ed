"""Search over everything that is stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.rulebook import facet_label
from api.views.search import LAST_PAGE, PER_PAGE, address, chips, query_from, title_of
from api.web.pages import draw, is_partial
from core.errors import BadInput, IndexMissing, SearchError
from search.base import Page

router = APIRouter()

Values = Annotated[list[str], Query(max_length=50)]


@router.get("/search")
def show(
    request: Request,
    someone: Reader,
    rooms: TheHouse,
    q: str = "",
    kind: Values = [],  # noqa: B006 - FastAPI copies it
    category: Values = [],  # noqa: B006
    status: Values = [],  # noqa: B006
    goods_class: Values = [],  # noqa: B006
    area: Values = [],  # noqa: B006
    shop: Values = [],  # noqa: B006
    rule: Values = [],  # noqa: B006
    day_from: Annotated[str, Query(alias="from")] = "",
    day_to: Annotated[str, Query(alias="to")] = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """Show the hits with their words marked, the facets as chips, and what to do when there is none."""
    filters = {"kind": kind, "category": category, "status": status, "goods_class": goods_class, "area": area, "shop": shop, "rule": rule}
    problem, empty, code = "", False, 200
    found = Page(total=0, hits=())
    try:
        query = query_from(q, filters, day_from, day_to, page)
    except BadInput as exc:
        query, problem, code = query_from(q, filters, "", "", page), str(exc), 400
    if not problem:
        try:
            found = rooms.index().search(query)
        except IndexMissing:
            empty = True
        except SearchError:
            problem, code = "搜索服务暂时无法应答，请稍后重试；若持续出现，请告知系统管理员。", 503
    return draw(
        request,
        "_search.html" if is_partial(request) else "search.html",
        someone,
        status=code,
        query=query,
        found=found,
        chips=chips(query, found.facets, facet_label(rooms)),
        title_of=title_of,
        page=page,
        pages=min(LAST_PAGE, max(1, -(-found.total // PER_PAGE))),
        address=lambda number: address(query, number),
        problem=problem,
        empty=empty,
        partial=is_partial(request),
    )
