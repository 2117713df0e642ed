"""Evidence of one capture: compare it now, take it away."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.pictures import part_of, send_picture
from api.views.evidence import check
from api.web.pages import draw, is_partial
from core.clock import now
from core.errors import NotFound
from core.records import Capture
from core.repositories import captures, documents, findings, lead_lists, leads, readings, shops
from evidence.decode import decode_body

router = APIRouter()

MOST_SHOWN = 3000
"""Characters of a page's text on the screen of its capture; the whole is in the record."""


@router.get("/captures/{capture_id}")
def show(request: Request, someone: Reader, rooms: TheHouse, capture_id: str) -> Response:
    """Show what is known of the capture."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
        note = captures.error_of(connection, capture_id)
        reading = readings.find(connection, capture.sha256) if capture.kind == "picture" else None
        known = captures.page_of(connection, capture_id) if capture.kind == "page" else None
        read = [(documents.kind_of(item), item) for item in documents.of_capture(connection, capture_id)]
        found = [stored.lead_id for stored in findings.of_capture(connection, capture_id) if stored.lead_id]
        raised = lead_lists.some(connection, found)
        shop = shops.find(connection, read[0][1].shop_id) if read else None
    shown: dict[str, Any] = {"capture": capture, "note": note, "reading": reading, "page": known, "read": read, "raised": list(raised.values()), "shop": shop}
    return draw(request, "capture.html", someone, **shown, most=MOST_SHOWN)


@router.get("/captures/{capture_id}/check")
def compare(request: Request, someone: Reader, rooms: TheHouse, capture_id: str, lead: str = "") -> Response:
    """Read the record (and the lead's screenshot) back and compare every hash, now."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
        known = leads.find(connection, lead) if lead else None
    pictures = {item.screenshot: item.screenshot_sha256 for item in (capture, known) if item is not None and item.screenshot}
    result = check(rooms.store, capture, pictures)
    return draw(request, "_check.html" if is_partial(request) else "check.html", someone, capture=capture, check=result, checked_at=now())


@router.get("/captures/{capture_id}/record")
def record(_someone: Reader, rooms: TheHouse, capture_id: str) -> Response:
    """Send the WARC record as it lies on disk: one gzip member, to be opened by any WARC reader, never drawn by the browser."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
    raw = rooms.store.raw(capture.warc, capture.offset, capture.length)
    headers = {"Content-Disposition": f'attachment; filename="{_safe(capture)}.warc.gz"', "X-Record-SHA256": capture.sha256}
    return Response(raw, media_type="application/octet-stream", headers=headers)


def _safe(capture: Capture) -> str:
    return "".join(char for char in capture.id if char.isascii() and char.isalnum()) or "record"


@router.get("/captures/{capture_id}/screenshot")
def screenshot(_someone: Reader, rooms: TheHouse, capture_id: str, download: bool = False) -> Response:
    """Send the picture that was taken with the page."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
    if not capture.screenshot:
        raise NotFound(f"capture {capture_id} has no screenshot")
    return send_picture(rooms.settings.evidence_folder, capture.screenshot, download=download)


@router.get("/captures/{capture_id}/picture")
def picture(_someone: Reader, rooms: TheHouse, capture_id: str, top: Annotated[int, Query(ge=0)] = 0, bottom: Annotated[int, Query(ge=0)] = 0) -> Response:
    """Send a picture out of the evidence, or its part from `top` to `bottom`: drawn anew, so that nothing but a picture is ever sent."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
    if capture.kind != "picture":
        raise NotFound(f"capture {capture_id} is no picture")
    exchange = rooms.store.read(capture.warc, capture.offset, capture.length)
    return Response(part_of(decode_body(exchange.body, exchange.headers), top, bottom), media_type="image/jpeg")
