"""Child processes that end with their parent, whatever ends it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from core.settings import Settings

_PR_SET_PDEATHSIG = 1
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None)  # looked up here: between fork and exec nothing may be imported
ROOT = Path(__file__).resolve().parent.parent


def die_with_parent() -> None:
    """Ask the kernel to end this process with the one that started it."""
    # a kernel's service of Linux: without it a kill -9 of the parent would leave the crawl running
    if _PRCTL is not None:
        _PRCTL(_PR_SET_PDEATHSIG, signal.SIGTERM)


def environment(settings: Settings) -> dict[str, str]:
    """Return this process's environment with the settings in force spelled out."""
    env = dict(os.environ)
    for name, value in settings.model_dump().items():
        env[f"TRADEWATCH_{name.upper()}"] = str(value.resolve() if isinstance(value, Path) else value)
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), env.get("PYTHONPATH", ""))))
    return env


def start(
    module: Sequence[str],
    settings: Settings,
    *,
    stdin: int | None = subprocess.DEVNULL,
    stdout: int | IO[bytes] | None = subprocess.PIPE,
    stderr: int | IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `python -m module …` in a session of its own, so that Ctrl-C reaches it through us alone."""
    return subprocess.Popen(
        [sys.executable, "-m", *module],
        env=environment(settings),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509 - one system call, no lock is taken
    )


def stop(child: subprocess.Popen[bytes], grace: float = 10.0) -> None:
    """End the child: ask, then insist after `grace` seconds."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(grace)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
