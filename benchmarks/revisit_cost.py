"""What an unchanged page costs beside its first visit: `benchmarks/revisit_cost.py [PAGES]`, whole pipeline, processor seconds a page.

Two shops: one answers with validators (304 when nothing changed), one sends every page whole with another time of serving in it.
The cost of starting and ending a visit is measured on a shop of three pages and taken off.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks import pipeline_site
from core.settings import Settings
from pipeline.crawl import plan, run
from pipeline.rooms import open_rooms

ROBOTS = b"User-agent: *\nDisallow: /buy/\nDisallow: /cart/\n"


def body_of(path: str, total: int) -> bytes | None:
    """Return the page at this path of a shop with so many goods."""
    name = path.strip("/").removesuffix(".html")
    number = int("".join(char for char in name if char.isdigit()) or 0)
    made = {"": pipeline_site.home, "licence": pipeline_site.licence}.get(name)
    if made is not None:
        return made(total).encode()
    if name.startswith("list-") and number < pipeline_site.lists_of(total):
        return pipeline_site.listing(number, total).encode()
    return pipeline_site.product(number, total).encode() if name.startswith("item/") and number < total else None


def within(body: bytes, total: int) -> bytes:
    """Return the page with its links to goods led to goods that there are."""
    return re.sub(rb"/item/(\d+)", lambda found: b"/item/%d" % (int(found[1]) % total), body)


def serve(total: int, etags: bool, said: Connection) -> None:
    """Serve the shop until the process is ended."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = ROBOTS if self.path.startswith("/robots") else body_of(self.path.partition("?")[0], total)
            status, etag = (200, f'"{zlib.crc32(body)}"') if body is not None else (404, "")
            body = within(body, total) if body else b"nothing"
            if etags and etag and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            elif not etags:
                body = body.replace(b"</body>", f"<!-- served {time.time()} --></body>".encode())
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if etags:
                self.send_header("ETag", etag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the figures' page clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    said.send(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Event().wait()


def used() -> float:
    """Return the processor seconds of this process and of the crawl processes that it waited for."""
    return sum(time_.ru_utime + time_.ru_stime for time_ in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))


def visits(total: int, etags: bool) -> tuple[int, list[float]]:
    """Visit a shop twice; returns its pages and the processor seconds of each visit."""
    here, there = Pipe()
    server = Process(target=serve, args=(total, etags, there), daemon=True)
    server.start()
    address = f"127.0.0.1:{here.recv()}"
    spent, pages = [], 0
    with tempfile.TemporaryDirectory() as folder:
        rooms = open_rooms(Settings(data=Path(folder), allow_addresses=address, crawl_delay=0, ocr_budget=0))
        _ = rooms.detectors
        for _number in range(2):
            before = used()
            report = run(rooms, plan(rooms, f"http://{address}/", browser="never", max_pages=20_000).id)
            if report is None or not report.stopped.startswith("all pages"):
                raise RuntimeError(f"the visit ended with: {report and report.stopped}")
            spent.append(used() - before)
            pages = report.pages
        rooms.close()
    server.terminate()
    server.join()
    return pages, spent


def main() -> int:
    """Print one line for each shop."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    visits(20, etags=False)  # what is made once in a process, when it is first needed, is no page's cost
    for etags, name in ((True, "304"), (False, "same content, sent whole")):
        few, fixed = visits(1, etags)
        pages, spent = visits(total, etags)
        first, again = ((whole - start) / (pages - few) * 1000 for whole, start in zip(spent, fixed, strict=True))
        sys.stdout.write(f"{name}: {pages} pages, first visit {first:.1f} ms a page, unchanged {again:.1f} ms a page, ratio {again / first:.3f}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
