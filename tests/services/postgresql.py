"""A real PostgreSQL of the test run's own, below a temporary folder. It refuses to run as root, so root hands it to the user `postgres` or `nobody`."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.common import Missing, free_port, listens, start, stop, wait_for


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0)
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise Missing("PostgreSQL is not installed (apt-get install postgresql)")


def _user() -> str | None:
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise Missing("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server; gives its URL with the database `postgres`. `folder`: where its log goes."""
    with _home(_user()) as home:
        yield from _served(home, folder)


@contextmanager
def _home(user: str | None) -> Iterator[Path]:
    """A folder of the server's own beside pytest's: those are closed to other users again whenever a second run of pytest begins."""
    home = Path(tempfile.mkdtemp(prefix="tradewatch-postgresql-"))
    try:
        if user:
            shutil.chown(home, user)
            for parent in home.parents:
                if parent.stat().st_uid == 0 and parent != Path("/"):
                    parent.chmod(parent.stat().st_mode | 0o011)
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)  # what an ended server still holds is left to the system's own cleaning


def _served(home: Path, folder: Path) -> Iterator[str]:
    binaries, user, port = _binaries(), _user(), free_port()
    plain = {"user": user, "cwd": "/", "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}
    done = subprocess.run(
        [binaries / "initdb", "-D", home / "data", "-U", "tradewatch", "-A", "trust", "-E", "UTF8", "--no-sync"], capture_output=True, check=False, **plain
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    log = folder / "postgresql.log"
    options = ["-c", "fsync=off", "-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"]
    process = start([str(binaries / "postgres"), "-D", str(home / "data"), "-p", str(port), *options], log, **plain)
    try:
        wait_for(lambda: listens(port), process, log)
        yield f"postgresql://tradewatch@127.0.0.1:{port}/postgres"
    finally:
        stop(process)
