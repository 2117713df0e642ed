"""The layout of the Elasticsearch index, and a document in it. Needs nothing that is not in the server's core: whitespace analyzer, keywords, numbers."""

from __future__ import annotations

from typing import Any

from search.base import FIELDS, Doc
from search.identifiers import identifier_keys
from search.plan import day_number
from search.schema import SCHEMA
from search.stored import order_key, written
from search.terms import TEXT_FIELDS, text_terms

_KEYWORD = {"type": "keyword", "ignore_above": 8191}

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "_meta": {"schema": SCHEMA},
    "_source": {"includes": ["stored"]},
    "properties": {
        "stored": {"type": "keyword", "index": False, "doc_values": False},
        "order": {"type": "keyword", "index": False},
        **{name: {"type": "text", "analyzer": "whitespace", "norms": False} for name in TEXT_FIELDS},
        **dict.fromkeys(FIELDS, _KEYWORD),
        "identifiers": {"type": "keyword", "doc_values": False},
        **{name: {"type": "long"} for name in ("day_number", "price", "risk", "confidence")},
    },
}


def index_settings(shards: int, replicas: int) -> dict[str, Any]:
    """Return the settings of a new index. Refreshed when somebody asks or each 30 s, which leaves the time for writing."""
    return {"number_of_shards": shards, "number_of_replicas": replicas, "refresh_interval": "30s"}


def source(doc: Doc) -> dict[str, Any]:
    """Return the document as it is sent."""
    fields = {name: list(values) for name, values in doc.fields.items() if values}
    said: dict[str, Any] = {
        "stored": written(doc),
        "order": order_key(doc),
        **text_terms(doc),
        "kind": [doc.kind],
        **fields,
        "day_number": day_number(next(iter(doc.fields.get("day", ())), "")),
        "risk": doc.risk,
        "confidence": doc.confidence,
    }
    if doc.price is not None:
        said["price"] = doc.price
    if keys := identifier_keys(doc):
        said["identifiers"] = keys
    return said
