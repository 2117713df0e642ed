"""Keep a product's page as the recorded case of its site file: page.html, url.txt and listing.json, which a person reads before it is believed."""

from __future__ import annotations

import argparse
import sys

HELP = "record a page as the test of a site file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("page", metavar="URL|FILE", help="address of a page that is in the evidence, or a stored .html or .html.gz (then with --url)")
    parser.add_argument("--url", default="", metavar="URL", help="address of the page in a file")
    parser.add_argument("--case", default="plain", metavar="NAME", help="name of the case (default: plain)")
    parser.add_argument("--into", default="tests/crawlers/sites", metavar="FOLDER", help="folder of the recorded pages (default: tests/crawlers/sites)")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when the case was written."""
    from pathlib import Path

    from core.settings import load_settings
    from pipeline.address import checked_url
    from pipeline.reading import stored_body
    from pipeline.recording import from_evidence, recorded, write
    from pipeline.rooms import open_rooms

    if args.page.startswith(("http://", "https://")):
        url = checked_url(args.page, "URL")
        rooms = open_rooms(load_settings())
        try:
            body, content_type = from_evidence(rooms, url)
        finally:
            rooms.close()
    else:
        url, body, content_type = checked_url(args.url, "--url"), stored_body(args.page), ""
    case = recorded(url, body, content_type)
    path = write(case, Path(args.into), args.case)
    sys.stdout.write(f"{path}: {', '.join(f'{name} {value[:40]!r}' for name, value in case.listing.items())}\n")
    return 0
