"""A folder of the user's own in which the compiled rulebook is kept, so that a process starts in one second and not in four. Used by `load.py` alone."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

MOST = 8  # files that are kept: the rulebook in two databases, now and after the last changes
_DIGEST = 32  # bytes of SHA-256 ahead of the content: half a file, or a damaged one, is not taken


def cache_folder() -> Path | None:
    """Return the folder, or None where the user has no home (XDG Base Directory Specification)."""
    named = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(named) if named else Path.home() / ".cache") / "tradewatch"
    except RuntimeError:  # no home is known
        return None


class Folder:
    """Compiled databases as files, written whole or not at all. A folder that cannot be used keeps nothing, and nothing fails for it."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder; it is made when something is put there."""
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """Return what was put there under this name, or None. A file that is damaged, or that somebody else owns, is not trusted."""
        if self._folder is None:
            return None
        path = self._folder / name
        try:
            if path.stat().st_uid != os.getuid() or self._folder.stat().st_uid != os.getuid():
                return None
            raw = path.read_bytes()
        except OSError:
            return None
        digest, compiled = raw[:_DIGEST], raw[_DIGEST:]
        return compiled if hashlib.sha256(compiled).digest() == digest else None

    def put(self, name: str, compiled: bytes) -> None:
        """Keep it; the oldest files beyond MOST go."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as part:
                part.write(hashlib.sha256(compiled).digest() + compiled)
            Path(part.name).replace(self._folder / name)
            for old in sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST]:
                old.unlink(missing_ok=True)
        except OSError:  # no room, no right, or another process tidied up at the same time: it is compiled anew next time
            return
