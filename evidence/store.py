"""Write exchanges and resources to WARC before anything is parsed, and read single records back.

Format: WARC/1.1 (ISO 28500:2017), one gzip member a record. Beside each file lies a manifest (`evidence.manifest`): a line is written
and flushed to disk before `write` returns, so a process that is killed leaves at most a tail that no line speaks of.
"""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from core.errors import EvidenceError
from core.records import Hop
from evidence.manifest import Line, Manifest

ROTATE_AT = 500 * 1024 * 1024  # bytes in one WARC file
LONGEST_RECORD = 128 * 1024 * 1024  # bytes of one payload that are read back at most

SCREENSHOT = "urn:screenshot:"
"""How the name of a screenshot's record begins; the address of the page follows."""

Headers = Sequence[tuple[str, str]]


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

    def open_writer(self) -> EvidenceWriter:
        """Return a writer; use it as a context manager."""
        return EvidenceWriter(self.folder)

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
    """Writes records one after the other; every write is on disk before it returns."""

    def __init__(self, folder: Path, rotate_at: int = ROTATE_AT) -> None:
        self.folder = folder
        self.rotate_at = rotate_at
        self._number = 0
        self._handle: IO[bytes] | None = None
        self._manifest: Manifest | None = None
        self._name = ""

    def __enter__(self) -> EvidenceWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        if self._handle:
            self._handle.close()
        if self._manifest:
            self._manifest.close()
        self._handle = self._manifest = None

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
        extra = {f"Tradewatch-Redirect-{number}": f"{hop.status} {hop.url}" for number, hop in enumerate(chain, 1)}
        line, headers, body = response
        answer = _record(url, "response", StatusAndHeaders(line, _clean(headers), protocol="HTTP/1.1"), body, fetched_at, extra)
        asked_line, asked_headers, asked_body = request
        concurrent = {"WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID")}
        asked = _record(url, "request", StatusAndHeaders(asked_line, _clean(asked_headers), is_http_request=True), asked_body, fetched_at, concurrent)
        place = self._append(url, answer, body, fetched_at)
        self._append(url, asked, asked_body, fetched_at)
        return place

    def write_resource(self, url: str, content_type: str, body: bytes, fetched_at: datetime) -> WarcPlace:
        """Write bytes that did not come over HTTP as such: a rendered page, a screenshot, a line of a file."""
        return self._append(url, _record(url, "resource", None, body, fetched_at, {"Content-Type": content_type}), body, fetched_at)

    def _append(self, url: str, record: ArcWarcRecord, body: bytes, fetched_at: datetime) -> WarcPlace:
        buffer = io.BytesIO()
        WARCWriter(buffer, gzip=True, warc_version="WARC/1.1").write_record(record)
        raw = buffer.getvalue()
        try:
            handle, manifest = self._files()
            offset = handle.tell()
            handle.write(raw)
            handle.flush()
            os.fsync(handle.fileno())
            digest = hashlib.sha256(body).hexdigest()
            manifest.add(
                Line(
                    url=url,
                    kind=record.rec_type,
                    offset=offset,
                    length=len(raw),
                    sha256=digest,
                    record_sha256=hashlib.sha256(raw).hexdigest(),
                    at=_warc_date(fetched_at),
                )
            )
        except OSError as exc:
            raise EvidenceError(f"{self.folder / self._name}: cannot write: {exc.strerror}") from exc
        return WarcPlace(warc=self._name, offset=offset, length=len(raw), sha256=digest, size=len(body))

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


def _record(url: str, kind: str, http: StatusAndHeaders | None, body: bytes, at: datetime, extra: dict[str, str]) -> ArcWarcRecord:
    # both digests are set here: SHA-256 instead of warcio's SHA-1, and no copy of the body into a temporary file
    if http is not None:
        http.compute_headers_buffer(None)
    block = (http.headers_buff if http is not None else b"") + body
    headers = {
        "WARC-Date": _warc_date(at),
        "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        "WARC-Payload-Digest": f"sha256:{hashlib.sha256(body).hexdigest()}",
    }
    builder = WARCWriter(io.BytesIO(), gzip=True, warc_version="WARC/1.1")
    return builder.create_warc_record(url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=headers | extra)


def _clean(headers: Headers) -> list[tuple[str, str]]:
    # a header with a line break would end the header block in the record: shown escaped, as hostile servers send them
    return [(name.replace("\r", "\\r").replace("\n", "\\n"), value.replace("\r", "\\r").replace("\n", "\\n")) for name, value in headers]


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
