"""Read a stored document."""

from __future__ import annotations

import tantivy

from core.errors import BadInput
from search import stored
from search.base import Doc


def read(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Doc:
    """Return the document that lies there; raise ValueError when what lies there is none."""
    try:
        return stored.read(bytes(searcher.doc(address).get_first("stored") or b"").decode())
    except (KeyError, TypeError, AttributeError, BadInput) as exc:
        raise ValueError(f"a stored document is none: {exc}") from exc
