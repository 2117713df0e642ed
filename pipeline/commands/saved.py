"""Saved searches: list, keep, change, look into and take away. One that alerts tells of each document that begins to match it, once."""

from __future__ import annotations

import argparse
import sys
from typing import Any

HELP = "saved searches"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pipeline.querying import add_conditions

    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    listed = steps.add_parser("list", help="all saved searches")
    listed.add_argument("--json", action="store_true", help="print one JSON object a line")
    add = steps.add_parser("add", help="keep a search")
    add.add_argument("name", metavar="NAME")
    add.add_argument("query", nargs="?", default="", metavar="QUERY", help="words, as in `tradewatch search`")
    add.add_argument("--owner", default="admin", metavar="USER", help="whose it is (default admin)")
    add.add_argument("--share", action="store_true", help="others may use it")
    add.add_argument("--alert", action="store_true", help="tell of what begins to match")
    add_conditions(add)
    change = steps.add_parser("change", help="rename, share, alert")
    change.add_argument("id", metavar="ID")
    change.add_argument("--name", default="", help="new name")
    for name in ("share", "alert"):
        change.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, default=None)
    run_it = steps.add_parser("run", help="ask the index now")
    run_it.add_argument("id", metavar="ID")
    run_it.add_argument("--limit", type=int, default=20, metavar="N")
    run_it.add_argument("--json", action="store_true")
    drop = steps.add_parser("drop", help="take it away")
    drop.add_argument("id", metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when the step was done."""
    from core.settings import load_settings
    from pipeline.rooms import open_rooms

    rooms = open_rooms(load_settings())
    try:
        return _STEPS[args.step](rooms, args)
    finally:
        rooms.close()


def _list(rooms: Any, args: argparse.Namespace) -> int:
    from core.codec import to_json
    from core.repositories import saved
    from pipeline.lines import emit

    with rooms.database.read() as connection:
        found = saved.every(connection)
        new = saved.unseen(connection, [one.id for one in found])
    for one in found:
        if args.json:
            emit(to_json(one) | {"new": new.get(one.id, 0)})
        else:
            marks = f"{'shared ' if one.shared else ''}{'alerts ' if one.alert else ''}"
            sys.stdout.write(f"{one.id}  {one.owner}  {one.name}  {marks}{new.get(one.id, 0)} new\n")
    return 0


def _add(rooms: Any, args: argparse.Namespace) -> int:
    from core.errors import NotFound
    from core.repositories import users
    from pipeline import saved
    from pipeline.querying import query_of

    with rooms.database.read() as connection:
        owner = users.by_name(connection, args.owner)
    if owner is None:
        raise NotFound(f"no user {args.owner!r}; `tradewatch serve` makes the first one")
    one = saved.save(rooms.database, rooms.index, owner=owner, name=args.name, query=query_of(args, args.query), shared=args.share, alert=args.alert)
    sys.stdout.write(f"{one.id}\n")
    return 0


def _change(rooms: Any, args: argparse.Namespace) -> int:
    from pipeline import saved

    saved.change(rooms.database, rooms.index, args.id, name=args.name, shared=args.share, alert=args.alert)
    return 0


def _run(rooms: Any, args: argparse.Namespace) -> int:
    from dataclasses import replace

    from core.repositories import saved
    from pipeline.lines import emit
    from pipeline.searching import as_text, ask
    from search.stored_query import restored

    with rooms.database.read() as connection:
        one = saved.get(connection, args.id)
    said = ask(rooms.index, replace(restored(one.query), limit=args.limit))
    if args.json:
        emit(said)
    else:
        as_text(said)
    return 0


def _drop(rooms: Any, args: argparse.Namespace) -> int:
    from pipeline import saved

    saved.drop(rooms.database, args.id)
    return 0


_STEPS = {"list": _list, "add": _add, "change": _change, "run": _run, "drop": _drop}
