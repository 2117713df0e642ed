"""Build the index again from the rows of the database, beside the one in use; searching goes on meanwhile, and the old one is kept until it is confirmed."""

from __future__ import annotations

import argparse
import sys

from search.base import Status

HELP = "build the index again; --status, --confirm, --take-back, --expire"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--status", action="store_true", help="say how the index stands, and change nothing")
    only.add_argument("--confirm", action="store_true", help="the new index is good: take away the one that was kept beside it")
    only.add_argument("--take-back", action="store_true", help="the new index is not good: use the one that was kept again")
    only.add_argument("--expire", action="store_true", help="take out what was not seen for longer than TRADEWATCH_INDEX_DAYS")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when what was asked for is done."""
    from core.settings import load_settings
    from pipeline.indexing import drain, expire, rebuild
    from pipeline.rooms import open_rooms
    from search.lock import hold_lock

    rooms = open_rooms(load_settings())
    write = sys.stdout.write
    try:
        if args.status:
            write(_status(rooms.index.status()))
        elif args.expire:
            write(f"{expire(rooms)} documents taken out\n")
        elif args.confirm or args.take_back:
            with hold_lock(rooms.settings):
                write(
                    f"taken away: {', '.join(rooms.index.confirm()) or 'nothing was kept'}\n" if args.confirm else f"in use again: {rooms.index.take_back()}\n"
                )
        else:
            write(f"{rebuild(rooms)} documents\n")
            drain(rooms)
            for name in rooms.index.status().kept:
                write(f"{name} is kept: tradewatch reindex --confirm takes it away, --take-back uses it again\n")
    finally:
        rooms.close()
    return 0


def _status(status: Status) -> str:
    old = "" if status.schema == status.wanted else f", this program wants {status.wanted}: run tradewatch reindex"
    kept = f"; kept beside it: {', '.join(status.kept)}" if status.kept else ""
    return f"{status.engine} at {status.place}: {status.name}, {status.documents} documents, layout {status.schema}{old}{kept}\n"
