"""FILE TO READ FIRST: one page, from its capture to the alert.

| step    | where                        | leaves behind                                    |
| ------- | ---------------------------- | ------------------------------------------------ |
| plan    | schedule.py                  | `Job`                                            |
| fetch   | crawl.py → crawlers.run      | request and response as sent                     |
| capture | crawlers (before parsing)    | `Capture`: WARC record, hash, time, redirects    |
| extract | `extract` below              | `Page`                                           |
| store   | store.py                     | `Listing`, `Advertisement`, `StoredPage`, `Shop` |
| detect  | judge.py                     | `Finding`                                        |
| group   | group.py                     | `Lead`                                           |
| index   | queue here, drained by index.py | document in the index                         |
| alert   | alerts/                      | `Alert`, or a suppression with its reason        |
| review  | api                          | an investigator's decision                       |

Reading and judging happen outside any writing transaction; everything that a page leaves behind is written in one, several pages together
where many wait. So a process that is killed leaves a page either untouched or done, and ids that follow from content make a second run harmless.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.clock import now
from core.errors import BadInput, DatabaseError, EvidenceError, ExtractError, TradewatchError
from core.records import Capture, Lead, Page
from core.repositories import captures, documents, findings, index_queue, leads
from core.text import storable
from crawlers.extract.page import read_page
from crawlers.masking import mask_page
from pipeline import alerts
from pipeline.group import group, lead_from, see, subject_of
from pipeline.judge import judge
from pipeline.knowledge import handed
from pipeline.pictures import body_of, page_of
from pipeline.rooms import Rooms
from pipeline.store import records_of, store

log = logging.getLogger(__name__)

Touched = list[tuple[Lead, str]]
Ending = Callable[[Connection], Touched]
"""What a page leaves behind, to be written in one transaction; returns the leads touched, each with what happened to it."""


def travel(rooms: Rooms, capture: Capture, seller: str = "", ident: str = "") -> Touched:
    """Take one capture to the end of its way. Returns the leads that it touched, each with what happened to it.

    A page that cannot be read is closed with the reason; nothing else is lost with it.
    """
    try:
        with rooms.database.read() as connection:
            ending = _look(rooms, connection, capture, seller, ident)
        with rooms.database.write() as connection:
            return ending(connection)
    except (BadInput, ExtractError, EvidenceError) as exc:
        why = f"{type(exc).__name__}: {exc}"
    except (TradewatchError, ImportError, MemoryError, OSError):
        raise  # database, rules, a library that is missing, a full disk: not the page's fault; it is taken up again
    except Exception as exc:  # a page that breaks us must not stop the others, nor come back for ever; its row names the reason
        log.exception("capture %s of %s", capture.id, capture.url)
        why = f"internal error: {type(exc).__name__}: {exc}"
    with rooms.database.write() as connection:
        captures.done(connection, capture.id, now(), rooms.detectors.digest, error=storable(why))
    return []


def travel_all(rooms: Rooms, batch: Sequence[Capture]) -> None:
    """Take several captures of pages to the end of their way in one transaction. Where one of them breaks it, each goes by itself."""
    try:
        with rooms.database.read() as connection:
            endings = [_look(rooms, connection, capture) for capture in batch]
        with rooms.database.write() as connection:
            for ending in endings:
                ending(connection)
    except (DatabaseError, ImportError, MemoryError, OSError):
        raise
    except Exception:  # noqa: BLE001 - whichever page it was: by itself it is closed with its reason, and the others with what they show
        for capture in batch:
            travel(rooms, capture)


def _look(rooms: Rooms, connection: Connection, capture: Capture, seller: str = "", ident: str = "") -> Ending:
    """Read and judge a page; what comes of it is for a transaction of its own."""
    again = _unchanged(rooms, connection, capture) if capture.same_as else None
    if again is not None:
        return again
    page = extract(rooms, capture, connection)
    if page is None:
        return lambda writing: _close(rooms, writing, capture)
    again = _unchanged(rooms, connection, capture)
    if again is not None:
        return again
    shown = _shown_by(connection, capture)
    records = records_of(page, shown, seller, ident)
    whole = page if capture.via != "file" else None  # a record handed in may be an excerpt: what it does not say is not missing
    known = {item.id: handed(connection, rooms.shelf, rooms.detectors, item) for item in records}
    found = [(subject_of(item), finding) for item in records for finding in judge(rooms.detectors, item, whole, capture.fetched_at, known[item.id])]

    def leave(writing: Connection) -> Touched:
        if not captures.done(writing, capture.id, now(), rooms.detectors.digest):
            return []
        store(writing, records, page, seller)
        touched = group(writing, found, shown.id)
        index_queue.put(writing, [(documents.kind_of(item), item.id) for item in records])
        alerts.decide(writing, touched, rooms.settings)
        return touched

    return leave


def _close(rooms: Rooms, writing: Connection, capture: Capture) -> Touched:
    captures.done(writing, capture.id, now(), rooms.detectors.digest)
    return []


def extract(rooms: Rooms, capture: Capture, connection: Connection) -> Page | None:
    """Return what the page says: kept from the crawl, or read out of the evidence. None for what is no page of its own (pictures, robots.txt, errors)."""
    page = captures.page_of(connection, capture.id) or (captures.page_of(connection, capture.same_as) if capture.same_as else None)
    if page is None and capture.status == 200:
        page = _read(rooms, capture)
        if page is not None:  # what the crawl kept is there already
            with rooms.database.write() as writing:
                captures.set_page(writing, capture.id, page)
    return page if capture.kind == "page" else None


def _shown_by(connection: Connection, capture: Capture) -> Capture:
    """Return the capture whose bytes show the page: an answer that nothing changed (304) has none of its own."""
    if capture.status != captures.NOT_MODIFIED or not capture.same_as:
        return capture
    return replace(captures.get(connection, capture.same_as), fetched_at=capture.fetched_at)


def _read(rooms: Rooms, capture: Capture) -> Page | None:
    if capture.kind == "picture":
        return page_of(rooms, capture)
    body = body_of(rooms, capture)
    if "html" in capture.content_type or capture.via == "browser":
        return mask_page(read_page(body, capture.final_url, content_type=capture.content_type))
    return None


def _unchanged(rooms: Rooms, connection: Connection, capture: Capture) -> Ending | None:
    """Close a page that is byte for byte what the same rules saw last: not judged again, but its leads are seen again.

    Indexed again only when its day or the status of its leads is another now.
    """
    before = captures.unchanged_before(connection, capture, rooms.detectors.digest)
    if not before:
        return None
    shown = before if capture.status == captures.NOT_MODIFIED else capture.id

    def leave(writing: Connection) -> Touched:
        touched: Touched = []
        if not captures.done(writing, capture.id, now(), rooms.detectors.digest):
            return touched
        for stored in findings.of_capture(writing, before):
            lead = leads.find(writing, stored.lead_id) if stored.lead_id else None
            findings.move(writing, stored.id, shown)
            if lead and stored.document_kind != "shop" and lead.id not in {known.id for known, _ in touched}:
                again = replace(lead_from(stored, lead.url), last_seen=capture.fetched_at)
                touched.append(see(writing, again))
        index_queue.put(writing, documents.seen_again(writing, before, shown, capture.fetched_at))
        alerts.decide(writing, touched, rooms.settings)
        return touched

    return leave
