"""Read stored pages: a .html, .html.gz or .warc.gz file with its address, or JSON lines {"id", "url", "html"} on standard input."""

from __future__ import annotations

import argparse
from typing import Any

HELP = "what a stored page says"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help=".html, .html.gz, .warc.gz, or - for JSON lines")
    parser.add_argument("--url", default="", metavar="URL", help="address of the page (needed for .html)")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when every page could be read."""
    from pipeline.lines import answer_lines, emit, open_input
    from pipeline.reading import answer_record, read_file

    if args.file == "-":
        return answer_lines(open_input("-"), "-", answer_record)
    said: dict[str, Any]
    status = 0
    for said in read_file(args.file, args.url):
        emit(said)
        status |= "error" in said
    return status
