"""Which of many queries does each document of a batch answer to: the batch is put into a small index of its own, and every query is asked there.

The small index is the embedded engine, whichever engine holds the documents: both cut the same terms (tests/contract), so both give the same answers.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import BadInput
from search.base import Doc, Query
from search.embedded import EmbeddedEngine

log = logging.getLogger(__name__)


def match(docs: Sequence[Doc], queries: Mapping[str, Query]) -> dict[str, tuple[str, ...]]:
    """Return {name: ids of the documents that answer to this query, in the batch's order}; names without any are left out."""
    if not docs or not queries:
        return {}
    order = {doc.id: place for place, doc in enumerate(docs)}
    found: dict[str, tuple[str, ...]] = {}
    with tempfile.TemporaryDirectory(prefix="tradewatch-batch-") as folder:
        engine = EmbeddedEngine(Path(folder))
        try:
            engine.put(docs)
            for name, query in queries.items():
                ids = _ask(engine, name, query, len(order))
                if ids:
                    found[name] = tuple(sorted(ids, key=order.__getitem__))
        finally:
            engine.close()
    return found


def _ask(engine: EmbeddedEngine, name: str, query: Query, limit: int) -> list[str]:
    try:
        return [hit.id for hit in engine.search(replace(query, limit=limit, marks=False, sort="newest")).hits]
    except BadInput as exc:
        # a query of an older version must not keep the batch from the others; its owner sees the reason when it is opened
        log.warning("saved search %s cannot be asked: %s", name, exc)
        return []
