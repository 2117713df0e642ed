"""One WARC/1.1 record (ISO 28500:2017) as the bytes of one gzip member. Pure; reading back is left to warcio, a program that is not ours."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import uuid4

Headers = Sequence[tuple[str, str]]

LEVEL = 5  # of deflate: real pages become 2.5 % longer than at the highest, in two fifths of the time
_TYPES = {"response": "application/http; msgtype=response", "request": "application/http; msgtype=request"}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
NOTHING = hashlib.sha256().hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record: its id, type, compressed bytes with their SHA-256, and SHA-256 and size of its payload."""

    id: str
    kind: str
    raw: bytes
    raw_sha256: str
    sha256: str
    size: int


def record(url: str, kind: str, body: bytes, at: datetime, *, http: tuple[str, Headers] | None = None, extra: Headers = ()) -> Record:
    """Return the record. `http`: first line and headers that stood before the body; `extra`: further headers of the record."""
    head = _http_head(*http) if http is not None else b""
    ident = f"<urn:uuid:{uuid4()}>"
    hashed = hashlib.sha256(body).hexdigest() if body else NOTHING
    lines = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", ident),
        ("WARC-Target-URI", url),
        ("WARC-Date", warc_date(at)),
        ("WARC-Block-Digest", f"sha256:{_block_digest(head, body) if head else hashed}"),
        ("WARC-Payload-Digest", f"sha256:{hashed}"),
        *extra,
        *([("Content-Type", _TYPES[kind])] if kind in _TYPES else []),
        ("Content-Length", str(len(head) + len(body))),
    ]
    before = "".join(f"{name}: {_line(value)}\r\n" for name, value in lines).encode("utf-8", "replace")
    raw = _member(b"WARC/1.1\r\n", before, b"\r\n", head, body, b"\r\n\r\n")
    return Record(id=ident, kind=kind, raw=raw, raw_sha256=hashlib.sha256(raw).hexdigest(), sha256=hashed, size=len(body))


def _http_head(line: str, headers: Headers) -> bytes:
    text = "".join((f"{_line(line)}\r\n", *(f"{_line(name)}: {_line(value)}\r\n" for name, value in headers), "\r\n"))
    # what is no ASCII is shown in percents, as a reader of the record expects a head that is
    return (text if text.isascii() else _NOT_ASCII.sub(lambda found: quote(found[0], errors="replace"), text)).encode("ascii")


def _line(value: str) -> str:
    # a header with a line break would end the head in the record: shown escaped, as hostile servers send them
    return value.replace("\r", "\\r").replace("\n", "\\n") if "\n" in value or "\r" in value else value


def _block_digest(head: bytes, body: bytes) -> str:
    hashed = hashlib.sha256(head)
    hashed.update(body)
    return hashed.hexdigest()


def _member(*parts: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return b"".join([*(packer.compress(part) for part in parts), packer.flush()])


def warc_date(moment: datetime) -> str:
    """Return the time as WARC-Date says it, in UTC, with microseconds."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
