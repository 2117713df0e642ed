"""One's own account: change the password."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.auth.first_user import ADMIN
from api.auth.passwords import check_new
from api.auth.sessions import begin
from api.depends import Someone, TheHouse, Visitor
from api.errors import TooManyTries
from api.house import House
from api.signin import address_of, set_cookie
from api.web.pages import draw
from core.clock import now
from core.errors import BadInput
from core.repositories import users

router = APIRouter()


def _fixed(visitor: Visitor, house: House) -> bool:
    return visitor.user.name == ADMIN and bool(house.settings.admin_password)


@router.get("/account")
def show(request: Request, someone: Someone, rooms: TheHouse, done: bool = False) -> Response:
    """Show the form."""
    return draw(request, "account.html", someone, problem="", done=done, fixed=_fixed(someone, rooms))


@router.post("/account/password")
def change(
    request: Request,
    someone: Someone,
    rooms: TheHouse,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Change the password: all sessions of the person end, and this browser gets a new one."""
    try:
        _check(request, someone, rooms, old, new, again)
    except (BadInput, TooManyTries) as exc:
        return draw(request, "account.html", someone, status=400, problem=str(exc), done=False, fixed=_fixed(someone, rooms))
    hashed = rooms.passwords.hash(new)
    with rooms.database.write() as connection:
        users.set_password(connection, someone.user.id, hashed)
        secret, _ = begin(connection, someone.user, now())
    response = RedirectResponse("/account?done=true", status_code=303)
    set_cookie(request, response, secret)
    return response


def _check(request: Request, someone: Visitor, house: House, old: str, new: str, again: str) -> None:
    if _fixed(someone, house):
        raise BadInput("admin 的密码由环境变量 TRADEWATCH_ADMIN_PASSWORD 决定，请在那里修改")
    name, moment = someone.user.name, time.monotonic()
    house.throttle.begin(f"{name}\n", address_of(request), moment)
    if not house.passwords.fits(someone.user.password_hash, old):
        raise BadInput("原密码不正确")
    house.throttle.right(f"{name}\n", address_of(request), moment)
    if new != again:
        raise BadInput("两次输入的新密码不一致")
    check_new(new, name)
