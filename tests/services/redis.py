"""A real Redis of the test run's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.common import Missing, free_port, listens, start, stop, wait_for


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server; gives its URL."""
    program = shutil.which("redis-server")
    if not program:
        raise Missing("Redis is not installed (apt-get install redis-server)")
    port, log = free_port(), folder / "redis.log"
    process = start([program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)], log)
    try:
        wait_for(lambda: listens(port), process, log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        stop(process)
