"""Take in the brand register (CSV: 品牌, 外文名称, 中文名称, 商品类别, 自营店铺, 指导价): each row is answered, then all listings are judged by it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "take in the brand register from CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="CSV with a row of headings; several values of one cell are set apart by ;")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every row was good, 1 when some were bad (the good ones are kept)."""
    from core.repositories import registers
    from core.settings import load_settings
    from pipeline.finish import finish
    from pipeline.handed_in.brands import HEADINGS, brand_of
    from pipeline.handed_in.report import report
    from pipeline.handed_in.table import read_rows, take
    from pipeline.rejudge import judge_branded
    from pipeline.rooms import open_rooms

    rows = read_rows(Path(args.file), HEADINGS, "name")
    rooms = open_rooms(load_settings())
    try:
        with rooms.database.write() as connection:
            said = report(take(rows, brand_of, lambda item: registers.put_brand(connection, item), lambda item: item.name))
        judged, leads = judge_branded(rooms)
        undone = finish(rooms)
    finally:
        rooms.close()
    sys.stdout.write(f"{said}; {judged} listings judged anew, {leads} leads touched\n")
    for what in undone:
        sys.stderr.write(f"tradewatch import-brands: {what}\n")
    return 1 if said.bad or undone else 0
