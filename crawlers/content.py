"""What a page says, apart from what differs at every request: its hash is the same as long as nothing of substance changed. Pure.

A price, a word or a number of the goods is never volatile: only what names itself a token, a time of serving or a cache's key is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import re2


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes of any charset
    return options


_HERE = Path(__file__).parent
# RE2, as a page may be megabytes long and hostile: its time grows with the length alone. It looks at nothing behind, so what must stand before is put back
_VOLATILE = re2.compile(
    rb"(?is)\s(?:nonce|data-(?:csrf|nonce|reqid|request-id|timestamp|time|trace-?id))=(?:\"[^\"]{0,1000}\"|'[^']{0,1000}')"
    rb"|<(?:input|meta)\b[^<>]*?(?:csrf|xsrf|_token|form_key|formhash|__viewstate|__eventvalidation|nonce|authenticity|request-?id|timestamp)[^<>]*>"
    rb"|(^|[^\w-])[\"']?(?:csrf\w*|xsrf\w*|_?token|form_?key|formhash|nonce|session_?id|sid|request_?id|trace_?id|timestamp|server_?time"
    rb"|generated_?at|render\w*time|_t|ts)[\"']?"
    rb"\s*[:=]\s*(?:\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}'|\d{10,16}\b)"
    rb"|([?&])(?:v|ver|_|t|ts|time|timestamp|rnd|rand|random|sid|token|PHPSESSID|jsessionid)=[\w.-]+"
    rb"|\b(?:20\d\d[-/]\d\d?[-/]\d\d?[ T])?\d\d?:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
    rb"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    rb"|(?:processed in|generated in|executed in|page took|\xe6\x89\xa7\xe8\xa1\x8c\xe6\x97\xb6\xe9\x97\xb4|\xe8\x80\x97\xe6\x97\xb6)"  # 执行时间, 耗时
    rb"\s*(?:[:]|\xef\xbc\x9a)?\s*[\d.]+\s*\w*",
    _options(),
)


def content_hash(body: bytes) -> str:
    """Return the hash of a page without its volatile parts (64 hex digits, the first 16 name the reader). `body`: as its author wrote it, any charset."""
    return reader() + hashlib.blake2b(b" ".join(_lasting(body).split()), digest_size=24).hexdigest()


def _lasting(body: bytes) -> bytes:
    """Return the page without comments and volatile parts. Comments come first: one that is never closed would be looked for again at each part."""
    body = b"".join(_pieces_between_comments(body))
    kept: list[bytes] = []
    last = 0
    for found in _VOLATILE.finditer(body):
        start, end = found.span()
        kept += (body[last:start], found.group(1) or found.group(2) or b"")
        last = end
    return b"".join((*kept, body[last:]))


def _pieces_between_comments(body: bytes) -> Iterator[bytes]:
    last = 0
    while (start := body.find(b"<!--", last)) >= 0 and (end := body.find(b"-->", start + 4)) >= 0:
        yield body[last:start]
        last = end + 3
    yield body[last:]


@cache
def reader() -> str:
    """Return what names the program that reads pages (16 hex digits): a page is read again when its reader has changed."""
    files = sorted(path for folder in ("extract", "sites") for path in (_HERE / folder).rglob("*.py"))
    named = b"\0".join(path.name.encode() + path.read_bytes() for path in [*files, *(_HERE / name for name in ("masking.py", "reading.py", "content.py"))])
    return hashlib.blake2b(named, digest_size=8).hexdigest()
