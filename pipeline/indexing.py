"""Step "index": drain the queue of changed documents into the index; one process at a time, elected by a lock."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta

from sqlalchemy import Connection

from core.clock import BEIJING, now
from core.errors import IndexMissing, NotFound
from core.records import Shop
from core.repositories import documents, findings, index_queue, leads, shops, shown
from pipeline import arrivals
from pipeline.indexed import Known, doc_of, is_past
from pipeline.rooms import Rooms
from search.base import Doc
from search.lock import hold_lock, try_lock

BATCH = 500
POLL = 0.2  # seconds between two looks at a queue that another process drains


def drain(rooms: Rooms) -> int:
    """Bring the index up to date with the queue, or wait until the process that holds the lock has done so. Returns documents written.

    Comes to its end when everything that was queued at the call is searchable.
    """
    with rooms.database.read() as connection:
        goal = index_queue.last(connection)
    written = 0
    while True:
        with try_lock(rooms.settings) as mine:
            if mine:
                written += _drain_all(rooms)
        with rooms.database.read() as connection:
            if not index_queue.size(connection, goal):
                return written
        time.sleep(POLL)


def _drain_all(rooms: Rooms) -> int:
    written = 0
    while True:
        with rooms.database.read() as connection:
            batch = index_queue.head(connection, BATCH)
        if not batch:
            return written
        keys = list(dict.fromkeys((kind, item_id) for _, kind, item_id in batch))
        docs, gone = docs_of(rooms, keys)
        written += rooms.index.put(docs)
        rooms.index.drop(gone)
        rooms.index.refresh()
        arrival = arrivals.look(rooms.database, docs, gone)
        # taken out only after the index is committed: killed in between, the same documents are put again
        with rooms.database.write() as connection:
            arrivals.keep(connection, arrival, rooms.settings)
            index_queue.remove(connection, [number for number, _, _ in batch])


def docs_of(rooms: Rooms, keys: Iterable[tuple[str, str]]) -> tuple[list[Doc], list[str]]:
    """Return the documents of these (kind, id), and the ids that are no longer there or too old to be kept."""
    docs, gone = [], []
    oldest = now().astimezone(BEIJING).date() - timedelta(days=rooms.settings.index_days) if rooms.settings.index_days else None
    with rooms.database.read() as connection:
        for kind, item_id in keys:
            try:
                doc = _doc(connection, kind, item_id)
            except NotFound:
                gone.append(item_id)
                continue
            if is_past(doc, oldest):
                gone.append(item_id)
            else:
                docs.append(doc)
    return docs, gone


def _doc(connection: Connection, kind: str, item_id: str) -> Doc:
    item = shops.get(connection, item_id) if kind == "shop" else documents.get(connection, kind, item_id)
    shop = item if isinstance(item, Shop) else shops.find(connection, item.shop_id)
    found = findings.of_document(connection, item_id)
    status = leads.of_documents(connection, [one.lead_id for one in found if one.lead_id])
    return doc_of(item, kind, Known(shop=shop, findings=found, statuses=status, pictures=shown.of_document(connection, item_id)))


def every_doc(rooms: Rooms) -> Iterator[Doc]:
    """Yield all documents, for a rebuild of the index from the rows."""
    for kind in ("shop", "listing", "advertisement", "page"):
        with rooms.database.read() as connection:
            ids = [shop.id for shop in shops.every(connection, limit=10**9)] if kind == "shop" else documents.every(connection, kind)
        for start in range(0, len(ids), BATCH):
            yield from docs_of(rooms, [(kind, item_id) for item_id in ids[start : start + BATCH]])[0]


def rebuild(rooms: Rooms) -> int:
    """Build the index again from the rows, beside the one in use, and switch to it; returns how many documents it holds.

    What changes meanwhile is queued, and put into the new index by the `drain` that follows.
    """
    with hold_lock(rooms.settings):
        return rooms.index.rebuild(every_doc(rooms))


def expire(rooms: Rooms) -> int:
    """Take documents out of the index that were not seen for longer than the settings keep them; their rows and captures stay."""
    if not rooms.settings.index_days:
        return 0
    oldest = now().astimezone(BEIJING).date() - timedelta(days=rooms.settings.index_days)
    with hold_lock(rooms.settings):
        try:
            return rooms.index.expire(oldest.isoformat())
        except IndexMissing:
            return 0


def has_room(rooms: Rooms) -> bool:
    """Return whether more may be crawled: not while more documents wait for the index than the settings allow, because the engine is away."""
    with rooms.database.read() as connection:
        return index_queue.size(connection) < rooms.settings.index_waiting
