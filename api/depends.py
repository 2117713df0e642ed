"""What routes ask for: the shared house, the person who is signed in, a permission, and proof that a change was meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.auth.permissions import may
from api.auth.sessions import COOKIE, csrf_fits, new_end, session_id
from api.errors import Forbidden, NotSignedIn, Untrusted
from api.house import House
from core.clock import now
from core.records import Session, User
from core.repositories import users

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in, with the session."""

    user: User
    session: Session

    def may(self, permission: str) -> bool:
        """Return whether the person's role has the permission."""
        return may(self.user.role, permission)


def house(request: Request) -> House:
    """Return what all requests share."""
    return cast(House, request.app.state.house)


TheHouse = Annotated[House, Depends(house)]


def find_visitor(request: Request, rooms: TheHouse) -> Visitor | None:
    """Return who is signed in, or None; a session in use is extended."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    moment = now()
    with rooms.database.read() as connection:
        found = users.session_user(connection, session_id(secret), moment)
    if found is None:
        return None
    session, user = found
    end = new_end(session, moment)
    if end is not None:
        with rooms.database.write() as connection:
            users.extend_session(connection, session.id, end)
    visitor = Visitor(user, session)
    request.state.visitor = visitor  # error pages show the menu of who is signed in
    return visitor


def refuse_other_sites(request: Request) -> None:
    """Raise Untrusted when a browser says that another site made it send this request."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin", "null")
    # with Referrer-Policy no-referrer a form of our own page sends the origin "null": then Sec-Fetch-Site tells
    foreign = site not in ("same-origin", "none") if site else origin != "null" and urlsplit(origin).netloc != request.headers.get("host")
    if foreign:
        raise Untrusted("请求来自其他网站")


async def visitor(request: Request, found: Annotated[Visitor | None, Depends(find_visitor)]) -> Visitor:
    """Return who is signed in; a request that changes something must bring the session's CSRF token (form field or X-CSRF-Token)."""
    if found is None:
        raise NotSignedIn("登录已过期或尚未登录")
    if request.method not in SAFE:
        refuse_other_sites(request)
        token = request.headers.get("x-csrf-token") or (await request.form()).get("csrf")
        if not isinstance(token, str) or not csrf_fits(found.session, token):
            raise Untrusted("缺少有效的校验令牌")
    return found


Someone = Annotated[Visitor, Depends(visitor)]


class Needs:
    """A dependency that lets through only who has the permission."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    async def __call__(self, someone: Someone) -> Visitor:
        """Return the visitor; raise Forbidden."""
        if not someone.may(self.permission):
            raise Forbidden("您的角色不包含此项权限")
        return someone


Reader = Annotated[Visitor, Depends(Needs("read"))]
Decider = Annotated[Visitor, Depends(Needs("decide"))]
AlertReader = Annotated[Visitor, Depends(Needs("alerts"))]
RuleReader = Annotated[Visitor, Depends(Needs("rules"))]
JobOperator = Annotated[Visitor, Depends(Needs("jobs"))]
TargetOperator = Annotated[Visitor, Depends(Needs("targets"))]
UserOperator = Annotated[Visitor, Depends(Needs("users"))]
