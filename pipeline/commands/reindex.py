"""Build the index again from the rows of the database; searching goes on meanwhile."""

from __future__ import annotations

import argparse
import sys

HELP = "build the index again"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: none."""


def run(args: argparse.Namespace) -> int:
    """Exits 0 when the new index stands."""
    from core.settings import load_settings
    from pipeline.indexing import drain, every_doc
    from pipeline.rooms import open_rooms
    from search.lock import hold_lock

    rooms = open_rooms(load_settings())
    try:
        with hold_lock(rooms.settings):
            number = rooms.index.rebuild(every_doc(rooms))
        drain(rooms)
    finally:
        rooms.close()
    sys.stdout.write(f"{number} documents\n")
    return 0
