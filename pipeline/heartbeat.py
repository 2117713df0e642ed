"""While a job runs its row says so, whatever the process is busy with: reading a long page, waiting for a browser, filling the index."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from core.clock import now
from core.errors import DatabaseError
from core.repositories import jobs
from pipeline.rooms import Rooms

log = logging.getLogger(__name__)

EVERY = 5.0  # seconds


@contextmanager
def beating(rooms: Rooms, job_id: str) -> Iterator[None]:
    """Renew the job's heartbeat in a thread of its own until the block is left."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(EVERY):
            try:
                with rooms.database.write() as connection:
                    jobs.heartbeat(connection, job_id, now())
            except DatabaseError as exc:
                log.warning("job %s: no heartbeat: %s", job_id, exc)  # the work itself says what cannot go on

    thread = threading.Thread(target=beat, name=f"heartbeat {job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
