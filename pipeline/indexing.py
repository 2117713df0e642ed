"""Step "index": drain the queue of changed documents into the index; one process at a time, elected by a lock."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from core.clock import BEIJING
from core.errors import NotFound
from core.records import Advertisement, Listing, Shop
from core.repositories import documents, findings, index_queue, leads, shops
from core.repositories.documents import Stored
from core.shop_text import shop_text
from detectors.goods import goods_class
from pipeline import arrivals
from pipeline.rooms import Rooms
from search.base import Doc
from search.lock import try_lock

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
    """Return the documents of these (kind, id), and the ids that are no longer there."""
    docs, gone = [], []
    with rooms.database.read() as connection:
        for kind, item_id in keys:
            try:
                item = shops.get(connection, item_id) if kind == "shop" else documents.get(connection, kind, item_id)
            except NotFound:
                gone.append(item_id)
                continue
            shop = item if isinstance(item, Shop) else shops.find(connection, item.shop_id)
            found = findings.of_document(connection, item_id)
            status = leads.of_documents(connection, [x.lead_id for x in found if x.lead_id])
            fields = {
                "kind": (kind,),
                "category": tuple(sorted({x.finding.category for x in found if x.lead_id})),
                "rule": tuple(sorted({x.finding.rule for x in found if x.lead_id})),
                "status": tuple(sorted(set(status.values()))),
                "shop": (shop.key,) if shop else (),
                "area": (shop.area,) if shop and shop.area else (),
                "goods_class": _goods(item),
                "day": (item.last_seen.astimezone(BEIJING).date().isoformat(),) if item.last_seen else (),
            }
            title = item.name or item.key if isinstance(item, Shop) else item.title
            text = shop_text(item) if isinstance(item, Shop) else item.text
            docs.append(Doc(id=item_id, kind=kind, url=item.url, title=title, text=text, fields=fields))
    return docs, gone


def _goods(item: Stored | Shop) -> tuple[str, ...]:
    if isinstance(item, Listing | Advertisement):
        name = goods_class(item.goods, item.title, item.text).name
        return (name,) if name else ()
    return ()


def every_doc(rooms: Rooms) -> Iterator[Doc]:
    """Return all documents, for a rebuild of the index."""
    for kind in ("shop", "listing", "advertisement", "page"):
        with rooms.database.read() as connection:
            ids = [shop.id for shop in shops.every(connection, limit=10**9)] if kind == "shop" else documents.every(connection, kind)
        for start in range(0, len(ids), BATCH):
            yield from docs_of(rooms, [(kind, item_id) for item_id in ids[start : start + BATCH]])[0]
