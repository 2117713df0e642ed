"""A CSV file under a row of headings (UTF-8 or GB 18030), row by row; Chinese and English headings are known."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from core.errors import BadInput

LARGEST = 200 * 1024 * 1024  # bytes of a file
Row = tuple[int, dict[str, str]]
"""Number of the row as a spreadsheet counts it, and its fields by name."""

R = TypeVar("R")


def read_rows(path: Path, headings: Mapping[str, str], needed: str) -> Iterator[Row]:
    """Yield the rows that say something. `headings`: field by each of its headings; raise BadInput naming the file when `needed` is no column of it."""
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=False)
    names: list[str] | None = None
    try:
        for number, cells in enumerate(lines, 1):
            if not any(cell.strip() for cell in cells):
                continue
            if names is None:
                names = [headings.get(cell.strip().lower(), "") for cell in cells]
                if needed not in names:
                    raise BadInput(f"{path.name}: the first row names no column {next(word for word, name in headings.items() if name == needed)}")
                continue
            yield number, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    except csv.Error as exc:
        raise BadInput(f"{path.name}: {exc}") from exc
    if names is None:
        raise BadInput(f"{path.name}: empty")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path.name}: larger than {LARGEST} bytes")
        raw = path.read_bytes()
    except OSError as exc:
        raise BadInput(f"{path}: {exc.strerror or exc}") from exc
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")  # what spreadsheets write in China
    if "\0" in text:
        raise BadInput(f"{path.name}: no CSV file")
    return text


def take(rows: Iterator[Row], read: Callable[[dict[str, str]], R], keep: Callable[[R], str], key: Callable[[R], str]) -> Iterator[dict[str, Any]]:
    """Yield what became of each row: {"row", "id", "done": new | changed | same} or {"row", "error"}. A second row of one key is an error."""
    seen: dict[str, int] = {}
    for number, fields in rows:
        try:
            item = read(fields)
            if key(item) in seen:
                raise BadInput(f"{key(item)}: stands in row {seen[key(item)]} already")
            seen[key(item)] = number
            yield {"row": number, "id": key(item), "done": keep(item)}
        except BadInput as exc:
            yield {"row": number, "error": str(exc)}
