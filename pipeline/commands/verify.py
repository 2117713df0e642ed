"""Read all evidence back and compare: a damaged, missing or shortened file is named, with the record, and the exit is 1."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.settings import Settings
    from evidence.verify import Report

HELP = "check the evidence"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="a folder or file of evidence (default: all of TRADEWATCH_DATA, with the database)")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when everything reads back as it was written."""
    from core.settings import load_settings
    from evidence.verify import verify

    settings = load_settings()
    if args.path is None or args.path.resolve() in (settings.data.resolve(), settings.evidence_folder.resolve()):
        report = _with_database(settings)
    else:
        report = verify(_evidence_at(args.path))
    for note in report.notes:
        sys.stderr.write(f"note: {note}\n")
    for problem in report.problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{report.files} files, {report.records} records, {len(report.problems)} problems\n")
    return 1 if report.problems else 0


def _with_database(settings: Settings) -> Report:
    from core.db import open_database
    from core.repositories import captures, leads
    from evidence.verify import verify

    database = open_database(settings)
    try:
        with database.read() as connection:
            return verify(settings.evidence_folder, list(captures.every(connection)), leads.screenshots(connection))
    finally:
        database.close()


def _evidence_at(path: Path) -> Path:
    """Return the folder or file to check: of a data folder its evidence. Raises BadInput where there is none: nothing checked is not all well."""
    from core.errors import BadInput
    from evidence.verify import is_evidence

    if not path.exists():
        raise BadInput(f"{path}: there is no such file or folder")
    for place in (path, path / "evidence"):
        if is_evidence(place):
            return place
    raise BadInput(f"{path}: there is no evidence here (WARC files with their manifests)")
