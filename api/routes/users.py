"""Users: add, shut, reset a password. Only for operators."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.auth.passwords import random_password
from api.auth.permissions import ROLES
from api.depends import TheHouse, UserOperator, Visitor
from api.house import House
from api.web.pages import draw
from core.clock import now
from core.errors import BadInput
from core.ids import digest
from core.records import User
from core.repositories import users

router = APIRouter()
_NAME = re.compile(r"[\w\u4e00-\u9fff.-]{2,40}")


def _draw(request: Request, someone: Visitor, rooms: House, *, problem: str = "", shown: tuple[str, str] | None = None) -> Response:
    with rooms.database.read() as connection:
        rows = users.every(connection)
    return draw(request, "users.html", someone, status=400 if problem else 200, rows=rows, problem=problem, shown=shown)


@router.get("/users")
def show(request: Request, someone: UserOperator, rooms: TheHouse) -> Response:
    """Show all users."""
    return _draw(request, someone, rooms)


@router.post("/users")
def add(request: Request, someone: UserOperator, rooms: TheHouse, name: Annotated[str, Form()] = "", role: Annotated[str, Form()] = "") -> Response:
    """Make a user with a password that is shown once."""
    name = name.strip()
    if not _NAME.fullmatch(name):
        return _draw(request, someone, rooms, problem="用户名为 2 至 40 个汉字、字母、数字、点、横线或下划线")
    if role not in ROLES:
        return _draw(request, someone, rooms, problem="请选择角色")
    password = random_password()
    user = User(id=digest("user", name), name=name, password_hash=rooms.passwords.hash(password), role=role, created_at=now())
    with rooms.database.write() as connection:
        taken = users.by_name(connection, name) is not None
        if not taken:
            users.put(connection, user)
    if taken:
        return _draw(request, someone, rooms, problem=f"用户名“{name}”已存在")
    return _draw(request, someone, rooms, shown=(name, password))


@router.post("/users/{user_id}/password")
def reset(request: Request, someone: UserOperator, rooms: TheHouse, user_id: str) -> Response:
    """Give a user a new password that is shown once; all sessions of the user end."""
    if user_id == someone.user.id:
        raise BadInput("自己的密码请在“账号”页修改")
    password = random_password()
    hashed = rooms.passwords.hash(password)
    with rooms.database.write() as connection:
        user = users.get(connection, user_id)
        users.set_password(connection, user_id, hashed)
    return _draw(request, someone, rooms, shown=(user.name, password))


@router.post("/users/{user_id}/active")
def set_active(someone: UserOperator, rooms: TheHouse, user_id: str, active: Annotated[bool, Form()]) -> Response:
    """Shut or open an account. One's own stays open, so that there is always an operator."""
    if user_id == someone.user.id:
        raise BadInput("不能停用自己的账号")
    with rooms.database.write() as connection:
        users.get(connection, user_id)
        users.set_active(connection, user_id, active)
    return RedirectResponse("/users", status_code=303)
