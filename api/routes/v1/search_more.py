"""Around the search: export, many lines, what is alike."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.routes.search_export import Format
from api.routes.search_export import answer as download
from api.routes.v1.search import CONDITIONS, hit_out
from api.schemas.base import ERRORS
from api.schemas.search import AlikeOut, LineOut, LinesIn
from api.views.asked import query_of
from core.repositories import documents
from search.alike import alike
from search.many import lines_of, look_for
from search.tables import rows_of

router = APIRouter(tags=["search"], responses=ERRORS)


@router.get("/search/export", openapi_extra=CONDITIONS)
def export(request: Request, _someone: Reader, rooms: TheHouse, format: Format = "jsonl", body: bool = False) -> Response:  # noqa: A002 - the name in the address
    """Send everything that the search finds, however much it is (XLSX: up to 200,000 rows). A download that breaks off is no whole file."""
    return download(rows_of(rooms.index(), query_of(request.query_params), body=body), format, body=body)


@router.post("/search/batch")
def batch(_someone: Reader, rooms: TheHouse, asked: LinesIn) -> list[LineOut]:
    """Look for many names or numbers at once."""
    found = look_for(rooms.index(), lines_of("\n".join(asked.lines)))
    return [
        LineOut(
            number=line.number,
            text=line.text,
            how=line.how,
            total=line.total,
            shops=line.shops,
            kinds=line.kinds,
            hits=[hit_out(hit) for hit in line.hits],
        )
        for line in found
    ]


@router.get("/documents/{kind}/{document_id}/like")
def like(_someone: Reader, rooms: TheHouse, kind: Literal["listing", "advertisement", "page"], document_id: str) -> list[AlikeOut]:
    """Return where the same or nearly the same text stands, the nearest first."""
    with rooms.database.read() as connection:
        item = documents.get(connection, kind, document_id)
        found = alike(connection, item.title, item.text, without=item.id)
    return [
        AlikeOut(id=one.item.id, kind=one.kind, title=one.item.title, url=one.item.url, shop_id=one.item.shop_id, share=round(one.share, 3)) for one in found
    ]
