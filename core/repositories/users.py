"""Users and their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from core.db.tables import sessions, users
from core.errors import NotFound
from core.records import Session, User
from core.repositories.rows import record, upsert, values


def put(connection: Connection, user: User) -> None:
    """Store the user; a known id gets the new values."""
    upsert(connection, users, [values(user, users)])


def by_name(connection: Connection, name: str) -> User | None:
    """Return the user of this name or None."""
    row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
    return record(User, row) if row else None


def count(connection: Connection) -> int:
    """Return how many users there are."""
    return connection.execute(select(func.count()).select_from(users)).scalar_one()


def set_password(connection: Connection, user_id: str, password_hash: str) -> None:
    """Change the password and end all sessions of the user."""
    connection.execute(update(users).where(users.c.id == user_id).values(password_hash=password_hash))
    connection.execute(delete(sessions).where(sessions.c.user_id == user_id))


def open_session(connection: Connection, session: Session) -> None:
    """Store a session; its id is the hash of the secret in the cookie."""
    upsert(connection, sessions, [values(session, sessions)])


def session_user(connection: Connection, session_id: str, now: datetime) -> tuple[Session, User] | None:
    """Return the session and its active user, None when it is unknown or over."""
    row = connection.execute(select(sessions).where(sessions.c.id == session_id, sessions.c.expires_at > now)).mappings().first()
    if row is None:
        return None
    session = record(Session, row)
    user = connection.execute(select(users).where(users.c.id == session.user_id, users.c.active)).mappings().first()
    return (session, record(User, user)) if user else None


def close_session(connection: Connection, session_id: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.id == session_id))


def get(connection: Connection, user_id: str) -> User:
    """Return the user; raise NotFound."""
    row = connection.execute(select(users).where(users.c.id == user_id)).mappings().first()
    if row is None:
        raise NotFound(f"no user {user_id}")
    return record(User, row)


def every(connection: Connection) -> list[User]:
    """Return all users by name, the active ones first."""
    return [record(User, row) for row in connection.execute(select(users).order_by(users.c.active.desc(), users.c.name)).mappings()]


def set_active(connection: Connection, user_id: str, active: bool) -> None:
    """Let the user in again, or shut the account and end all its sessions."""
    connection.execute(update(users).where(users.c.id == user_id).values(active=active))
    if not active:
        connection.execute(delete(sessions).where(sessions.c.user_id == user_id))


def extend_session(connection: Connection, session_id: str, expires_at: datetime) -> None:
    """Move the end of a session that is in use."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(expires_at=expires_at))


def clear_sessions(connection: Connection, now: datetime) -> None:
    """Take out the sessions that are over."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
