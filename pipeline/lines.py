"""One JSON object a line in, one line out, in the same order; a bad line is answered in its place and the good ones all get their answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import BadInput, TradewatchError

LONGEST_LINE = 64 * 1024 * 1024  # bytes: a 50 MB page in JSON is longer than the page


def open_input(name: str) -> BinaryIO:
    """Return standard input for "-", else the file; raise BadInput naming it."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as exc:
        raise BadInput(f"{name}: {exc.strerror}") from exc


def answer_lines(source: BinaryIO, place: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer every line of the source on standard output. Returns the exit status: 0 when every line was good, 1 otherwise.

    An empty source is bad input: nothing was said. Blank lines are passed over.
    """
    good = bad = 0
    for number, raw in _lines(source):
        if not raw.strip():
            continue
        ident: Any = None
        try:
            record = parse_line(raw)
            ident = record.get("id")
            said = answer(record)
            good += 1
        except TradewatchError as exc:
            said = {"line": number, "id": ident, "error": str(exc)}
            bad += 1
        emit(said)
    if not good and not bad:
        raise BadInput(f"{'standard input' if place == '-' else place}: empty; wanted one JSON object a line")
    return 1 if bad else 0


def emit(said: Any) -> None:
    """Write one JSON value as one line on standard output; lone surrogates from broken pages stay escaped."""
    text = json.dumps(said, ensure_ascii=False)
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:
        raw = json.dumps(said).encode("ascii")
    sys.stdout.buffer.write(raw + b"\n")
    sys.stdout.buffer.flush()


def parse_line(raw: bytes) -> dict[str, Any]:
    """Return the object of one line; raise BadInput that says what is wrong."""
    if len(raw) > LONGEST_LINE:
        raise BadInput(f"longer than {LONGEST_LINE // 1024 // 1024} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise BadInput(f"not UTF-8 at byte {exc.start + 1}") from exc
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as exc:
        where = f" at column {exc.colno}" if isinstance(exc, json.JSONDecodeError) else ""
        raise BadInput(f"not JSON{where}") from exc
    if not isinstance(value, dict):
        raise BadInput(f"not a JSON object but a {type(value).__name__}")
    return value


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    yield from enumerate(source, 1)
