"""More like this: where else the same or nearly the same text stands, from a document or from what a capture shows."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.web.pages import draw
from core.errors import NotFound
from core.repositories import captures, documents
from search.alike import alike

router = APIRouter()


@router.get("/documents/{kind}/{document_id}/like")
def of_document(request: Request, someone: Reader, rooms: TheHouse, kind: Literal["listing", "advertisement", "page"], document_id: str) -> Response:
    """Show what is like a stored document."""
    with rooms.database.read() as connection:
        item = documents.get(connection, kind, document_id)
        found = alike(connection, item.title, item.text, without=item.id)
    return draw(request, "search_like.html", someone, title=item.title, text=item.text, back=f"/documents/{kind}/{document_id}", found=found)


@router.get("/captures/{capture_id}/like")
def of_capture(request: Request, someone: Reader, rooms: TheHouse, capture_id: str) -> Response:
    """Show what is like the page that a capture holds; the documents that were read from it are among them."""
    with rooms.database.read() as connection:
        capture = captures.get(connection, capture_id)
        page = captures.page_of(connection, capture_id)
        if page is None:
            raise NotFound(f"抓取记录 {capture_id} 没有读出的文字")
        title = page.listings[0].title if page.kind == "product" and page.listings else page.title
        found = alike(connection, title, page.text)
    return draw(request, "search_like.html", someone, title=title or capture.final_url, text=page.text, back=f"/captures/{capture_id}", found=found)
