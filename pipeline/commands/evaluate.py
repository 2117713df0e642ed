"""Measure the detectors on labelled texts: a folder with positive.jsonl, negative.jsonl and, if it likes, pairs.jsonl. See docs/evaluation.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "how good the detectors are on labelled texts"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folders", metavar="FOLDER", nargs="+", help="holds positive.jsonl and negative.jsonl, and pairs.jsonl or not")
    parser.add_argument("--no-goods", action="store_true", help="withhold the class of goods")
    parser.add_argument("--no-kind", action="store_true", help="show every text as an advertisement")
    parser.add_argument("--strip", action="store_true", help="withhold punctuation and blanks")
    parser.add_argument("--half", choices=("a", "b"), help="only one half of the cases; texts of one case stay together")
    parser.add_argument("--show", action="append", default=[], choices=("miss", "false", "article", "pair"), help="list these too")
    parser.add_argument("--record", metavar="FILE", help="write how often rules and confidence were right, as the screens show it (detectors/measured.json)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every line of the files could be used, 1 otherwise; the good lines are counted either way."""
    from core.clock import beijing_day, now
    from detectors.load import load_engine
    from pipeline.evaluate import pairs
    from pipeline.evaluate.cases import Case, read_folder
    from pipeline.evaluate.judged import Withheld, judge_all
    from pipeline.evaluate.report import as_json, as_lines, as_record
    from pipeline.lines import emit

    cases: list[Case] = []
    known: list[pairs.Pair] = []
    errors: list[str] = []
    for folder in map(Path, args.folders):
        read = read_folder(folder)
        told_apart, wrong = pairs.read_pairs(folder)
        cases += [case for case in read.cases if args.half in (None, case.half)]
        known += told_apart
        errors += [*read.errors, *wrong]
    told = pairs.tell_apart(load_engine(), known)
    judged = judge_all(load_engine(), cases, Withheld(goods=args.no_goods, kind=args.no_kind, punctuation=args.strip))
    if args.json:
        emit(as_json(judged, errors) | {"pairs": {kind: share.to_json() for kind, share in pairs.told_apart(told).items()} if told else {}})
    else:
        sys.stdout.writelines(f"{line}\n" for line in as_lines(judged, [name for name in args.show if name != "pair"]))
        sys.stdout.writelines(f"{line}\n" for line in pairs.as_lines(told, show="pair" in args.show))
    if args.record:
        Path(args.record).write_text(as_record(judged, beijing_day(now()).isoformat()), encoding="utf-8")
    for error in errors:
        sys.stderr.write(f"tradewatch evaluate: {error}\n")
    return 1 if errors else 0
