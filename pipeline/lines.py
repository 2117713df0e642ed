"""One JSON object a line in, one line out, in the same order; a bad line is answered in its place and the good ones all get their answer."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from core.errors import BadInput, TradewatchError

log = logging.getLogger(__name__)

LONGEST_LINE = 64 * 1024 * 1024  # bytes: a 50 MB page in JSON is longer than the page


def open_input(name: str) -> BinaryIO:
    """Return standard input for "-", else the file; raise BadInput naming it."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as exc:
        raise BadInput(f"{name}: {exc.strerror}") from exc


Record = dict[str, Any]


def parse_line(raw: bytes) -> Record:
    """Return the object of one line; raise BadInput that says what is wrong."""
    value = json_of(text_of(raw))
    if not isinstance(value, dict):
        raise BadInput(f"not a JSON object but a {type(value).__name__}")
    return value


def text_of(raw: bytes) -> str:
    """Return the text of one line; raise BadInput when it is too long or not UTF-8."""
    if len(raw) > LONGEST_LINE:
        raise BadInput(f"longer than {LONGEST_LINE // 1024 // 1024} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise BadInput(f"not UTF-8 at byte {exc.start + 1}") from exc


def json_of(text: str) -> Any:
    """Return the JSON value (RFC 8259: no NaN, no Infinity); raise BadInput naming the column."""
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as exc:
        raise BadInput(f"not JSON at column {exc.colno}") from exc
    except (ValueError, RecursionError) as exc:  # a number of thousands of digits, a thousand brackets
        raise BadInput(f"not JSON that can be read: {exc}") from exc


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"the number {digits[:40]} is too large")
    return number


def answer_lines(source: BinaryIO, place: str, answer: Callable[[Record], Record], parse: Callable[[bytes], Record] = parse_line) -> int:
    """Answer every line of the source on standard output. Returns the exit status: 0 when every line was good, 1 otherwise.

    An empty source is bad input: nothing was said. Blank lines are passed over.
    """
    good = bad = 0
    for number, raw in _lines(source):
        if not raw.strip():
            continue
        record: Record = {}
        try:
            record = parse(raw)
            said = answer(record)
            good += 1
        except TradewatchError as exc:
            said = {"line": number, "id": record.get("id"), "error": str(exc)}
            bad += 1
        except Exception as exc:  # a line that breaks us must not cost the others their answers; the trace goes to the log
            log.exception("line %d", number)
            said = {"line": number, "id": record.get("id"), "error": f"internal error: {type(exc).__name__}: {exc}"}
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


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield (number, line); of a line that is too long only so much that it is seen to be."""
    number = 0
    while raw := source.readline(LONGEST_LINE + 1):
        number += 1
        yield number, raw
        while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            raw = source.readline(LONGEST_LINE + 1)
