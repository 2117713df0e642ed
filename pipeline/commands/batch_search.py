"""Look for many names, licence numbers or telephones at once: one a line in, a table with the hits of each line out."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

HELP = "look for many names or numbers at once"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="one name or number a line, at most 500; - for standard input")
    parser.add_argument("--csv", default="", metavar="FILE", help="write the table as CSV")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every line was looked for."""
    from core.errors import BadInput
    from core.settings import load_settings
    from core.sheets import csv_pieces
    from pipeline.lines import emit, open_input
    from search.many import HEADINGS, lines_of, look_for, row_of
    from search.open import open_engine

    with open_input(args.file) as source:
        raw = source.read()
    try:
        lines = lines_of(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        raise BadInput(f"{args.file}: not UTF-8 at byte {exc.start + 1}") from exc
    engine = open_engine(load_settings())
    try:
        found = look_for(engine, lines)
    finally:
        engine.close()
    if args.csv:
        Path(args.csv).write_bytes(b"".join(csv_pieces(HEADINGS, map(row_of, found))))
    for line in found:
        if args.json:
            said = asdict(line)
            emit({name: said[name] for name in ("number", "text", "how", "total", "shops", "kinds")} | {"urls": [hit.url for hit in line.hits]})
        elif not args.csv:
            sys.stdout.write(f"{line.total:7}  {line.shops:5}  {line.text}\n")
    return 0
