"""How each id follows from content: the reason why a retry is harmless."""

from __future__ import annotations

import hashlib
import json


def digest(*parts: object, length: int = 20) -> str:
    """Return the first `length` hex digits of a SHA-256 over the parts.

    Parts are encoded as one JSON array, so that ("ab", "c") and ("a", "bc") differ.
    """
    raw = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:length]
