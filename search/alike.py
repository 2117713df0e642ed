"""More like this: stored texts that are the same as one or nearly so, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from core.errors import NotFound
from core.records import Shop
from core.repositories import documents, likenesses, shops
from core.repositories.documents import Stored
from search.likeness import bands, letters, likeness, signature

LEAST = 0.5
"""Texts that share less than half of their shingles are other texts."""

MOST = 100
_WIDTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A stored document like the one asked for. `share`: of the shingles of both together, from 0 to 1; 1 is the same text."""

    kind: str
    item: Stored
    shop: Shop | None
    share: float


def alike(connection: Connection, title: str, text: str, *, without: str = "", least: float = LEAST) -> list[Alike]:
    """Return what is like this text, the nearest first; `without`: the id of the document itself. Empty for a text that is too short to compare."""
    whole = f"{title}\n{text}"
    mark = signature(whole)
    near = [(likeness(mark, other.mark), other) for other in likenesses.sharing(connection, bands(mark), without)] if mark else []
    near.sort(key=lambda pair: (-pair[0], pair[1].document_id))
    mine = _shingles(whole)
    found = []
    for _, other in [pair for pair in near if pair[0] >= least - 0.25][:MOST]:
        try:
            item = documents.get(connection, other.document_kind, other.document_id)
        except NotFound:
            continue  # taken out since; the queue of the index will say so here too
        share = _share(mine, _shingles(f"{item.title}\n{item.text}"))
        if share >= least:
            found.append(Alike(kind=other.document_kind, item=item, shop=shops.find(connection, item.shop_id), share=share))
    return sorted(found, key=lambda one: (-one.share, one.item.id))


def _shingles(text: str) -> frozenset[str]:
    plain = letters(text)
    return frozenset(plain[place : place + _WIDTH] for place in range(len(plain) - _WIDTH + 1))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The estimate of the signatures, made exact."""
    return len(one & other) / len(one | other) if one and other else 0.0
