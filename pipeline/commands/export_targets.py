"""Write all targets to a table (CSV or XLSX, by the file's ending) that `import-targets` reads back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "write targets to CSV or XLSX"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="where to write; .xlsx or .csv")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when the file was written."""
    from core.errors import BadInput
    from core.repositories import targets
    from core.settings import load_settings
    from core.target_form import fields_of
    from pipeline.rooms import open_rooms
    from pipeline.targets.files import write_table

    path = Path(args.file)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise BadInput(f"{path.name}: wanted a name that ends in .csv or .xlsx")
    rooms = open_rooms(load_settings())
    try:
        with rooms.database.read() as connection:
            known = targets.every(connection)
    finally:
        rooms.close()
    number = write_table(path, (fields_of(target) for target in known))
    sys.stdout.write(f"{number} targets written to {path}\n")
    return 0
