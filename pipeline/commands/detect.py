"""Look at texts with the rulebook: one JSON object a line in, its findings out. Takes what `tradewatch extract` prints too."""

from __future__ import annotations

import argparse
from typing import Any

HELP = "findings of texts"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="JSON lines, or - for standard input: id, kind, text; title, goods, url, captured_at, price")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every line was good."""
    from detectors.answer import answer
    from detectors.load import load_engine
    from pipeline.lines import answer_lines, open_input

    engine = load_engine()

    def said(record: dict[str, Any]) -> dict[str, Any]:
        return answer(engine, record)

    return answer_lines(open_input(args.file), args.file, said)
