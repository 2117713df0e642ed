"""Take away everything that a search finds, however much it is: CSV, JSON lines, or XLSX (up to 200,000 rows). Formulas in cells are made harmless."""

from __future__ import annotations

import argparse
import sys

HELP = "take a whole search away as CSV, JSON lines or XLSX"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pipeline.querying import add_conditions

    parser.add_argument("file", metavar="FILE", help="ends in .csv, .jsonl or .xlsx; - for standard output (CSV, or JSON lines with --jsonl)")
    parser.add_argument("query", nargs="?", default="", metavar="QUERY", help="words, as in `tradewatch search`")
    add_conditions(parser)
    parser.add_argument("--text", action="store_true", help="with the numbers shown and the whole text")
    parser.add_argument("--jsonl", action="store_true", help="JSON lines on standard output")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when the file is whole; one that could not be finished is taken away."""
    from core.settings import load_settings
    from pipeline.exporting import export
    from pipeline.querying import query_of
    from search.open import open_engine

    query = query_of(args, args.query)
    engine = open_engine(load_settings())
    try:
        rows = export(engine, query, args.file, body=args.text, lines=args.jsonl)
    finally:
        engine.close()
    sys.stderr.write(f"{rows} rows\n")
    return 0
