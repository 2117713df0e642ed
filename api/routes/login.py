"""Sign in, sign out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.auth import sessions
from api.depends import Someone, TheHouse, Visitor, find_visitor, refuse_other_sites
from api.errors import NotSignedIn, TooManyTries
from api.signin import set_cookie, sign_in
from api.views.links import local_path
from api.web.pages import draw
from core.repositories import users

router = APIRouter()


@router.get("/login")
def show(request: Request, found: Annotated[Visitor | None, Depends(find_visitor)], next: str = "/") -> Response:  # noqa: A002 - the usual name in an address
    """Show the form; who is signed in already goes on."""
    if found:
        return RedirectResponse(local_path(next), status_code=303)
    return draw(request, "login.html", next=local_path(next), problem="", name="")


@router.post("/login")
def enter(
    request: Request,
    rooms: TheHouse,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """Sign in and go on to where the person wanted to go."""
    refuse_other_sites(request)
    try:
        secret, _, _ = sign_in(rooms, request, name, password)
    except (NotSignedIn, TooManyTries) as exc:
        status = 429 if isinstance(exc, TooManyTries) else 401
        return draw(request, "login.html", status=status, next=local_path(next), problem=str(exc), name=name[:80])
    response = RedirectResponse(local_path(next), status_code=303)
    set_cookie(request, response, secret)
    return response


@router.post("/logout")
def leave(someone: Someone, rooms: TheHouse) -> Response:
    """End the session, in the database and in the browser."""
    with rooms.database.write() as connection:
        users.close_session(connection, someone.session.id)
    response = RedirectResponse("/login", status_code=303)
    response.delete_cookie(sessions.COOKIE, path="/")
    return response
