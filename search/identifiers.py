"""Identifiers (licence numbers, phones, QR texts, hashes of pictures) as keys: one form with and without separators."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from core.text import normalise
from search.base import Doc

LONGEST = 400  # characters of a key; the text of a QR code has no bound of its own


@lru_cache(maxsize=4096)  # the documents of one shop carry the same numbers
def compact(value: str) -> str:
    """Return letters and digits of the normal form alone: `JY1 3441-3000` and `jy134413000` are one."""
    return "".join(filter(str.isalnum, normalise(value).text))[:LONGEST]


def key_of(kind: str, value: str) -> str:
    """Return the key of a value: `phone/13800138000`."""
    return f"{kind}/{compact(value)}"


def keys_of(kinds: Iterable[str], value: str) -> list[str]:
    """Return the keys of a value in each of these kinds."""
    form = compact(value)
    return [f"{kind}/{form}" for kind in kinds]


def pattern_of(value: str) -> str:
    """Return the compact form of a value with its wildcards kept."""
    return "".join(part if part in "*?" else "".join(filter(str.isalnum, part)) for part in normalise(value).text)[:LONGEST]


def identifier_keys(doc: Doc) -> list[str]:
    """Return the keys that a document carries, each once."""
    keys = (key_of(kind, value) for kind, values in doc.identifiers.items() for value in values)
    return [key for key in dict.fromkeys(keys) if not key.endswith("/")]
