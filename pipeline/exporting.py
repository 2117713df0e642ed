"""Write a whole search into a file: beside it first, put in its place when it is whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput
from core.sheets import Cell, csv_pieces, json_pieces, write_xlsx
from search.base import Engine, Query
from search.tables import headings, names, rows_of

SUFFIXES = (".csv", ".jsonl", ".xlsx")
Row = Sequence[Cell]


@dataclass
class _Counted:
    """Rows that are counted as they pass."""

    rows: Iterable[Row]
    number: int = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.number += 1
            yield row


def export(engine: Engine, query: Query, target: str, *, body: bool = False, lines: bool = False) -> int:
    """Write every hit of the query to a file (or "-"); returns how many rows. Raises BadInput for a name that says no format."""
    rows = _Counted(rows_of(engine, query, body=body))
    if target == "-":
        pieces = json_pieces(names(body), rows) if lines else csv_pieces(headings(body), rows)
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return rows.number
    path = Path(target)
    if path.suffix not in SUFFIXES:
        raise BadInput(f"{target}: the name must end in {', '.join(SUFFIXES)}")
    part = path.with_name(f".{path.name}.part")
    try:
        _write(part, path.suffix, rows, body)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return rows.number


def _write(part: Path, suffix: str, rows: _Counted, body: bool) -> None:
    if suffix == ".xlsx":
        write_xlsx(part, headings(body), rows)
        return
    with part.open("wb") as out:
        for piece in json_pieces(names(body), rows) if suffix == ".jsonl" else csv_pieces(headings(body), rows):
            out.write(piece)
