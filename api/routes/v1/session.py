"""Sign in and out over the API: the same cookie and token as the screens."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.auth import sessions
from api.depends import Someone, TheHouse, refuse_other_sites
from api.schemas.base import ERRORS
from api.schemas.others import Me, SignIn
from api.signin import set_cookie, sign_in
from core.repositories import users

router = APIRouter(prefix="/session", tags=["session"], responses=ERRORS)


@router.post("")
def enter(request: Request, response: Response, rooms: TheHouse, said: SignIn) -> Me:
    """Sign in; the answer sets the session's cookie."""
    refuse_other_sites(request)
    secret, session, user = sign_in(rooms, request, said.name, said.password)
    set_cookie(request, response, secret)
    return Me(name=user.name, role=user.role, csrf=session.csrf)


@router.get("")
def me(someone: Someone) -> Me:
    """Return who is signed in."""
    return Me(name=someone.user.name, role=someone.user.role, csrf=someone.session.csrf)


@router.delete("", status_code=204)
def leave(someone: Someone, response: Response, rooms: TheHouse) -> None:
    """Sign out."""
    with rooms.database.write() as connection:
        users.close_session(connection, someone.session.id)
    response.delete_cookie(sessions.COOKIE, path="/")
