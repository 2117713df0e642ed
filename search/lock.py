"""Who drains the index queue: one process of this machine at a time, elected by a lock on a file."""

from __future__ import annotations

from contextlib import AbstractContextManager

from core import filelock
from core.settings import Settings

NAME = "drain.lock"


def try_lock(settings: Settings) -> AbstractContextManager[bool]:
    """Try to become the one; says whether it worked, never waits."""
    return filelock.attempt(settings.index_folder / NAME)


def hold_lock(settings: Settings) -> AbstractContextManager[None]:
    """Become the one, waiting for the others."""
    return filelock.hold(settings.index_folder / NAME)
