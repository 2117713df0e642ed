"""A new word or a new rule, and the whole past: ask for it, watch it, stop it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.depends import Decider, Reader, TheHouse, Visitor
from api.house import House
from api.rulebook import rule_titles
from api.views.links import with_query
from api.web.pages import draw, is_partial
from core.clock import now
from core.errors import BadInput, Conflict
from core.repositories import rescans
from pipeline import enqueue

router = APIRouter()

STAFF_WORDS = "staff-words"


@router.get("/rescans")
def show(request: Request, someone: Reader, rooms: TheHouse) -> Response:
    """Show the form and the newest rescans; a page that is open asks for the table alone every few seconds."""
    return _draw(request, someone, rooms)


def _draw(request: Request, someone: Visitor, rooms: House, problem: str = "", words: str = "") -> Response:
    with rooms.database.read() as connection:
        rows = rescans.recent(connection)
    template = "_rescans.html" if is_partial(request) and not problem else "rescans.html"
    code = 400 if problem else 200
    titles = rule_titles(rooms)
    found = lambda row: with_query("/search", {"rule": row.rule or STAFF_WORDS})  # noqa: E731 - the template asks for each row
    return draw(request, template, someone, status=code, rows=rows, titles=titles, problem=problem, words_typed=words, found=found, moment=now())


@router.post("/rescans")
def ask(
    request: Request, someone: Decider, rooms: TheHouse, words: Annotated[str, Form(max_length=200_000)] = "", rule: Annotated[str, Form(max_length=80)] = ""
) -> Response:
    """Look for words, one a line, or for one rule, in everything that is stored."""
    try:
        if rule:
            enqueue.rescan_rule(rooms.database, rooms.detectors(), rule, someone.user.name)
        else:
            enqueue.rescan_words(rooms.database, words.splitlines(), someone.user.name)
    except (BadInput, Conflict) as exc:
        return _draw(request, someone, rooms, str(exc), words)
    return RedirectResponse("/rescans", status_code=303)


@router.post("/rescans/{rescan_id}/stop")
def stop(someone: Decider, rooms: TheHouse, rescan_id: str) -> Response:
    """Stop it; what was found so far stays."""
    with rooms.database.write() as connection:
        rescans.get(connection, rescan_id)
        rescans.finish(connection, rescan_id, now(), error=f"由 {someone.user.name} 停止")
    return RedirectResponse("/rescans", status_code=303)
