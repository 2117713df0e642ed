"""Which of many queries does each document of a batch answer to, by the same plan as either engine's (search.percolate)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.base import Doc, Query
from search.open import open_memory
from search.percolate import Batch


def match(docs: Sequence[Doc], queries: Mapping[str, Query]) -> dict[str, tuple[str, ...]]:
    """Return {name: ids of the documents that answer to this query, in the batch's order}; names without any are left out."""
    if not docs or not queries:
        return {}
    batch = Batch(docs)
    found = {name: tuple(doc.id for doc in batch.answering(query)) for name, query in queries.items() if not query.near}
    near = {name: query for name, query in queries.items() if query.near}
    return {name: ids for name, ids in {**found, **_nearly(batch.docs, near)}.items() if ids}


def _nearly(docs: Sequence[Doc], queries: Mapping[str, Query]) -> dict[str, tuple[str, ...]]:
    """Near spellings are words that stand in some document: the batch itself is the index in which they are looked for."""
    if not queries:
        return {}
    order = {doc.id: place for place, doc in enumerate(docs)}
    engine = open_memory(docs)
    try:
        asked = {name: replace(query, limit=len(docs), marks=False, sort="newest") for name, query in queries.items()}
        return {name: tuple(sorted((hit.id for hit in engine.search(query).hits), key=order.__getitem__)) for name, query in asked.items()}
    finally:
        engine.close()
