"""Search everything that is stored. A run of characters is looked for as it stands, several are joined by AND, nothing is syntax."""

from __future__ import annotations

import argparse
from dataclasses import replace

HELP = "search what is stored"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pipeline.querying import add_conditions

    parser.add_argument("query", nargs="?", default="", metavar="QUERY", help='words, or - for one query a line: text, or {"query": …, "filters": {…}}')
    add_conditions(parser)
    parser.add_argument("--facets", default="", metavar="A,B", help="fields to count by")
    parser.add_argument("--histogram", choices=("day", "month", "year"), default="", help="hits over time")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="hits to show (default 20)")
    parser.add_argument("--cursor", default="", metavar="TEXT", help="go on behind the page whose answer gave this cursor")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every query was answered."""
    from core.errors import BadInput
    from core.settings import load_settings
    from pipeline.lines import answer_lines, emit, open_input
    from pipeline.querying import query_of
    from pipeline.searching import MOST, as_text, ask, ask_line, parse_query
    from search.open import open_engine

    facets = tuple(name for name in args.facets.split(",") if name)
    if not 0 <= args.limit <= MOST:
        raise BadInput(f"--limit {args.limit}: wanted 0 to {MOST}; `tradewatch export` takes everything")
    base = replace(query_of(args), facets=facets, histogram=args.histogram, limit=args.limit, cursor=args.cursor)
    engine = open_engine(load_settings())
    try:
        if args.query == "-":
            return answer_lines(open_input("-"), "-", lambda record: ask_line(engine, record, base), parse_query)
        said = ask(engine, replace(base, text=args.query))
        if args.json:
            emit(said)
        else:
            as_text(said)
        return 0
    finally:
        engine.close()
