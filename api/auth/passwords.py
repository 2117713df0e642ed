"""Passwords: hashed with argon2id, checked in equal time whether the name is known or not, a few at once."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import BadInput

SHORTEST = 10
LONGEST = 200
MEMORY = 64 * 1024  # KiB of one check: RFC 9106's second recommended parameters, argon2-cffi's default
_AT_ONCE = 2  # a flood of guesses must not take the machine's memory


class Passwords:
    """Hashes and checks."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(memory_cost=MEMORY)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """Return the hash to store."""
        with self._turn:
            return self._hasher.hash(password)

    def fits(self, stored: str | None, password: str) -> bool:
        """Return whether the password belongs to the stored hash; None (no such user) takes as long as a wrong password."""
        with self._turn:
            try:
                return self._hasher.verify(stored or self._nobody, password[:LONGEST]) and stored is not None
            except (VerificationError, InvalidHashError):
                return False


def check_new(password: str, name: str = "") -> None:
    """Raise BadInput, in Chinese, when a new password is too short, too long or the user's name."""
    if len(password) < SHORTEST:
        raise BadInput(f"密码至少 {SHORTEST} 个字符")
    if len(password) > LONGEST:
        raise BadInput(f"密码最多 {LONGEST} 个字符")
    if len(set(password)) < 4 or (name and password.casefold() == name.casefold()):
        raise BadInput("密码过于简单")


def random_password() -> str:
    """Return a password of 20 characters that can be read out: about 100 bits, without look-alike letters."""
    return "-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(5)) for _ in range(4))
