"""Look at all stored texts again: for one rule, or for words of one's own. Old pages become leads; the index is not built anew for it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HELP = "look at the whole past again for a rule or for words"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--rule", metavar="ID", help="a rule of the rulebook")
    what.add_argument("--words", metavar="FILE", help="words, one a line (- for standard input); what is found is a weak lead that quotes no law")
    parser.add_argument("--processes", type=int, default=0, metavar="N", help="processes that look (default: as many as there are cores)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every stored text was looked at and nothing was left undone."""
    from core.settings import load_settings
    from pipeline import rescan
    from pipeline.finish import finish
    from pipeline.rooms import open_rooms

    words = _words(args.words) if args.words else []
    rooms = open_rooms(load_settings())
    try:
        rules = rooms.detectors
        with rooms.database.write() as connection:
            asked = rescan.plan_rule(connection, rules, args.rule, "tradewatch") if args.rule else rescan.plan_words(connection, words, "tradewatch")
        done = rescan.run(rooms, asked.id, _progress if sys.stderr.isatty() else lambda _rescan: None, args.processes)
        undone = finish(rooms)
    finally:
        rooms.close()
    if done is None:
        sys.stderr.write("tradewatch rescan: another process is at this rescan\n")
        return 1
    said = {"id": done.id, "texts": done.done, "documents": done.found, "new_leads": done.opened}
    sys.stdout.write(json.dumps(said) + "\n" if args.json else "".join(f"{name:10} {value}\n" for name, value in said.items()))
    for what in undone:
        sys.stderr.write(f"tradewatch rescan: {what}\n")
    return 1 if undone or done.error else 0


def _words(name: str) -> list[str]:
    from core.errors import BadInput

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise BadInput(f"{name}: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise BadInput(f"{name}: not UTF-8 at byte {exc.start + 1}") from exc
    return text.splitlines()


def _progress(rescan: object) -> None:
    sys.stderr.write(f"\r{getattr(rescan, 'done', 0)} of {getattr(rescan, 'total', 0)} texts, {getattr(rescan, 'found', 0)} documents ")
    sys.stderr.flush()
