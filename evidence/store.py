"""Write exchanges and resources to WARC before anything is parsed, and read single records back.

Format: WARC/1.1 (ISO 28500:2017), one gzip member a record. Beside each file lies a manifest (`evidence.manifest`): a record is brought to disk
before the line that speaks of it, both before `write` (of a held writer: `sync`) returns. So a process that is killed leaves at most a tail
that no line speaks of.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from core.errors import EvidenceError
from core.records import Hop
from evidence.manifest import Line, Manifest
from evidence.record import Headers, Record, record, warc_date

ROTATE_AT = 500 * 1024 * 1024  # bytes in one WARC file
MOST_HELD = 100  # records that a held writer keeps from the disk
LONGEST_RECORD = 128 * 1024 * 1024  # bytes of one payload that are read back at most

SCREENSHOT = "urn:screenshot:"
"""How the name of a screenshot's record begins; the address of the page follows."""


def screenshot_name(sha256: str) -> str:
    """Return where a screenshot lies below the evidence folder: its name is its hash, so the same picture is kept once."""
    return f"shots/{sha256[:2]}/{sha256}.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcPlace:
    """Where a record lies: file name below the store's folder, offset and length in compressed bytes, SHA-256 and size of the payload."""

    warc: str
    offset: int
    length: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredExchange:
    """A record as read back."""

    url: str
    fetched_at: str
    kind: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class EvidenceStore:
    """A folder of WARC files. Each writer has a file of its own, so that processes never share one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open_writer(self, *, held: bool = False) -> EvidenceWriter:
        """Return a writer; use it as a context manager. `held`: what it writes is on disk after its `sync`, not before."""
        return EvidenceWriter(self.folder, held=held)

    def read(self, warc: str, offset: int, length: int) -> StoredExchange:
        """Return the record at this place; raise EvidenceError when the file or the record is not what was written."""
        raw = self.raw(warc, offset, length)
        try:
            for record in ArchiveIterator(io.BytesIO(raw)):
                return _exchange(record)
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as exc:
            raise EvidenceError(f"{warc} at {offset}: the record is damaged: {exc}") from exc
        raise EvidenceError(f"{warc} at {offset}: there is no record")

    def raw(self, warc: str, offset: int, length: int) -> bytes:
        """Return the compressed bytes of the record; raise EvidenceError when they are not all there."""
        path = self.folder / warc
        if path.parent != self.folder:
            raise EvidenceError(f"{warc!r}: not a file of this store")
        try:
            with path.open("rb") as handle:
                handle.seek(offset)
                raw = handle.read(length)
        except OSError as exc:
            raise EvidenceError(f"{warc}: {exc.strerror}") from exc
        if len(raw) != length:
            raise EvidenceError(f"{warc} at {offset}: {length} bytes were written, {len(raw)} are there")
        return raw


def _exchange(record: ArcWarcRecord) -> StoredExchange:
    http = record.http_headers
    status = int(http.get_statuscode()) if http is not None and record.rec_type == "response" else 200
    # the payload as sent: content encodings stay for the reader, chunking was taken off when it was received
    body = record.raw_stream.read(LONGEST_RECORD + 1)
    if len(body) > LONGEST_RECORD:
        raise ValueError(f"more than {LONGEST_RECORD} bytes")
    return StoredExchange(
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        fetched_at=record.rec_headers.get_header("WARC-Date") or "",
        kind=record.rec_type,
        status=status,
        headers=tuple((name, value) for name, value in (http.headers if http is not None else ())),
        body=body,
    )


class EvidenceWriter:
    """Writes records one after the other; every write is on disk before it returns, or, `held`, before `sync` does."""

    def __init__(self, folder: Path, rotate_at: int = ROTATE_AT, *, held: bool = False) -> None:
        self.folder = folder
        self.rotate_at = rotate_at
        self.held = held
        self._number = 0
        self._handle: IO[bytes] | None = None
        self._manifest: Manifest | None = None
        self._name = ""

    def __enter__(self) -> EvidenceWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Bring everything to disk and close the files."""
        try:
            self.sync()
        finally:
            for handle in (self._handle, self._manifest):
                if handle is not None:
                    handle.close()
            self._handle = self._manifest = None

    def sync(self) -> None:
        """Bring what was written to disk: the records first, then the manifest's lines, so that no line speaks of what is not there."""
        if self._handle is None or self._manifest is None or not self._manifest.waiting:
            return
        with self._our_errors():
            os.fsync(self._handle.fileno())
            self._manifest.sync()

    def write(
        self,
        url: str,
        *,
        request: tuple[str, Headers, bytes],
        response: tuple[str, Headers, bytes],
        fetched_at: datetime,
        chain: Iterable[Hop] = (),
    ) -> WarcPlace:
        """Write one exchange: request (line, headers, body) and response (status line without HTTP/1.1, headers, body). Returns the response's place."""
        hops = [(f"Tradewatch-Redirect-{number}", f"{hop.status} {hop.url}") for number, hop in enumerate(chain, 1)]
        line, headers, body = response
        answer = record(url, "response", body, fetched_at, http=(f"HTTP/1.1 {line}", headers), extra=hops)
        asked_line, asked_headers, asked_body = request
        asked = record(url, "request", asked_body, fetched_at, http=(asked_line, asked_headers), extra=[("WARC-Concurrent-To", answer.id)])
        return self._append(url, (answer, asked), fetched_at)

    def write_resource(self, url: str, content_type: str, body: bytes, fetched_at: datetime) -> WarcPlace:
        """Write bytes that did not come over HTTP as such: a rendered page, a screenshot, a line of a file."""
        return self._append(url, (record(url, "resource", body, fetched_at, extra=[("Content-Type", content_type)]),), fetched_at)

    def _append(self, url: str, records: Sequence[Record], fetched_at: datetime) -> WarcPlace:
        """Write the records behind each other; returns the place of the first."""
        with self._our_errors():
            handle, manifest = self._files()
            first = offset = handle.tell()
            handle.write(b"".join(item.raw for item in records))
            handle.flush()
            for item in records:
                size = len(item.raw)
                manifest.add(
                    Line(url=url, kind=item.kind, offset=offset, length=size, sha256=item.sha256, record_sha256=item.raw_sha256, at=warc_date(fetched_at))
                )
                offset += size
        if not self.held or manifest.waiting > MOST_HELD:
            self.sync()
        return WarcPlace(warc=self._name, offset=first, length=len(records[0].raw), sha256=records[0].sha256, size=records[0].size)

    @contextmanager
    def _our_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise EvidenceError(f"{self.folder / self._name}: cannot write: {exc.strerror}") from exc

    def _files(self) -> tuple[IO[bytes], Manifest]:
        if self._handle is None or self._manifest is None or self._handle.tell() >= self.rotate_at:
            self.close()
            self.folder.mkdir(parents=True, exist_ok=True)
            # the process id and random bytes keep writers apart; "x" makes sure of it
            self._name = f"tradewatch-{os.getpid()}-{os.urandom(6).hex()}-{self._number:04}.warc.gz"
            self._number += 1
            self._handle = (self.folder / self._name).open("xb")
            self._manifest = Manifest(self.folder / f"{self._name}.manifest.jsonl")
        return self._handle, self._manifest
