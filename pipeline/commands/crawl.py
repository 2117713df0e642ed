"""Visit a shop or an advert channel now, keep the evidence, detect, index; ends when all of it is done."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

HELP = "visit one shop now"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("url", metavar="URL", help="address of any page of the shop")
    parser.add_argument("--max-pages", type=int, default=500, metavar="N", help="stop after N pages (default 500)")
    parser.add_argument("--browser", choices=("auto", "always", "never"), default="auto", help="browser only where needed (default), always, never")
    parser.add_argument("--channel", action="store_true", help="the address is the start of an advertisement channel")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when the start page was stored and nothing was left undone."""
    from core.errors import BadInput
    from core.settings import load_settings
    from pipeline.address import checked_url
    from pipeline.crawl import plan
    from pipeline.crawl import run as run_job
    from pipeline.rooms import open_rooms

    url = checked_url(args.url, "URL")
    if args.max_pages < 1:
        raise BadInput(f"--max-pages {args.max_pages}: wanted 1 or more")
    rooms = open_rooms(load_settings())
    show = sys.stderr.isatty()

    def progress(stored: int, done: int) -> None:
        if show:
            sys.stderr.write(f"\r{stored} pages stored, {done} done ")
            sys.stderr.flush()

    try:
        _ = rooms.detectors  # read before the job is there, which a worker would take up meanwhile
        job = plan(rooms, url, max_pages=args.max_pages, browser=args.browser, klass="advert_channel" if args.channel else "")
        report = run_job(rooms, job.id, progress)
    finally:
        rooms.close()
    if report is None:
        sys.stderr.write("tradewatch crawl: another process is at this job\n")
        return 1
    said = {**asdict(report), **report.counts()}
    start_stored, undone = said.pop("start_stored"), said.pop("undone")
    for skipped in said["skipped"]:
        sys.stderr.write(f"skipped {skipped.get('url')}: {skipped.get('why')}\n")
    if args.json:
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{name:15} {said[name]}\n" for name in (*report.counts(), "seconds", "stopped")))
    if not start_stored:
        sys.stderr.write(f"tradewatch crawl: {args.url}: the start page was not stored: {report.stopped}\n")
    for what in undone:
        sys.stderr.write(f"tradewatch crawl: {what}\n")
    return 0 if start_stored and not undone else 1
