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

Reading and judging happen outside any transaction; everything that a page leaves behind is written in one. So a process that is
killed leaves the page either untouched or done, and ids that follow from content make a second run harmless.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from core.clock import now
from core.errors import BadInput, EvidenceError, ExtractError, TradewatchError
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


def travel(rooms: Rooms, capture: Capture, seller: str = "", ident: str = "") -> Touched:
    """Take one capture to the end of its way. Returns the leads that it touched, each with what happened to it.

    A page that cannot be read is closed with the reason; nothing else is lost with it.
    """
    try:
        return _travel(rooms, capture, seller, ident)
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


def _travel(rooms: Rooms, capture: Capture, seller: str, ident: str) -> Touched:
    again = _unchanged(rooms, capture) if capture.same_as else None
    if again is not None:
        return again
    page = extract(rooms, capture)
    if page is None:
        with rooms.database.write() as connection:
            captures.done(connection, capture.id, now(), rooms.detectors.digest)
        return []
    again = _unchanged(rooms, capture)
    if again is not None:
        return again
    shown = _shown_by(rooms, capture)
    records = records_of(page, shown, seller, ident)
    whole = page if capture.via != "file" else None  # a record handed in may be an excerpt: what it does not say is not missing
    with rooms.database.read() as connection:
        known = {item.id: handed(connection, rooms.shelf, rooms.detectors, item) for item in records}
    found = [(subject_of(item), finding) for item in records for finding in judge(rooms.detectors, item, whole, capture.fetched_at, known[item.id])]
    with rooms.database.write() as connection:
        if not captures.done(connection, capture.id, now(), rooms.detectors.digest):
            return []
        store(connection, records, page, seller)
        touched = group(connection, found, shown.id)
        index_queue.put(connection, [(documents.kind_of(item), item.id) for item in records])
        alerts.decide(connection, touched, rooms.settings)
    return touched


def extract(rooms: Rooms, capture: Capture) -> Page | None:
    """Return what the page says: kept from the crawl, or read out of the evidence. None for what is no page of its own (pictures, robots.txt, errors)."""
    with rooms.database.read() as connection:
        page = captures.page_of(connection, capture.id) or (captures.page_of(connection, capture.same_as) if capture.same_as else None)
    if page is None and capture.status == 200:
        page = _read(rooms, capture)
        if page is not None:  # what the crawl kept is there already
            with rooms.database.write() as connection:
                captures.set_page(connection, capture.id, page)
    return page if capture.kind == "page" else None


def _shown_by(rooms: Rooms, capture: Capture) -> Capture:
    """Return the capture whose bytes show the page: an answer that nothing changed (304) has none of its own."""
    if capture.status != captures.NOT_MODIFIED or not capture.same_as:
        return capture
    with rooms.database.read() as connection:
        return replace(captures.get(connection, capture.same_as), fetched_at=capture.fetched_at)


def _read(rooms: Rooms, capture: Capture) -> Page | None:
    if capture.kind == "picture":
        return page_of(rooms, capture)
    body = body_of(rooms, capture)
    if "html" in capture.content_type or capture.via == "browser":
        return mask_page(read_page(body, capture.final_url, content_type=capture.content_type))
    return None


def _unchanged(rooms: Rooms, capture: Capture) -> Touched | None:
    """Close a page that is byte for byte what the same rules saw last: not judged again, but its leads are seen again.

    Indexed again only when its day or the status of its leads is another now.
    """
    with rooms.database.read() as connection:
        before = captures.unchanged_before(connection, capture, rooms.detectors.digest)
    if not before:
        return None
    touched: Touched = []
    shown = before if capture.status == captures.NOT_MODIFIED else capture.id
    with rooms.database.write() as connection:
        if not captures.done(connection, capture.id, now(), rooms.detectors.digest):
            return touched
        for stored in findings.of_capture(connection, before):
            lead = leads.find(connection, stored.lead_id) if stored.lead_id else None
            findings.move(connection, stored.id, shown)
            if lead and stored.document_kind != "shop" and lead.id not in {known.id for known, _ in touched}:
                again = replace(lead_from(stored, lead.url), last_seen=capture.fetched_at)
                touched.append(see(connection, again))
        index_queue.put(connection, documents.seen_again(connection, before, shown, capture.fetched_at))
        alerts.decide(connection, touched, rooms.settings)
    return touched
