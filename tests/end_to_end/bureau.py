"""One installation with a data folder of its own, worked through its real command line; its rows are read with plain SQL."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.clock import now
from core.db import open_database
from core.repositories import leads
from core.settings import Settings
from tests.services.common import start

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = ("LockBusy", "database is locked", "Traceback")
"""What must never stand in anything that a command says."""


@dataclass(frozen=True)
class Bureau:
    """An installation: where its data lie, which addresses its crawlers may reach, the port of its screens, more settings."""

    data: Path
    allow: str = ""
    port: int = 8000
    more: tuple[tuple[str, str], ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands."""
        own = {
            "TRADEWATCH_DATA": str(self.data),
            "TRADEWATCH_ALLOW_ADDRESSES": self.allow,
            "TRADEWATCH_CRAWL_DELAY": "0",
            "TRADEWATCH_PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
        }
        return {name: value for name, value in os.environ.items() if not name.startswith("TRADEWATCH_")} | own | dict(self.more)

    def command(self, *args: str) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-m", "pipeline.cli", *args]

    def run(self, *args: str, stdin: bytes = b"", timeout: float = 240, clean: bool = True) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end; with `clean` nothing forbidden may stand in what it says."""
        done = subprocess.run(self.command(*args), input=stdin, capture_output=True, env=self.environment, timeout=timeout, cwd=self.data.parent, check=False)
        if clean:
            said = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
            assert not [word for word in FORBIDDEN if word in said], said[-4000:]
        return done

    def start(self, *args: str, log: str) -> subprocess.Popen[bytes]:
        """Start a command that goes on beside the test; what it says goes to a file beside the data folder."""
        return start(self.command(*args), self.data.parent / log, env=self.environment, cwd=self.data.parent)

    def crawl(self, url: str, *options: str) -> dict[str, Any]:
        """Visit a shop; returns what the command printed. It must have exited with 0."""
        done = self.run("crawl", url, "--json", *options)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-4000:]
        return json.loads(done.stdout)

    def lines(self, *args: str, lines: list[Any]) -> tuple[int, list[dict[str, Any]]]:
        """Hand in one JSON value a line; returns the exit and the answers."""
        raw = b"".join((line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()) + b"\n" for line in lines)
        done = self.run(*args, stdin=raw)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Read rows of the database as it stands."""
        connection = sqlite3.connect(f"file:{self.data / 'tradewatch.sqlite3'}?mode=ro", uri=True, timeout=30)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(query, values)]
        finally:
            connection.close()

    def decide(self, lead_id: str, status: str) -> None:
        """Decide on a lead, as an investigator does on the screen."""
        database = open_database(Settings(data=self.data))
        with database.write() as connection:
            version = leads.get(connection, lead_id).version
            leads.decide(connection, lead_id, status=status, reason="核查后决定", who="admin", now=now(), version=version)
        database.close()

    def copy(self, folder: Path) -> Bureau:
        """Return an installation of its own that holds the same."""
        shutil.copytree(self.data, folder / "data")
        return replace(self, data=folder / "data")

    def mails(self) -> list[str]:
        """Return the names of the messages in the mailbox folder."""
        folder = self.data / "mailbox" / "new"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def indexed(self) -> int:
        """Return how many documents the index holds."""
        done = self.run("search", "-", stdin=b'{"query": "", "limit": 0}\n')
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)["total"]
