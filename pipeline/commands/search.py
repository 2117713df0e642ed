"""Search everything that is stored. A run of characters is looked for as it stands, several are joined by AND, nothing is syntax."""

from __future__ import annotations

import argparse
from typing import Any

HELP = "search what is stored"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", help='words, or - for one query a line: text, or {"query": …, "filters": {…}}')
    parser.add_argument("--filter", action="append", default=[], metavar="FIELD=VALUE", help="kind, category, rule, area, shop, goods_class, status, day")
    parser.add_argument("--facets", default="", metavar="A,B", help="fields to count by")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="hits to show (default 20)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every query was answered."""
    from core.settings import load_settings
    from pipeline.lines import answer_lines, emit, open_input
    from pipeline.searching import as_text, ask, ask_line, filters_from, parse_query
    from search.open import open_engine

    filters = filters_from(args.filter)
    facets = tuple(name for name in args.facets.split(",") if name)
    engine = open_engine(load_settings())
    try:
        if args.query == "-":
            return answer_lines(open_input("-"), "-", lambda record: ask_line(engine, record, filters, facets, args.limit), parse_query)
        said: dict[str, Any] = ask(engine, args.query, filters, facets, args.limit)
        if args.json:
            emit(said)
        else:
            as_text(said)
        return 0
    finally:
        engine.close()
