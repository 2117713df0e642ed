"""Records that came by file and not by crawl: kept as evidence, then the same way as a page. The same record twice changes nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from core.clock import now
from core.errors import BadInput, ExtractError
from core.ids import digest
from core.records import Capture, Document, Page, PageAdvertisement, PageListing
from core.repositories import captures, documents
from core.text import storable
from detectors.answer import document_from
from pipeline.flow import travel
from pipeline.rooms import Rooms
from pipeline.shopkey import shop_key
from pipeline.store import records_of

PAGE_KINDS = {"listing": "product", "advertisement": "advertisement", "shop": "shop", "page": "other"}
LONGEST = {"price": 40, "currency": 3, "url": 2000, "seller": 200}
"""Characters that the columns of these fields, and what is built over them, hold."""
JOB = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one record."""

    id: str
    new: bool
    leads: int


def page_from(record: dict[str, Any]) -> tuple[Page, str, Document]:
    """Return (page, seller, the record as the detectors read it); raise BadInput naming the field that is wrong."""
    said = document_from(record)
    if not said.title and not said.text:
        raise BadInput("text: missing (a record needs a text or a title)")
    title, text, goods, url, price = (_fit(name, getattr(said, name)) for name in ("title", "text", "goods", "url", "price"))
    seller, currency = (_fit(name, _text(record, name)) for name in ("seller", "currency"))
    try:
        shop_key(url, seller)
    except ValueError as exc:
        raise BadInput(f"url: {url[:200]!r} cannot be read: {exc}") from exc
    listing = PageListing(title=title, price=price, currency=currency, goods=goods, seller=seller, url=url)
    page = Page(
        url=url,
        kind=PAGE_KINDS[said.kind],  # type: ignore[arg-type]
        title=title,
        text=text,
        listings=(listing,) if said.kind == "listing" else (),
        advertisement=PageAdvertisement(title=title, text=text, goods=goods) if said.kind == "advertisement" else None,
    )
    return page, seller, said


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise BadInput(f"{name}: wanted text, got {type(value).__name__}")
    return value or ""


def _fit(name: str, value: str) -> str:
    """Return a field as a database can hold it (no NUL, no half characters); raise BadInput naming it when it is too long."""
    if len(value) > LONGEST.get(name, len(value)):
        raise BadInput(f"{name}: {len(value)} characters; wanted {LONGEST[name]} at most")
    return storable(value)


def ingest(rooms: Rooms, record: dict[str, Any]) -> Ingested:
    """Store, judge and queue one record; raise BadInput when it cannot be used."""
    page, seller, said = page_from(record)
    raw = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    capture_id, known, done = _place_of(rooms, page, seller, said.id, raw)
    if known is None:
        known = _keep(rooms, capture_id, page, raw, said)
    if done:
        return Ingested(id=said.id or capture_id, new=False, leads=0)
    touched = travel(rooms, known, seller, said.id or ("" if page.url else capture_id))
    with rooms.database.read() as connection:
        why = captures.error_of(connection, known.id)
    if why:
        raise ExtractError(why)
    return Ingested(id=said.id or capture_id, new=True, leads=len(touched))


def _place_of(rooms: Rooms, page: Page, seller: str, ident: str, raw: bytes) -> tuple[str, Capture | None, bool]:
    """Return (id of the record's capture, the capture when there is one, whether it is done).

    Handed in again after another version of the same id, a record is news, and gets a capture of its own.
    """
    capture_id = digest("ingest", raw.decode("utf-8", "surrogatepass"))
    with rooms.database.read() as connection:
        known = captures.find(connection, capture_id)
        if known is None or not captures.is_done(connection, capture_id):
            return capture_id, known, False
        item = records_of(page, known, seller, ident or ("" if page.url else capture_id))[0]
        stands = documents.capture_of(connection, item)
        latest = captures.find(connection, stands)
        if latest is None or latest.via != "file" or latest.sha256 == hashlib.sha256(raw).hexdigest():
            return capture_id, known, True
        capture_id = digest("ingest", raw.decode("utf-8", "surrogatepass"), stands)
        return capture_id, captures.find(connection, capture_id), captures.is_done(connection, capture_id)


def _keep(rooms: Rooms, capture_id: str, page: Page, raw: bytes, said: Document) -> Capture:
    name = f"urn:tradewatch:ingest:{capture_id}"
    received = now()
    with rooms.store.open_writer() as writer:
        place = writer.write_resource(name, "application/json", raw, received)
    capture = Capture(
        id=capture_id,
        job_id=JOB,
        url=page.url or name,
        final_url=page.url or name,
        fetched_at=said.captured_at or received,  # whoever hands a record in knows when it was seen: the law of that day holds
        status=200,
        content_type="application/json",
        sha256=place.sha256,
        size=place.size,
        warc=place.warc,
        offset=place.offset,
        length=place.length,
        via="file",
    )
    with rooms.database.write() as connection:
        captures.add(connection, capture, page)
        return captures.get(connection, capture_id)  # another process may have kept the same record a moment before
