"""Rows to CSV, JSON lines and XLSX, one after the other, in bounded memory; a cell from outside can never be a formula.

A spreadsheet takes a cell that begins with = + - @ for a formula, whatever program wrote it (OWASP: CSV injection). Such a cell gets an apostrophe in
front, which spreadsheets show as the text's own beginning. Numbers are numbers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook  # type: ignore[import-untyped] # the library has no types

from core.errors import BadInput

Cell = str | int | float | None
XLSX_ROWS = 200_000
"""The most rows of one XLSX file: what an office computer still opens."""

_XLSX_CELL = 32_767  # characters, the format's own limit
_BOM = "\ufeff"  # by which spreadsheets know UTF-8
_FORMULA = re.compile(r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff'\"]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FLUSH = 64 * 1024  # characters


def neutral(cell: Cell) -> Cell:
    """Return the cell as no spreadsheet computes it."""
    if isinstance(cell, str) and (_FORMULA.match(cell) or cell[:1] in ("\t", "\r")):
        return f"'{cell}"
    return cell


def csv_pieces(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a CSV file (RFC 4180, UTF-8 with BOM) in pieces."""
    buffer = io.StringIO()
    buffer.write(_BOM)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        if buffer.tell() > _FLUSH:
            yield _taken(buffer)
    yield _taken(buffer)


def json_pieces(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield JSON lines, one object a row, in pieces. Nothing is changed in the cells."""
    buffer = io.StringIO()
    for row in rows:
        buffer.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
        if buffer.tell() > _FLUSH:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")  # a broken page's lone surrogates


def write_xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], most: int = XLSX_ROWS) -> int:
    """Write an XLSX file row by row; returns how many rows. Raises BadInput when there are more than `most`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("导出")
    sheet.freeze_panes = "A2"
    sheet.append(list(header))
    written = 0
    try:
        for row in rows:
            written += 1
            if written > most:
                raise BadInput(f"超过 {most:,} 行，XLSX 放不下；请缩小条件，或改用 CSV、JSONL")
            sheet.append([_fit(neutral(cell)) for cell in row])
    except BaseException:  # whatever ends it: the library's own file of rows must not stay behind
        sheet.close()
        sheet._writer.cleanup()
        raise
    book.save(path)
    return written


def _fit(cell: Cell) -> Cell:
    return _NO_XML.sub("\ufffd", cell)[:_XLSX_CELL] if isinstance(cell, str) else cell
