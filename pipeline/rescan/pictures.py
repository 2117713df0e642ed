"""What was read in a picture, and the listings that show it: a find in a picture is a find about each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from core.db import Database
from core.errors import NotFound
from core.records import Finding, Listing, Page
from core.repositories import captures, documents, readings, texts
from pipeline.group import Subject, subject_of
from pipeline.picture_findings import Places, Shown


def showing(database: Database, sha256: str) -> Iterator[Shown]:
    """Yield each listing that shows the picture, or one that looks the same."""
    with database.read() as connection:
        found = [_shown(connection, sha256, ident, picture) for ident, picture in texts.showing(connection, sha256)]
    yield from filter(None, found)


def _shown(connection: Connection, sha256: str, ident: str, picture_sha256: str) -> Shown | None:
    """None when the listing or the picture's own capture is gone."""
    try:
        listing = documents.get(connection, "listing", ident)
    except NotFound:
        return None
    picture, reading = readings.capture_of(connection, picture_sha256), readings.find(connection, sha256)
    capture = captures.find(connection, listing.capture_id) or picture
    if not isinstance(listing, Listing) or picture is None or reading is None or capture is None:
        return None
    return Shown(listing=listing, page=Page(url=listing.url, kind="product"), capture=capture, picture=picture, reading=reading)


def placed(shown: Shown, said: tuple[Finding, ...]) -> tuple[Subject, str, tuple[Finding, ...]]:
    """Return findings in a picture's text as findings about the listing, each with its place on the picture."""
    place = Places(shown.picture.id, shown.reading)
    findings = tuple(replace(finding, spans=tuple(map(place.of, finding.spans))) for finding in said)
    return subject_of(shown.listing), shown.picture.id, findings
