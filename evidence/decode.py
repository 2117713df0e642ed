"""Undo the content encoding of a stored body, bounded: a few kilobytes must not unfold into gigabytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable

import brotli

from core.errors import BadInput
from evidence.inflate import GZIP, inflate, unbrotli

MOST_ENCODINGS = 4  # one over the other
LARGEST = 64 * 1024 * 1024  # bytes of a decoded page


def decode_body(body: bytes, headers: Iterable[tuple[str, str]]) -> bytes:
    """Return the body as its author wrote it (gzip, deflate and brotli undone; RFC 9110 8.4); raise BadInput naming the encoding when that fails."""
    names = _encodings(headers)
    if len(names) > MOST_ENCODINGS:
        raise BadInput(f"content encoding: {len(names)} one over the other; {MOST_ENCODINGS} at most are undone")
    for name in reversed(names):
        body = _undo(name, body)
    return body


def _encodings(headers: Iterable[tuple[str, str]]) -> list[str]:
    told = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    return [part for part in (part.strip().lower() for part in told.split(",")) if part and part != "identity"]


def _undo(name: str, body: bytes) -> bytes:
    try:
        if name in ("gzip", "x-gzip"):
            return _inflate(body, GZIP)
        if name == "deflate":
            # RFC 9110 means zlib, some servers send the bare stream
            zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
            return _inflate(body, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
        if name == "br":
            return _bounded(unbrotli(body, LARGEST).data)
    except (zlib.error, brotli.error) as exc:
        raise BadInput(f"content encoding {name}: {exc}") from exc
    raise BadInput(f"content encoding {name!r} is not known")


def _inflate(body: bytes, bits: int) -> bytes:
    return _bounded(inflate(io.BytesIO(body).read, bits, LARGEST).data)


def _bounded(decoded: bytes) -> bytes:
    if len(decoded) > LARGEST:
        raise BadInput(f"the body unfolds to more than {LARGEST} bytes")
    return decoded
