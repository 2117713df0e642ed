"""Search over everything that is stored."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Query as Param
from fastapi.responses import Response

from api.depends import Reader, TheHouse, Visitor
from api.rulebook import facet_label
from api.views import search as view
from api.views.asked import address, query_of, yuan
from api.web.pages import draw, is_partial
from core.errors import BadInput, IndexMissing, SearchError
from search.base import SCOPES, SORTS, Page, Query

router = APIRouter()
log = logging.getLogger(__name__)

_AWAY = "搜索服务暂时无法应答，请稍后重试；若持续出现，请告知系统管理员。"
DEEPEST = 50_000_000  # pages


@router.get("/search")
def show(
    request: Request,
    someone: Reader,
    rooms: TheHouse,
    page: Annotated[int, Param(ge=1, le=DEEPEST)] = 1,
    cursor: Annotated[str, Param(max_length=1000)] = "",
) -> Response:
    """Show the hits with their words marked, the facets as chips, hits over time, and what to do when there is none."""
    query, found, problem, empty, code = Query(), Page(total=0, hits=()), "", False, 200
    try:
        query = query_of(request.query_params)
        if page > view.LAST_PAGE and not cursor:
            raise BadInput(f"第 {view.LAST_PAGE} 页之后请逐页翻看，或缩小条件、导出全部结果")
        found = rooms.index().search(view.laid_out(query, page, cursor))
    except BadInput as exc:
        problem, code = _in_chinese(exc), 400
    except IndexMissing:
        empty = True
    except SearchError as exc:
        problem, code = away(exc, someone), 503
    label = facet_label(rooms)
    drawn = draw(
        request,
        "_search.html" if is_partial(request) else "search.html",
        someone,
        status=code,
        query=query,
        typed=request.query_params,
        found=found,
        chips=view.chips(query, found.facets, label),
        bars=view.bars(query, found.histogram),
        label=label,
        view=view,
        yuan=yuan,
        page=page,
        pages=max(1, -(-found.total // view.PER_PAGE)),
        previous=address(query, page - 1) if 1 < page <= view.LAST_PAGE + 1 else "",
        following=address(query, page + 1, found.cursor) if found.cursor else "",
        address=lambda **change: address(replace(query, **change)),
        export=lambda form: address(query, path="/search/export", format=form),
        sorts=SORTS,
        scopes=SCOPES,
        problem=problem,
        empty=empty,
        partial=is_partial(request),
    )
    if not problem:
        drawn.headers["HX-Push-Url"] = address(query, page, cursor)  # without the fields that are empty
    return drawn


def away(error: SearchError, someone: Visitor) -> str:
    """Return what a person is told when the engine cannot answer: those who look after the system, also why and what to do."""
    log.error("search: %s", error)
    return f"{_AWAY}（{error}）" if someone.may("jobs") else _AWAY


def _in_chinese(exc: BadInput) -> str:
    said = str(exc)
    return said if any("\u4e00" <= char <= "\u9fff" for char in said) else f"条件无法识别：{said}"
