"""Check a name and a password and open a session: the same for the screen and the API."""

from __future__ import annotations

import time

from fastapi import Request, Response

from api.auth import sessions
from api.errors import NotSignedIn
from api.house import House
from core.clock import now
from core.records import Session, User
from core.repositories import users


def address_of(request: Request) -> str:
    """Return the address that the request came from (uvicorn takes a proxy's word only from this machine)."""
    return request.client.host if request.client else "unknown"


def sign_in(house: House, request: Request, name: str, password: str) -> tuple[str, Session, User]:
    """Return (secret, session, user); raise NotSignedIn for a wrong name or password alike, TooManyTries when one has to wait."""
    name, address, moment = name.strip()[:80], address_of(request), time.monotonic()
    house.throttle.begin(name, address, moment)
    with house.database.read() as connection:
        user = users.by_name(connection, name)
    usable = user if user is not None and user.active else None
    if not house.passwords.fits(usable.password_hash if usable else None, password) or usable is None:
        raise NotSignedIn("用户名或密码不正确")
    house.throttle.right(name, address, moment)
    with house.database.write() as connection:
        secret, session = sessions.begin(connection, usable, now())
    return secret, session, usable


def set_cookie(request: Request, response: Response, secret: str) -> None:
    """Give the browser the secret: not for scripts, not for requests from other sites, only over TLS where the page came over TLS."""
    response.set_cookie(
        sessions.COOKIE,
        secret,
        max_age=int(sessions.ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )
