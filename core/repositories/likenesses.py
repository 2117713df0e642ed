"""Signatures of stored texts, and which texts share a band with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, select

from core.db.tables import likeness_bands, likenesses
from core.records import Likeness
from core.repositories.rows import insert_new, record

MOST = 2000
"""The most documents that are compared with one: of a text that thousands copy the first ones are enough."""


def put(connection: Connection, items: Sequence[Likeness]) -> None:
    """Store signatures with their bands; a document that is known gets the new ones."""
    drop(connection, [item.document_id for item in items])
    kept = [item for item in items if item.mark]
    columns = ("document_id", "document_kind", "shop_id", "mark")
    insert_new(connection, likenesses, [{name: getattr(item, name) for name in columns} for item in kept])
    insert_new(connection, likeness_bands, [{"value": band, "document_id": item.document_id} for item in kept for band in item.bands])


def drop(connection: Connection, document_ids: Iterable[str]) -> None:
    """Take documents out."""
    gone = list(document_ids)
    if gone:
        connection.execute(delete(likeness_bands).where(likeness_bands.c.document_id.in_(gone)))
        connection.execute(delete(likenesses).where(likenesses.c.document_id.in_(gone)))


def find(connection: Connection, document_id: str) -> Likeness | None:
    """Return the document's signature (without its bands), or None."""
    row = connection.execute(select(likenesses).where(likenesses.c.document_id == document_id)).mappings().first()
    return record(Likeness, row) if row else None


def sharing(connection: Connection, bands: Sequence[int], without: str = "") -> list[Likeness]:
    """Return the signatures that share a band with these, those that share most bands first."""
    shared = func.count()
    near = select(likeness_bands.c.document_id, shared.label("shared")).where(likeness_bands.c.value.in_(list(bands)), likeness_bands.c.document_id != without)
    best = near.group_by(likeness_bands.c.document_id).order_by(shared.desc(), likeness_bands.c.document_id).limit(MOST).subquery()
    query = select(likenesses).join(best, best.c.document_id == likenesses.c.document_id).order_by(best.c.shared.desc(), likenesses.c.document_id)
    return [record(Likeness, row) for row in connection.execute(query).mappings()]
