"""One listing, advertisement or page, with the words of all its findings marked."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.views.marks import mark
from api.web.pages import draw
from core.repositories import captures, documents, findings, lead_lists, shops

router = APIRouter()


@router.get("/documents/{kind}/{document_id}")
def show(
    request: Request, someone: Reader, rooms: TheHouse, kind: Literal["listing", "advertisement", "page"], document_id: str, full: bool = False
) -> Response:
    """Show the document; weak signals that made no lead are listed too."""
    with rooms.database.read() as connection:
        item = documents.get(connection, kind, document_id)
        found = findings.of_document(connection, document_id)
        leads = lead_lists.some(connection, [x.lead_id for x in found if x.lead_id])
        capture = captures.find(connection, item.capture_id)
        shop = shops.find(connection, item.shop_id)
    # what an older capture showed is marked where it still stands; a claim that is gone from the page is no finding of this text
    spans = [span for stored in found for span in stored.finding.spans]
    fields = [mark("title", item.title, spans, whole=full), mark("text", item.text, spans, whole=full)]
    return draw(request, "document.html", someone, item=item, kind=kind, fields=fields, found=found, leads=leads, capture=capture, shop=shop, whole=full)
