"""The manifest beside a WARC file: one JSON line a record, each holding the hash of the line before it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import EvidenceError

SUFFIX = ".manifest.jsonl"
START = "0" * 64
_BUFFER = 1 << 20  # bytes: no line is written before `sync`


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record: address, type, place in compressed bytes, SHA-256 of payload and of the compressed record, time."""

    url: str
    kind: str
    offset: int
    length: int
    sha256: str
    record_sha256: str
    at: str


class Manifest:
    """A new manifest that is being written. `waiting`: how many lines are not on disk yet."""

    def __init__(self, path: Path) -> None:
        self._handle = path.open("xb", buffering=_BUFFER)
        self._last = START
        self.waiting = 0

    def add(self, line: Line) -> None:
        """Add one line; it is on disk after the next `sync`."""
        values = {name: getattr(line, name) for name in Line.__slots__}
        raw = json.dumps({**values, "before": self._last}, ensure_ascii=True, sort_keys=True).encode() + b"\n"
        self._handle.write(raw)
        self.waiting += 1
        self._last = hashlib.sha256(raw).hexdigest()

    def sync(self) -> None:
        """Bring the lines to disk."""
        self._handle.flush()
        os.fsync(self._handle.fileno())
        self.waiting = 0

    def close(self) -> None:
        """Close the file."""
        self._handle.close()


def read(path: Path) -> Iterator[Line]:
    """Yield the lines; raise EvidenceError at the first one that is damaged or does not follow from the one before.

    An unfinished last line is the trace of a process that was killed while writing: it is left out.
    """
    last = START
    for number, raw in enumerate(path.read_bytes().split(b"\n"), 1):
        if not raw:
            continue
        whole = raw + b"\n"
        try:
            value = json.loads(raw)
            before = value.pop("before")
            line = Line(**value)
        except (ValueError, TypeError, KeyError, AttributeError) as exc:
            if path.read_bytes().endswith(raw):
                return
            raise EvidenceError(f"{path.name} line {number}: damaged: {exc}") from exc
        if before != last:
            raise EvidenceError(f"{path.name} line {number}: does not follow from the line before it: lines were changed or taken out")
        last = hashlib.sha256(whole).hexdigest()
        yield line
