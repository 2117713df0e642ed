"""Read stored pages for `tradewatch extract`: JSON records, .html, .html.gz and .warc.gz files; from a page to the object that is printed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from core.codec import to_json
from core.errors import BadInput, BadPage
from core.records import Page
from crawlers.extract.page import LARGEST, read_html, read_page
from evidence.inflate import GZIP, inflate
from pipeline.address import checked_url


def answer_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return what the page of one record {"id", "url", "html"} says; raise BadInput naming the field that is missing or wrong."""
    html = record.get("html")
    if html is None:
        raise BadInput("html: missing")
    if not isinstance(html, str):
        raise BadInput(f"html: wanted text, got {type(html).__name__}")
    if not html.strip():
        raise BadInput("html: empty")
    url = checked_url(record.get("url"), "url")
    ident = record.get("id")
    if ident is not None and not isinstance(ident, str | int):
        raise BadInput(f"id: wanted text, got {type(ident).__name__}")
    return {"id": url if ident is None else ident, **described(read_html(html, url))}


def described(page: Page) -> dict[str, Any]:
    """Return a page as the JSON object that is printed."""
    said = to_json(page)
    return {name: said[name] for name in ("url", "kind", "title", "shop", "listings", "advertisement", "text", "warnings", "needs_browser")}


def read_file(name: str, url: str) -> Iterator[dict[str, Any]]:
    """Yield what each page of a stored file says: one for .html and .html.gz, one for each page of a .warc or .warc.gz.

    `url`: address of the page, needed where the file does not say it. Raises BadInput naming the file.
    """
    try:
        with Path(name).open("rb") as source:
            if name.endswith((".warc.gz", ".warc")):
                yield from _warc(source, name, url)
            else:
                address = checked_url(url, f"{name}: --url")
                yield {"id": address, **described(_named(name, _whole(source, name), address, ""))}
    except OSError as exc:
        raise BadInput(f"{name}: {exc.strerror or exc}") from exc


def stored_body(name: str) -> bytes:
    """Return the bytes of a stored .html or .html.gz; raise BadInput naming the file."""
    try:
        with Path(name).open("rb") as source:
            return _whole(source, name)
    except OSError as exc:
        raise BadInput(f"{name}: {exc.strerror or exc}") from exc


def _whole(source: BinaryIO, name: str) -> bytes:
    body = _unpacked(source, name) if name.endswith(".gz") else source.read(LARGEST + 1)
    if not body.strip():
        raise BadInput(f"{name}: empty file")
    return body


def _named(place: str, body: bytes, url: str, content_type: str) -> Page:
    try:
        return read_page(body, url, content_type=content_type)
    except BadPage as exc:
        raise BadPage(f"{place}: {exc}") from exc


def _unpacked(source: BinaryIO, name: str) -> bytes:
    """Return the unpacked bytes, at most one more than a page may have, so that a bomb costs no memory."""
    try:
        found = inflate(source.read, GZIP, LARGEST)
    except zlib.error as exc:
        raise BadInput(f"{name}: no gzip file ({exc})") from exc
    if not found.whole and source.tell():
        raise BadInput(f"{name}: the gzip data is cut off")
    return found.data


def _warc(source: BinaryIO, name: str, url: str) -> Iterator[dict[str, Any]]:
    """Yield the pages of a WARC file; with `url`, those of this address alone. One that cannot be read is answered in its place and stops no other."""
    wanted = checked_url(url, f"{name}: --url") if url else ""
    records = pages = 0
    try:
        for record in ArchiveIterator(source):
            records += 1
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            kind = _page_type(record)
            if not kind or (wanted and address != wanted):
                continue
            pages += 1
            body = record.content_stream().read(LARGEST + 1)
            try:
                yield {"id": address, **described(_named(f"{name}: record {records}", body, address, kind))}
            except BadPage as exc:
                yield {"line": records, "id": address, "error": str(exc)}
    except (ArchiveLoadFailed, zlib.error, EOFError) as exc:
        raise BadInput(f"{name}: record {records + 1}: {exc}") from exc
    if not pages:
        raise BadInput(f"{name}: no HTML page{f' of {wanted}' if wanted else ''} among {records} records")


def _page_type(record: ArcWarcRecord) -> str:
    """Return the content type of a record that holds a page: a good answer, or what a browser drew (kept as a resource); else an empty text."""
    if record.rec_type == "response" and record.http_headers is not None and record.http_headers.get_statuscode() == "200":
        kind = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        return ""
    return kind if "html" in kind.lower() else ""
