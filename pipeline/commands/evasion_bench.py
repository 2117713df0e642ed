"""Put the rulebook's own examples into each kind of disguise: how many hits are still found, how many misses stay silent. See docs/evaluation.md."""

from __future__ import annotations

import argparse
import sys

HELP = "what the detectors see through"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--rules", metavar="WORD", default="", help="only the rules whose id holds this")
    parser.add_argument("--show", metavar="KIND", default="", help="list the examples of the kinds whose name holds this that come out wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0: it measures and does not judge."""
    from detectors.evasion.bench import plain_examples
    from detectors.load import load_engine
    from pipeline.evaluate.evasion import as_json, as_lines, bench
    from pipeline.lines import emit

    engine = load_engine()
    kinds = bench(engine, plain_examples(engine, args.rules))
    if args.json:
        emit(as_json(kinds))
    else:
        sys.stdout.writelines(f"{line}\n" for line in as_lines(kinds, args.show))
    return 0
