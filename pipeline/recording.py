"""Recorded pages: the page that a site file is tested against, taken from the evidence, with what it says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, NotFound
from core.records import Capture, Page
from core.repositories import captures
from crawlers.extract.charset import decode
from crawlers.extract.page import read_html
from crawlers.site import FIELDS, Site
from crawlers.sites import own_sites, site_for
from evidence.decode import decode_body
from pipeline.rooms import Rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A page to be kept: its address, its text, and what is read of it, for a person to check. `site`: name of the site file, "" where none is yet."""

    url: str
    html: str
    site: str
    listing: dict[str, str]


def recorded(url: str, body: bytes, content_type: str = "") -> Recorded:
    """Return the page with what its site file reads; without a file, with what the general reading finds: the start of one."""
    html = decode(body, content_type).text
    site = site_for(url, own_sites())
    listing = site.read(html, url) if site is not None and site.is_item(url) else _general(read_html(html, url))
    return Recorded(url=url, html=html, site=_name(site, url), listing=listing)


def _general(page: Page) -> dict[str, str]:
    first = page.listings[0] if page.kind == "product" and page.listings else None
    if first is None:
        raise BadInput(f"{page.url}: a {page.kind} page; a recorded page is a product's")
    found = {name: getattr(first, "description" if name == "body" else name) for name in FIELDS}
    return {name: value for name, value in found.items() if value}


def _name(site: Site | None, url: str) -> str:
    return site.name if site is not None else re.sub(r"\W+", "_", url.split("/")[2].lower()).strip("_")


def from_evidence(rooms: Rooms, url: str) -> tuple[bytes, str]:
    """Return (body, content type) of the newest good capture of this address; raise NotFound when there is none."""
    with rooms.database.read() as connection:
        capture = captures.newest(connection, url)
    if capture is None:
        raise NotFound(f"{url}: no page of this address is in the evidence; `tradewatch crawl {url} --max-pages 1` fetches it")
    return _body(rooms, capture), capture.content_type


def _body(rooms: Rooms, capture: Capture) -> bytes:
    exchange = rooms.store.read(capture.warc, capture.offset, capture.length)
    return decode_body(exchange.body, exchange.headers)


def write(case: Recorded, folder: Path, name: str) -> Path:
    """Write page.html, url.txt and listing.json below folder/site/name; raise BadInput when the case is there already. Returns the case's folder."""
    if not re.fullmatch(r"[\w-]{1,60}", name):
        raise BadInput(f"--case {name!r}: wanted letters, digits, - and _")
    path = folder / case.site / name
    if path.exists():
        raise BadInput(f"{path}: is there already; a recorded page is replaced by hand")
    path.mkdir(parents=True)
    (path / "page.html").write_text(case.html, "utf-8")
    (path / "url.txt").write_text(f"{case.url}\n", "utf-8")
    (path / "listing.json").write_text(json.dumps(case.listing, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path
