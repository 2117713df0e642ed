"""Saved searches: one's own and those that others share; what they matched; keep, change, take away."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import QueryParams

from api.depends import Reader, TheHouse, Visitor
from api.errors import Forbidden
from api.house import House
from api.rulebook import facet_label
from api.views.asked import address, query_of
from api.views.asked_words import described
from api.web.pages import draw
from core.clock import now
from core.errors import BadInput, NotFound
from core.records import SavedSearch
from core.repositories import saved
from pipeline import enqueue
from search.stored_query import restored

router = APIRouter()
PER_PAGE = 50


@router.get("/saved")
def show_all(request: Request, someone: Reader, rooms: TheHouse) -> Response:
    """Show the searches that the person may use."""
    return _draw(request, someone, rooms)


def _draw(request: Request, someone: Visitor, rooms: House, problem: str = "") -> Response:
    with rooms.database.read() as connection:
        rows = saved.for_user(connection, someone.user.id)
        new = saved.unseen(connection, [one.id for one in rows])
    label = facet_label(rooms)
    said = {one.id: _said(one, label) for one in rows}
    return draw(request, "saved.html", someone, status=400 if problem else 200, rows=rows, new=new, said=said, problem=problem)


def _said(one: SavedSearch, label: object) -> tuple[str, str]:
    """The search's address and its conditions in words; without an address when it was kept by another version."""
    try:
        query = restored(one.query)
    except BadInput as exc:
        return "", f"此搜索由其他版本保存，已无法执行：{exc}"
    return address(query), described(query, label)  # type: ignore[arg-type]


@router.post("/saved")
def save(
    request: Request,
    someone: Reader,
    rooms: TheHouse,
    name: Annotated[str, Form(max_length=200)] = "",
    search: Annotated[str, Form(max_length=20_000)] = "",
    shared: Annotated[bool, Form()] = False,
    alert: Annotated[bool, Form()] = False,
) -> Response:
    """Keep the search of an address."""
    try:
        query = query_of(QueryParams(urlsplit(search).query))
        enqueue.save_search(rooms.database, rooms.index(), owner=someone.user, name=name, query=query, shared=shared, alert=alert)
    except BadInput as exc:
        return _draw(request, someone, rooms, str(exc))
    return RedirectResponse("/saved", status_code=303)


@router.get("/saved/{saved_id}")
def show(request: Request, someone: Reader, rooms: TheHouse, saved_id: str, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Show what the search was told of, the newest first."""
    with rooms.database.write() as connection:
        one = visible(saved.get(connection, saved_id), someone)
        total, rows = saved.matches(connection, saved_id, PER_PAGE, (page - 1) * PER_PAGE)
        if one.owner_id == someone.user.id:
            saved.looked(connection, saved_id, now())
    where, words = _said(one, facet_label(rooms))
    pages = max(1, -(-total // PER_PAGE))
    return draw(
        request,
        "saved_one.html",
        someone,
        one=one,
        rows=rows,
        total=total,
        page=page,
        pages=pages,
        where=where,
        said=words,
        mine=one.owner_id == someone.user.id,
        page_address=lambda number: f"/saved/{saved_id}?page={number}",
    )


@router.post("/saved/{saved_id}")
def change(
    request: Request,
    someone: Reader,
    rooms: TheHouse,
    saved_id: str,
    name: Annotated[str, Form(max_length=200)] = "",
    shared: Annotated[bool, Form()] = False,
    alert: Annotated[bool, Form()] = False,
) -> Response:
    """Rename, share, alert."""
    own(rooms, someone, saved_id)
    try:
        enqueue.change_search(rooms.database, rooms.index(), saved_id, name=name, shared=shared, alert=alert)
    except BadInput as exc:
        return _draw(request, someone, rooms, str(exc))
    return RedirectResponse(f"/saved/{saved_id}", status_code=303)


@router.post("/saved/{saved_id}/drop")
def drop(someone: Reader, rooms: TheHouse, saved_id: str) -> Response:
    """Take it away."""
    own(rooms, someone, saved_id)
    enqueue.drop_search(rooms.database, saved_id)
    return RedirectResponse("/saved", status_code=303)


def visible(one: SavedSearch, someone: Visitor) -> SavedSearch:
    """Return the search when the person may see it; raise NotFound."""
    if one.owner_id != someone.user.id and not one.shared:
        raise NotFound(f"no saved search {one.id}")
    return one


def own(rooms: House, someone: Visitor, saved_id: str) -> None:
    """Raise Forbidden when the search is not the person's own, NotFound when there is none that the person may see."""
    with rooms.database.read() as connection:
        one = visible(saved.get(connection, saved_id), someone)
    if one.owner_id != someone.user.id:
        raise Forbidden("只有保存人可以修改或删除此搜索")
