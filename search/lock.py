"""Who drains the index queue: one process of this machine at a time, elected by a lock on a file. The kernel frees it when a process dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from core.settings import Settings


def _open(settings: Settings) -> IO[str]:
    settings.index_folder.mkdir(parents=True, exist_ok=True)
    return (settings.index_folder / "drain.lock").open("a")


@contextmanager
def try_lock(settings: Settings) -> Iterator[bool]:
    """Try to become the one; says whether it worked, never waits."""
    with _open(settings) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def hold_lock(settings: Settings) -> Iterator[None]:
    """Become the one, waiting for the others."""
    with _open(settings) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
