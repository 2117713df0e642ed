"""The queue of documents whose place in the index is out of date; drained by one process that holds a lock."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from core.db.tables import index_queue


def put(connection: Connection, items: Iterable[tuple[str, str]]) -> None:
    """Ask for these (kind, id) to be indexed again; in the transaction that changed them."""
    rows = [{"document_kind": kind, "document_id": item_id} for kind, item_id in items]
    if rows:
        connection.execute(insert(index_queue), rows)


def head(connection: Connection, limit: int = 500) -> list[tuple[int, str, str]]:
    """Return the oldest entries: number, kind, id."""
    query = select(index_queue.c.seq, index_queue.c.document_kind, index_queue.c.document_id).order_by(index_queue.c.seq).limit(limit)
    return [(seq, kind, item_id) for seq, kind, item_id in connection.execute(query)]


def remove(connection: Connection, numbers: Iterable[int]) -> None:
    """Take entries out, after the index has been committed."""
    connection.execute(delete(index_queue).where(index_queue.c.seq.in_(list(numbers))))


def size(connection: Connection, up_to: int | None = None) -> int:
    """Return how many entries wait (with a number up to `up_to`)."""
    query = select(func.count()).select_from(index_queue)
    return connection.execute(query.where(index_queue.c.seq <= up_to) if up_to is not None else query).scalar_one()


def last(connection: Connection) -> int:
    """Return the highest number in the queue, 0 when it is empty."""
    return connection.execute(select(func.max(index_queue.c.seq))).scalar() or 0
