"""A batch of documents has come to the index: what else is worked out for each, and written in the transaction that takes the batch out of the queue.

Saved searches are asked whether it is what somebody waits for; its signature is kept, so that nearly the same text is found elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from core.db import Database
from core.records import Likeness
from core.repositories import likenesses
from core.settings import Settings
from pipeline import saved
from pipeline.shopkey import shop_id
from search.base import Doc
from search.likeness import bands, signature

_TEXTS = ("listing", "advertisement", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known of a batch. `gone`: ids of documents that are no longer stored."""

    likenesses: tuple[Likeness, ...]
    matched: saved.Arrived
    gone: tuple[str, ...] = ()


def look(database: Database, docs: Sequence[Doc], gone: Iterable[str] = ()) -> Arrival:
    """Work out what is to be kept of these documents; outside of any transaction."""
    return Arrival(likenesses=tuple(likeness_of(doc) for doc in docs if doc.kind in _TEXTS), matched=saved.look(database, docs), gone=tuple(gone))


def keep(connection: Connection, arrival: Arrival, settings: Settings) -> None:
    """Write it."""
    likenesses.put(connection, arrival.likenesses)
    likenesses.drop(connection, arrival.gone)
    saved.keep(connection, arrival.matched, settings)


def likeness_of(doc: Doc) -> Likeness:
    """Return what the document is like: its title and text together."""
    mark = signature(f"{doc.title}\n{doc.text}")
    shop = next(iter(doc.fields.get("shop", ())), "")
    return Likeness(document_id=doc.id, document_kind=doc.kind, shop_id=shop_id(shop) if shop else "", mark=mark, bands=bands(mark))
