"""Where the time of a page goes: each step of its way by itself, in one process, on the benchmark's pages. Milliseconds of processor time a page."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.pipeline_site import product
from core.clock import now
from core.codec import from_json, to_json
from core.records import Capture, Page
from core.repositories import captures
from core.settings import Settings
from crawlers.extract.page import read_page
from evidence.store import WarcPlace
from pipeline.flow import travel
from pipeline.indexing import drain
from pipeline.judge import judge
from pipeline.rooms import Rooms, open_rooms
from pipeline.store import records_of

PAGES = 300


def split(folder: Path) -> dict[str, float]:
    """Return the steps with their milliseconds a page."""
    rooms = open_rooms(Settings(data=folder))
    _ = rooms.detectors, rooms.index  # opening them is no page's cost
    spent: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        spent[name] = (time.process_time() - begun) * 1000 / PAGES

    try:
        bodies = [product(number, 5_000).encode() for number in range(PAGES)]
        urls = [f"http://shop.example/item/{number}.html" for number in range(PAGES)]
        with step("evidence (WARC, hashes, manifest)"):
            places = _keep(rooms, urls, bodies)
        with step("read"):
            pages = [read_page(body, url) for body, url in zip(bodies, urls, strict=True)]
        with step("page to JSON and back"):
            pages = [from_json(Page, to_json(page)) for page in pages]
        kept = [_capture(url, place) for url, place in zip(urls, places, strict=True)]
        with step("detect"):
            for page, capture in zip(pages, kept, strict=True):
                judge(rooms.detectors, records_of(page, capture)[0], page, capture.fetched_at)
        with step("capture's row"):
            for page, capture in zip(pages, kept, strict=True):
                with rooms.database.write() as connection:
                    captures.add(connection, capture, page)
        with step("detect and store (whole way)"):
            for capture in kept:
                travel(rooms, capture)
        with step("index"):
            drain(rooms)
    finally:
        rooms.close()
    return spent


def _keep(rooms: Rooms, urls: list[str], bodies: list[bytes]) -> list[WarcPlace]:
    headers = [("Content-Type", "text/html; charset=utf-8")]
    with rooms.store.open_writer() as writer:
        return [
            writer.write(url, request=("GET / HTTP/1.1", [("Host", "shop.example")], b""), response=("200 OK", headers, body), fetched_at=now())
            for url, body in zip(urls, bodies, strict=True)
        ]


def _capture(url: str, place: WarcPlace) -> Capture:
    return Capture(
        id=f"bench-{url[-24:]}",
        job_id="bench",
        url=url,
        final_url=url,
        fetched_at=now(),
        status=200,
        content_type="text/html",
        sha256=place.sha256,
        size=place.size,
        warc=place.warc,
        offset=place.offset,
        length=place.length,
        via="http",
        kind="page",
    )


def main() -> int:
    """Print the split."""
    with tempfile.TemporaryDirectory() as folder:
        for name, cost in split(Path(folder)).items():
            sys.stdout.write(f"{name:36} {cost:6.2f} ms a page\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
