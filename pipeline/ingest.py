"""Records that came by file and not by crawl: kept as evidence, then the same way as a page. The same record twice changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from core.clock import now
from core.errors import BadInput
from core.ids import digest
from core.records import Capture, Page, PageAdvertisement, PageListing
from core.repositories import captures
from core.text import storable
from pipeline.flow import travel
from pipeline.rooms import Rooms

KINDS = {"listing": "product", "advertisement": "advertisement", "shop": "shop", "page": "other"}
TEXTS = ("text", "title", "goods", "url", "price", "seller", "currency")
LONGEST = {"price": 40, "currency": 3}
"""Characters that the columns of these fields hold."""
JOB = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one record."""

    id: str
    new: bool
    leads: int


def page_from(record: dict[str, Any]) -> tuple[Page, str, str]:
    """Return (page, seller, the record's own id); raise BadInput naming the field that is wrong."""
    kind = record.get("kind")
    if kind not in KINDS:
        raise BadInput(f"kind: {kind!r} is none of {', '.join(KINDS)}")
    fields = {name: _text(record, name) for name in TEXTS}
    text, title = fields["text"], fields["title"]
    if not text and not title:
        raise BadInput("text: missing (a record needs a text or a title)")
    ident = record.get("id")
    if ident is not None and not isinstance(ident, str | int):
        raise BadInput(f"id: wanted text, got {type(ident).__name__}")
    url, goods = fields["url"], fields["goods"]
    listing = PageListing(
        title=title or text[:80],
        price=fields["price"],
        currency=fields["currency"],
        goods=goods,
        seller=fields["seller"],
        url=url,
    )
    return (
        Page(
            url=url,
            kind=KINDS[kind],  # type: ignore[arg-type]
            title=title,
            text=text,
            listings=(listing,) if kind == "listing" else (),
            advertisement=PageAdvertisement(title=title, text=text, goods=goods) if kind == "advertisement" else None,
        ),
        fields["seller"],
        "" if ident is None else str(ident),
    )


def _text(record: dict[str, Any], name: str) -> str:
    """Return a field as a database can hold it (no NUL, no half characters); raise BadInput naming it when it is no text or too long."""
    value = record.get(name) or ""
    if not isinstance(value, str):
        raise BadInput(f"{name}: wanted text, got {type(value).__name__}")
    if len(value) > LONGEST.get(name, len(value)):
        raise BadInput(f"{name}: {len(value)} characters; wanted {LONGEST[name]} at most")
    return storable(value)


def ingest(rooms: Rooms, record: dict[str, Any]) -> Ingested:
    """Store, judge and queue one record; raise BadInput when it cannot be used."""
    page, seller, ident = page_from(record)
    raw = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    capture_id = digest("ingest", raw.decode("utf-8", "surrogatepass"))
    with rooms.database.read() as connection:
        known = captures.find(connection, capture_id)
        done = captures.is_done(connection, capture_id)
    if known is None:
        known = _keep(rooms, capture_id, page, raw)
    if done:
        return Ingested(id=ident or capture_id, new=False, leads=0)
    touched = travel(rooms, known, seller, ident or ("" if page.url else capture_id))
    return Ingested(id=ident or capture_id, new=True, leads=len(touched))


def _keep(rooms: Rooms, capture_id: str, page: Page, raw: bytes) -> Capture:
    name = f"urn:tradewatch:ingest:{capture_id}"
    fetched = now()
    with rooms.store.open_writer() as writer:
        place = writer.write_resource(name, "application/json", raw, fetched)
    capture = Capture(
        id=capture_id,
        job_id=JOB,
        url=page.url or name,
        final_url=page.url or name,
        fetched_at=fetched,
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
    return capture
