"""Take in the operator register from CSV: each row is answered, then the shops that show these codes are judged anew.

Columns: 统一社会信用代码, 名称, 登记状态, 经营范围, 许可证 (number and last day; several set apart by ;).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

HELP = "take in the operator register from CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="CSV with a row of headings")
    parser.add_argument("--as-of", metavar="DAY", type=date.fromisoformat, help="day of the export, 2026-11-20 (default: today in Beijing)")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every row was good, 1 when some were bad (the good ones are kept)."""
    from core.clock import beijing_day, now
    from core.repositories import registers
    from core.settings import load_settings
    from pipeline.finish import finish
    from pipeline.handed_in.operators import HEADINGS, operator_of
    from pipeline.handed_in.report import report
    from pipeline.handed_in.table import read_rows, take
    from pipeline.rejudge import judge_registered
    from pipeline.rooms import open_rooms

    day = args.as_of or beijing_day(now())
    rows = read_rows(Path(args.file), HEADINGS, "code")
    rooms = open_rooms(load_settings())
    try:
        with rooms.database.write() as connection:
            said = report(take(rows, lambda fields: operator_of(fields, day), lambda item: registers.put_operator(connection, item), lambda item: item.code))
        judged, leads = judge_registered(rooms)
        undone = finish(rooms)
    finally:
        rooms.close()
    sys.stdout.write(f"{said}; {judged} shops judged anew, {leads} leads touched\n")
    for what in undone:
        sys.stderr.write(f"tradewatch import-register: {what}\n")
    return 1 if said.bad or undone else 0
