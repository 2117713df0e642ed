"""The first user `admin`, made when there is none, so that somebody can sign in.

TRADEWATCH_ADMIN_PASSWORD holds at every start: when it is set and differs from the stored password, admin's password becomes it and
admin's sessions end. That is the way back in for who lost the password; while it is set, admin's password is not changed on the screen.
"""

from __future__ import annotations

import sys

from api.auth.passwords import Passwords, random_password
from core.clock import now
from core.db import Database
from core.ids import digest
from core.records import User
from core.repositories import users
from core.settings import Settings

ADMIN = "admin"


def ensure_admin(database: Database, settings: Settings, passwords: Passwords) -> None:
    """Make the first user, or bring its password in line with the setting. A password that was made up is shown once, on standard error."""
    with database.read() as connection:
        admin, known = users.by_name(connection, ADMIN), users.count(connection)
    if admin is None and known == 0:
        _make(database, settings.admin_password or _show(random_password()), passwords)
    elif admin is not None and settings.admin_password and not passwords.fits(admin.password_hash, settings.admin_password):
        with database.write() as connection:
            users.set_password(connection, admin.id, passwords.hash(settings.admin_password))
        sys.stderr.write("tradewatch: the password of admin is now the one of TRADEWATCH_ADMIN_PASSWORD\n")


def _make(database: Database, password: str, passwords: Passwords) -> None:
    user = User(id=digest("user", ADMIN), name=ADMIN, password_hash=passwords.hash(password), role="operator", created_at=now())
    with database.write() as connection:
        users.put(connection, user)


def _show(password: str) -> str:
    sys.stderr.write(f"tradewatch: first user: {ADMIN}   password: {password}   (shown only this once; change it under 账号)\n")
    sys.stderr.flush()
    return password
