"""Addresses from outside: only http and https become links, everything else is shown as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlencode, urlsplit

_UNFIT = re.compile(r"[\x00-\x20\x7f\u2028\u2029]")


def safe_url(url: str) -> str:
    """Return the address when it may be a link, else an empty text: javascript:, data: and broken ones are never linked."""
    if _UNFIT.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def local_path(path: str, default: str = "/") -> str:
    """Return a path of this site to go on to; anything that could lead elsewhere becomes the default."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or _UNFIT.search(path):
        return default
    return path


def with_query(path: str, values: Mapping[str, str | int | Sequence[str]]) -> str:
    """Return the path with these values as its query; empty ones are left out."""
    kept = {name: value for name, value in values.items() if value not in ("", (), [], 0)}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def readable(url: str, longest: int = 120) -> str:
    """Return an address to be read: percent signs decoded where that gives printable text, cut in the middle when it is long."""
    decoded = unquote(url, errors="strict") if "%" in url and _decodes(url) else url
    shown = decoded if all(char.isprintable() and not char.isspace() for char in decoded) else url
    return shown if len(shown) <= longest else f"{shown[: longest - 30]} … {shown[-25:]}"


def _decodes(url: str) -> bool:
    try:
        unquote(url, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
