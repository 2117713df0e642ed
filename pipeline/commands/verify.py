"""Read all evidence back and compare: a damaged, missing or shortened file is named, with the record, and the exit is 1."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "check the evidence"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="a folder or file of evidence (default: all of TRADEWATCH_DATA, with the database)")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when everything reads back as it was written."""
    from core.db import open_database
    from core.errors import BadInput
    from core.repositories import captures
    from core.settings import load_settings
    from evidence.verify import verify

    settings = load_settings()
    if args.path is not None and not args.path.exists():
        raise BadInput(f"{args.path}: there is no such file or folder")
    if args.path is None or args.path.resolve() in (settings.data.resolve(), settings.evidence_folder.resolve()):
        database = open_database(settings)
        with database.read() as connection:
            report = verify(settings.evidence_folder, list(captures.every(connection)))
        database.close()
    else:
        report = verify(args.path)
    for note in report.notes:
        sys.stderr.write(f"note: {note}\n")
    for problem in report.problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{report.files} files, {report.records} records, {len(report.problems)} problems\n")
    return 1 if report.problems else 0
