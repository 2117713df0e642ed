"""Take in records that came by file (the fields of `detect`, plus seller): stored, detected and indexed as if crawled. Twice changes nothing."""

from __future__ import annotations

import argparse
import sys
from typing import Any

HELP = "take in records from a file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="JSON lines, or - for standard input")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every line was good and nothing was left undone."""
    from core.settings import load_settings
    from pipeline.finish import finish
    from pipeline.ingest import ingest
    from pipeline.lines import answer_lines, open_input
    from pipeline.rooms import open_rooms

    source = open_input(args.file)
    rooms = open_rooms(load_settings())

    def said(record: dict[str, Any]) -> dict[str, Any]:
        done = ingest(rooms, record)
        return {"id": done.id if record.get("id") is None else record["id"], "new": done.new, "leads": done.leads}

    try:
        status = answer_lines(source, args.file, said)
        undone = finish(rooms)
    finally:
        rooms.close()
    for what in undone:
        sys.stderr.write(f"tradewatch ingest: {what}\n")
    return 1 if undone else status
