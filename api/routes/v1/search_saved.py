"""Saved searches."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import QueryParams

from api.depends import Reader, TheHouse
from api.routes.search_saved import own, visible
from api.schemas.base import ERRORS
from api.schemas.search import SavedIn, SavedMatchOut, SavedOut
from api.views.asked import query_of
from core.repositories import saved
from pipeline import enqueue

router = APIRouter(prefix="/saved", tags=["search"], responses=ERRORS)


@router.get("")
def list_saved(someone: Reader, rooms: TheHouse) -> list[SavedOut]:
    """Return one's own searches and those that others share."""
    with rooms.database.read() as connection:
        rows = saved.for_user(connection, someone.user.id)
        new = saved.unseen(connection, [one.id for one in rows])
    return [SavedOut.model_validate(asdict(one) | {"new": new.get(one.id, 0)}) for one in rows]


@router.post("", status_code=201)
def save(someone: Reader, rooms: TheHouse, asked: SavedIn) -> SavedOut:
    """Keep a search; one that alerts tells of what begins to match, not of what matches already."""
    query = query_of(QueryParams(asked.search.removeprefix("?")))
    one = enqueue.save_search(rooms.database, rooms.index(), owner=someone.user, name=asked.name, query=query, shared=asked.shared, alert=asked.alert)
    return SavedOut.model_validate(one)


@router.get("/{saved_id}/matches")
def matches(
    someone: Reader, rooms: TheHouse, saved_id: str, limit: Annotated[int, Query(ge=1, le=500)] = 50, offset: Annotated[int, Query(ge=0)] = 0
) -> list[SavedMatchOut]:
    """Return what it has told of, the newest first."""
    with rooms.database.read() as connection:
        visible(saved.get(connection, saved_id), someone)
        return [SavedMatchOut.model_validate(match) for match in saved.matches(connection, saved_id, limit, offset)[1]]


@router.delete("/{saved_id}", status_code=204)
def drop(someone: Reader, rooms: TheHouse, saved_id: str) -> None:
    """Take it away."""
    own(rooms, someone, saved_id)
    enqueue.drop_search(rooms.database, saved_id)
