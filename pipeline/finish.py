"""What is to be done when pages have come to the end of their way: the index, a second look at new leads, alerts.

Each of the three is a queue in the database: what could not be done now is said, stays there, and is done by whoever comes next.
"""

from __future__ import annotations

from collections.abc import Callable

from core.errors import TradewatchError
from pipeline import alerts
from pipeline.indexing import drain, expire
from pipeline.rooms import Rooms
from pipeline.witness import witness


def finish(rooms: Rooms, *, wait: bool = True) -> list[str]:
    """Work off all of them. Returns a sentence for each that could not be done. `wait`: for a process that is at the second looks."""
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("not everything can be searched yet; the queue keeps it", lambda: drain(rooms)),
        ("documents that are too old stay in the index", lambda: expire(rooms)),
        ("second looks at leads wait", lambda: witness(rooms, wait=wait)),  # before the alerts: who reads one wants to see the picture
        ("alerts wait", lambda: alerts.send_due(rooms)),
    )
    undone = []
    for what, step in steps:
        try:
            step()
        except TradewatchError as exc:
            undone.append(f"{what}: {exc}")
    return undone
