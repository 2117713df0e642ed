"""Sign-ins: the browser holds a secret, the database only its SHA-256; idle and absolute ends; one CSRF token each."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection

from core.records import Session, User
from core.repositories import users

COOKIE = "tradewatch_session"
IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
_STEP = timedelta(minutes=5)  # the end moves at most so often: a request is no reason for a write


def session_id(secret: str) -> str:
    """Return the id under which the session of this secret is stored."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def begin(connection: Connection, user: User, now: datetime) -> tuple[str, Session]:
    """Open a session. Returns the secret for the cookie, which is kept nowhere, and the session."""
    secret = secrets.token_urlsafe(32)
    session = Session(id=session_id(secret), user_id=user.id, csrf=secrets.token_urlsafe(32), created_at=now, expires_at=now + IDLE)
    users.clear_sessions(connection, now)
    users.open_session(connection, session)
    return secret, session


def new_end(session: Session, now: datetime) -> datetime | None:
    """Return the session's new end when it should move, else None. Never later than 12 hours after its beginning."""
    end = min(now + IDLE, session.created_at + ABSOLUTE)
    return end if end - session.expires_at >= _STEP else None


def csrf_fits(session: Session, token: str) -> bool:
    """Return whether the token is the session's, compared in constant time."""
    return hmac.compare_digest(session.csrf.encode(), token.encode("utf-8", "replace"))
