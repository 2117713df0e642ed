"""Which shop an address belongs to: host and port, and what is added where one host carries many sellers."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.ids import digest

_DEFAULT_PORTS = {"http": 80, "https": 443}


def shop_key(url: str, seller: str = "") -> str:
    """Return host (with a port that is not the scheme's own), and the seller after a # where one is handed in by a platform."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = parts.port
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    return f"{host}#{seller}" if seller and host else seller or host


def shop_id(key: str) -> str:
    """Return the id of the shop of this key."""
    return digest("shop", key)
