"""Take a whole search away: CSV and JSON lines as they are read, XLSX when it is whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from api.depends import Reader, TheHouse
from api.views.asked import query_of
from core.clock import beijing_day, now
from core.sheets import Cell, csv_pieces, json_pieces, write_xlsx
from search.tables import headings, names, rows_of

router = APIRouter()

Format = Literal["csv", "jsonl", "xlsx"]
_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/search/export")
def export(request: Request, _someone: Reader, rooms: TheHouse, format: Format = "csv", text: bool = False) -> Response:  # noqa: A002 - the name in the address
    """Send everything that the search finds. An engine that goes away in between breaks the download off: no file looks whole that is not."""
    return answer(rows_of(rooms.index(), query_of(request.query_params), body=text), format, body=text)


def answer(rows: Iterator[list[Cell]], form: Format, *, body: bool) -> Response:
    """Return the rows as a download."""
    name = f"wangshao-search-{beijing_day(now())}.{form}"
    if form == "xlsx":
        return _xlsx(rows, name, body)
    first = next(rows, None)  # what goes wrong before the first row is answered with its own status
    whole = rows if first is None else chain((first,), rows)
    pieces = csv_pieces(headings(body), whole) if form == "csv" else json_pieces(names(body), whole)
    return StreamingResponse(pieces, media_type=_TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _xlsx(rows: Iterator[list[Cell]], name: str, body: bool) -> Response:
    with tempfile.NamedTemporaryFile(prefix="tradewatch-", suffix=".xlsx", delete=False) as handle:
        path = Path(handle.name)
    try:
        write_xlsx(path, headings(body), rows)
    except BaseException:  # whatever ends it: half a file must not stay behind
        path.unlink(missing_ok=True)
        raise
    return FileResponse(path, media_type=_XLSX, filename=name, background=BackgroundTask(path.unlink, missing_ok=True))
