"""Many lines at once: paste names, licence numbers or telephones, get a table with the hits of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from api.depends import Reader, TheHouse
from api.routes.search import away
from api.views.asked import address
from api.web.pages import draw
from core.errors import BadInput, IndexMissing, SearchError
from core.sheets import csv_pieces
from search.many import HEADINGS, MOST, Line, lines_of, look_for, row_of

router = APIRouter()

Text = Annotated[str, Form(max_length=MOST * 210)]


@router.get("/search/batch")
def form(request: Request, someone: Reader) -> Response:
    """Show the form."""
    return draw(request, "search_batch.html", someone, text="", found=None, problem="", address=address, most=MOST)


@router.post("/search/batch")
def search(request: Request, someone: Reader, rooms: TheHouse, text: Text = "") -> Response:
    """Look for each line."""
    found: list[Line] | None = None
    problem, code = "", 200
    try:
        found = look_for(rooms.index(), lines_of(text))
    except BadInput as exc:
        problem, code = str(exc), 400
    except IndexMissing:
        problem, code = "索引里还没有文档，抓取完成后即可查找。", 200
    except SearchError as exc:
        problem, code = away(exc, someone), 503
    return draw(request, "search_batch.html", someone, status=code, text=text, found=found, problem=problem, address=address, most=MOST)


@router.post("/search/batch/csv")
def table(_someone: Reader, rooms: TheHouse, text: Text = "") -> Response:
    """Send the table."""
    found = look_for(rooms.index(), lines_of(text))
    body = b"".join(csv_pieces(HEADINGS, map(row_of, found)))
    return Response(body, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="wangshao-batch.csv"'})
