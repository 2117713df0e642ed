"""What a page says, apart from what differs at every request: its hash is the same as long as nothing of substance changed. Pure.

A price, a word or a number of the goods is never volatile: only what names itself a token, a time of serving or a cache's key is left out.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_VOLATILE = re.compile(
    rb"<!--.*?-->"
    rb"|\s(?:nonce|data-(?:csrf|nonce|reqid|request-id|timestamp|time|trace-?id))=(?:\"[^\"]*\"|'[^']*')"
    rb"|<(?:input|meta)\b[^<>]{0,300}?(?:csrf|xsrf|_token|form_key|formhash|__viewstate|__eventvalidation|nonce|authenticity|request-?id|timestamp)[^<>]{0,4000}>"
    rb"|(?<![\w-])[\"']?(?:csrf\w*|xsrf\w*|_?token|form_?key|formhash|nonce|session_?id|sid|request_?id|trace_?id|timestamp|server_?time"
    rb"|generated_?at|render\w*time|_t|ts)[\"']?"
    rb"\s*[:=]\s*(?:\"[^\"<>]{0,4000}\"|'[^'<>]{0,4000}'|\d{10,16}\b)"
    rb"|(?<=[?&])(?:v|ver|_|t|ts|time|timestamp|rnd|rand|random|sid|token|PHPSESSID|jsessionid)=[\w.-]+"
    rb"|\b(?:20\d\d[-/]\d\d?[-/]\d\d?[ T])?\d\d?:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
    rb"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    rb"|(?:processed in|generated in|executed in|page took|\xe6\x89\xa7\xe8\xa1\x8c\xe6\x97\xb6\xe9\x97\xb4|\xe8\x80\x97\xe6\x97\xb6)"  # 执行时间, 耗时
    rb"\s*[:\xef\xbc\x9a]?\s*[\d.]+\s*\w*",
    re.IGNORECASE | re.DOTALL,
)
_BLANK = re.compile(rb"\s+")


def content_hash(body: bytes) -> str:
    """Return the hash of a page without its volatile parts (64 hex digits, the first 16 name the reader). `body`: as its author wrote it, any charset."""
    return reader() + hashlib.blake2b(_BLANK.sub(b" ", _VOLATILE.sub(b"", body)), digest_size=24).hexdigest()


@cache
def reader() -> str:
    """Return what names the program that reads pages (16 hex digits): a page is read again when its reader has changed."""
    files = sorted(path for folder in ("extract", "sites") for path in (_HERE / folder).rglob("*.py"))
    named = b"\0".join(path.name.encode() + path.read_bytes() for path in [*files, _HERE / "masking.py", _HERE / "reading.py"])
    return hashlib.blake2b(named, digest_size=8).hexdigest()
