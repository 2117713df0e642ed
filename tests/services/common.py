"""What all services of the tests share: a free port, a child that ends with the test run, and the word for what is missing."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


class Missing(Exception):
    """The service cannot run here; the message says what to install."""


def free_port(host: str = "127.0.0.1") -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def start(command: list[str], log: Path, **more) -> subprocess.Popen:
    """Start a server that writes to `log` and is ended by the kernel when the test run dies."""
    with log.open("wb") as out:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_die_with_parent, **more
        )


def wait_for(ready: Callable[[], bool], process: subprocess.Popen, log: Path, seconds: float = 90) -> None:
    """Wait until the server answers; raises RuntimeError with the end of its log when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    stop(process)
    raise RuntimeError(f"{process.args[0]} did not start:\n{log.read_text(errors='replace')[-3000:]}")


def listens(port: int, host: str = "127.0.0.1") -> bool:
    """Return whether something accepts connections there."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0


def stop(process: subprocess.Popen, seconds: float = 20) -> None:
    """Ask the server to end, then insist."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
