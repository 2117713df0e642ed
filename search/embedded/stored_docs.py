"""Read a stored document."""

from __future__ import annotations

import tantivy

from search import stored
from search.base import Doc


def read(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Doc:
    """Return the document that lies there."""
    return stored.read(bytes(searcher.doc(address).get_first("stored") or b"").decode())
