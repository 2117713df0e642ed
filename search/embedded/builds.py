"""Where an embedded index lies: one sub-folder per build, a file `current` that names the one in use, and at most one older build kept beside it.

A build counts only when it is whole: its last file, `build.json`, is written after everything else. So a process may be killed at any moment,
and what `current` names still answers.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import uuid
from contextlib import AbstractContextManager
from pathlib import Path

import tantivy

from core import filelock
from core.errors import SearchError
from search.embedded.schema import schema
from search.schema import SCHEMA

_CURRENT = "current"
_MARK = "build.json"
_NAME = re.compile(r"index-\d{8,}-[0-9a-f]{8}")
_DAMAGED = "(damaged)"


class Builds:
    """The builds below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lock(self) -> AbstractContextManager[None]:
        """Be the only writer; tantivy would refuse a second one at once, here it waits for its turn."""
        return filelock.hold(self.folder / "writer.lock")

    def current(self) -> str:
        """Return the name of the build in use, or an empty text before there is one. A damaged name is one that no build has."""
        try:
            said = (self.folder / _CURRENT).read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""
        return said if _NAME.fullmatch(said) else _DAMAGED

    def path(self, name: str) -> Path:
        """Return the build's folder."""
        return self.folder / name

    def begin(self) -> str:
        """Make an empty build, which does not count yet; returns its name."""
        numbers = [int(found.name[6:14]) for found in self.folder.glob("index-*-*") if found.name[6:14].isdigit()]
        name = f"index-{max(numbers, default=0) + 1:08}-{uuid.uuid4().hex[:8]}"
        self.path(name).mkdir(parents=True)
        tantivy.Index(schema(), path=str(self.path(name)))
        return name

    def finish(self, name: str) -> None:
        """Say that a build is whole."""
        self._put(self.path(name) / _MARK, json.dumps({"schema": SCHEMA}))

    def switch(self, name: str) -> None:
        """Use this build from now on."""
        self._put(self.folder / _CURRENT, name)

    def version(self, name: str) -> int:
        """Return the version of a build's layout; 1 for the first ones, which said none."""
        try:
            return int(json.loads((self.path(name) / _MARK).read_text(encoding="ascii"))["schema"])
        except FileNotFoundError:
            return 1
        except (ValueError, KeyError, TypeError) as exc:
            raise SearchError(f"{self.path(name) / _MARK} is damaged; build the index again with `tradewatch reindex`") from exc

    def kept(self) -> list[str]:
        """Return the whole builds beside the one in use, the newest last."""
        now = self.current()
        return [found.parent.name for found in sorted(self.folder.glob(f"index-*/{_MARK}")) if found.parent.name != now]

    def remove(self, names: list[str]) -> None:
        """Take builds away. Readers in other processes keep the files that they have open."""
        for name in names:
            shutil.rmtree(self.path(name), ignore_errors=True)

    def leftovers(self, keep: list[str]) -> list[str]:
        """Return every build but these and the one in use: older ones, and what a killed process left."""
        return [found.name for found in self.folder.glob("index-*") if found.name not in (*keep, self.current())]

    def _put(self, path: Path, text: str) -> None:
        part = path.with_name(f"{path.name}.{os.getpid()}")
        with part.open("w", encoding="ascii") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
