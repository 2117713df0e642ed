"""Take targets in from a table (CSV or XLSX): good rows are kept, each bad one is named with row and reason."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path

HELP = "take targets in from CSV or XLSX"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="table with a row of headings (网址 名称 类别 …); `tradewatch export-targets` writes one")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every row was good, 1 when some were bad (the good ones are kept)."""
    from core.settings import load_settings
    from pipeline.rooms import open_rooms
    from pipeline.targets.files import read_table
    from pipeline.targets.take import take

    path = Path(args.file)
    rooms = open_rooms(load_settings())
    try:
        taken = take(rooms.database, read_table(path), who=f"{getpass.getuser()} (command line)", source=path.name)
    finally:
        rooms.close()
    if args.json:
        bad = [{"row": number, "url": url, "why": why} for number, url, why in taken.bad]
        said = {"added": taken.added, "changed": taken.changed, "unchanged": taken.unchanged, "bad": bad}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"row {number}: {url or '-'}: {why}\n" for number, url, why in taken.bad))
        sys.stdout.write(f"{taken.added} added, {taken.changed} changed, {taken.unchanged} unchanged, {len(taken.bad)} bad\n")
    return 1 if taken.bad else 0
