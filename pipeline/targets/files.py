"""Read and write tables of targets: CSV (UTF-8 or GB 18030) and XLSX, one target a row under a row of headings."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from core.errors import BadInput
from core.target_words import HEADINGS

LARGEST = 50 * 1024 * 1024  # bytes of a file
UNPACKED = 500 * 1024 * 1024  # bytes of a workbook when unpacked
MOST_ROWS = 200_000
_NAMES = {word: name for name, word in HEADINGS.items()} | {name: name for name in HEADINGS}
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take such a cell for a formula

Row = tuple[int, dict[str, str]]
"""Number of the row as a spreadsheet counts it, and its fields by name."""


def read_table(path: Path) -> Iterator[Row]:
    """Yield the rows that say something; raise BadInput naming the file when it is no table of targets."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path.name}: larger than {LARGEST} bytes")
        rows = _workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path.read_bytes(), path.name)
        yield from _with_headings(rows, path.name)
    except OSError as exc:
        raise BadInput(f"{path}: {exc.strerror or exc}") from exc


def _with_headings(rows: Iterator[list[str]], name: str) -> Iterator[Row]:
    names: list[str] | None = None
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise BadInput(f"{name}: more than {MOST_ROWS} rows")
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = _headings(cells, name)
            continue
        yield number, {key: cell for key, cell in zip(names, cells, strict=False) if key}
    if names is None:
        raise BadInput(f"{name}: empty")


def _headings(cells: list[str], name: str) -> list[str]:
    plain = [cell.strip().removesuffix("*").strip() for cell in cells]
    names = [_NAMES.get(cell, _NAMES.get(cell.lower(), "")) for cell in plain]
    if "url" not in names:
        raise BadInput(f"{name}: the first row names no column {HEADINGS['url']} (url)")
    unknown = [cell for cell, known in zip(plain, names, strict=True) if cell and not known]
    if unknown:
        raise BadInput(f"{name}: unknown column {unknown[0][:40]!r}; known: {'、'.join(HEADINGS.values())}")
    double = next((known for known in names if known and names.count(known) > 1), "")
    if double:
        raise BadInput(f"{name}: column {HEADINGS[double]} stands there twice")
    return names


def _csv(raw: bytes, name: str) -> Iterator[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")  # what spreadsheets write in China
    if "\0" in text:
        raise BadInput(f"{name}: no CSV file")
    try:
        yield from ([_without_guard(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=False))
    except csv.Error as exc:
        raise BadInput(f"{name}: {exc}") from exc


def _workbook(path: Path) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(item.file_size for item in packed.infolist()) > UNPACKED:
                raise BadInput(f"{path.name}: unfolds to more than {UNPACKED} bytes")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles that openpyxl does not know are of no interest
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                for row in book.worksheets[0].iter_rows(values_only=True):
                    yield [_without_guard(_text(cell)) for cell in row]
            finally:
                book.close()
    except BadInput:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, TypeError, AttributeError) as exc:
        raise BadInput(f"{path.name}: no XLSX file ({exc})") from exc


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    return str(cell)


def write_table(path: Path, rows: Iterable[dict[str, str]]) -> int:
    """Write the rows under Chinese headings; returns how many. Cells that a spreadsheet would run are written as text."""
    xlsx = path.suffix.lower() == ".xlsx"
    lines = ([_guarded(row.get(name, "")) for name in HEADINGS] for row in rows)
    try:
        return _write_workbook(path, lines) if xlsx else _write_csv(path, lines)
    except OSError as exc:
        raise BadInput(f"{path}: {exc.strerror or exc}") from exc


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _write_csv(path: Path, lines: Iterable[list[str]]) -> int:
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as handle:  # with a mark, so that spreadsheets read it as UTF-8
        writer = csv.writer(handle)
        writer.writerow(HEADINGS.values())
        for number, line in enumerate(lines, 1):  # noqa: B007 - the number is what is returned
            writer.writerow(line)
    return number


def _write_workbook(path: Path, lines: Iterable[list[str]]) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("监测目标")
    sheet.append(list(HEADINGS.values()))
    number = 0
    for number, line in enumerate(lines, 1):  # noqa: B007 - the number is what is returned
        sheet.append(["".join(char for char in cell if char >= " " or char in "\t\n") for cell in line])
    book.save(path)
    return number
