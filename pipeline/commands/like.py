"""More like this: where else the same or nearly the same text stands."""

from __future__ import annotations

import argparse
import sys

HELP = "texts like a stored one"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="id of a listing, an advertisement or a page, as `tradewatch search` prints it with --json")
    parser.add_argument("--least", type=float, default=0.5, metavar="SHARE", help="least share of the text in common, 0 to 1 (default 0.5)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(args: argparse.Namespace) -> int:
    """Exits 0, whether something is alike or not."""
    from core.errors import BadInput, NotFound
    from core.repositories import documents
    from core.settings import load_settings
    from pipeline.lines import emit
    from pipeline.rooms import open_rooms
    from search.alike import alike

    if not 0 < args.least <= 1:
        raise BadInput(f"--least {args.least}: wanted more than 0, at most 1")
    rooms = open_rooms(load_settings())
    try:
        with rooms.database.read() as connection:
            item = documents.find(connection, args.id)
            if item is None:
                raise NotFound(f"no document {args.id}; `tradewatch search … --json` prints the ids")
            found = alike(connection, item.title, item.text, without=item.id, least=args.least)
    finally:
        rooms.close()
    for one in found:
        shop = (one.shop.name or one.shop.key) if one.shop else ""
        if args.json:
            emit({"id": one.item.id, "kind": one.kind, "share": round(one.share, 3), "title": one.item.title, "url": one.item.url, "shop": shop})
        else:
            sys.stdout.write(f"{one.share:4.0%}  {one.item.url}  {shop}\n")
    return 0
