"""An address that somebody gave: taken when it is http or https with a host and a port that can be, else named with its place."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.errors import BadInput


def checked_url(value: object, place: str) -> str:
    """Return the address when it is http or https with a host; raise BadInput naming the place."""
    if value is None or value == "":
        raise BadInput(f"{place}: missing (the address of the page)")
    if not isinstance(value, str):
        raise BadInput(f"{place}: wanted text, got {type(value).__name__}")
    try:
        parts = urlsplit(value.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadInput(f"{place}: {value[:200]!r} is no http or https address")
    return value.strip()
