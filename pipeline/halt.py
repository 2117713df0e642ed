"""The worker was asked to end: crawls under way stop at the next page and leave their rows to be taken up again."""

from __future__ import annotations

import threading

from celery.signals import worker_shutting_down

_asked = threading.Event()


class Halted(Exception):
    """The job was left where it stands; its row still says "running", and its owner is gone."""


@worker_shutting_down.connect
def ask(**_: object) -> None:
    """Ask all crawls of this process to stop."""
    _asked.set()


def check() -> None:
    """Raise Halted when this process was asked to end."""
    if _asked.is_set():
        raise Halted
