"""What stands on the pictures of goods is judged by the same rules as text; each find keeps its place on the picture.

Done when the whole visit is over: only then is it known which pictures came, and which other shops show them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from sqlalchemy import Connection

from core.pictures import Box, PictureReading
from core.records import Capture, Document, Finding, Lead, Listing, Page, Shop, Span
from core.repositories import index_queue, readings
from crawlers.links import clean
from detectors.checks._names import certainly_different
from detectors.engine import Engine
from pipeline import alerts
from pipeline.group import group, subject_of
from pipeline.judge import judge
from pipeline.knowledge import handed
from pipeline.pictures import text_of
from pipeline.rooms import Rooms
from pipeline.store import records_of

Seen = tuple[Capture, Page | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture that was read, and the listing that shows it (with the page and capture that say so)."""

    listing: Listing
    page: Page
    capture: Capture
    picture: Capture
    reading: PictureReading


def judge_pictures(rooms: Rooms, shop: Shop, pages: Sequence[tuple[Capture, Page]], everything: Sequence[Seen]) -> list[tuple[Lead, str]]:
    """Judge the pictures of the shop's goods. Returns the leads touched. Run twice it changes nothing."""
    touched: list[tuple[Lead, str]] = []
    shown = _shown(rooms, pages, everything)
    with rooms.database.write() as connection:
        for item in shown:
            readings.show(connection, shop.id, item.picture.sha256, item.listing.id, item.picture.final_url, item.picture.fetched_at)
    by_listing: dict[str, list[Shown]] = {}
    for item in shown:
        by_listing.setdefault(item.listing.id, []).append(item)
    for items in by_listing.values():
        touched += _judge_listing(rooms, shop, items)
    return touched


def _shown(rooms: Rooms, pages: Iterable[tuple[Capture, Page]], everything: Iterable[Seen]) -> list[Shown]:
    pictures = {clean(address): capture for capture, _ in everything if capture.kind == "picture" for address in (capture.url, capture.final_url)}
    found = []
    with rooms.database.read() as connection:
        for capture, page in pages:
            listing = next((item for item in records_of(page, capture) if isinstance(item, Listing)), None) if capture.kind == "page" else None
            here = {id(known): known for image in listing.images if (known := pictures.get(clean(image)))} if listing else {}
            for picture in here.values():
                reading = readings.find(connection, picture.sha256)
                if listing is not None and reading is not None:
                    found.append(Shown(listing=listing, page=page, capture=capture, picture=picture, reading=reading))
    return found


def _judge_listing(rooms: Rooms, shop: Shop, items: Sequence[Shown]) -> list[tuple[Lead, str]]:
    listing, capture = items[0].listing, items[0].capture
    with rooms.database.read() as connection:
        others = _elsewhere(connection, shop, [item.picture.sha256 for item in items])
        known = handed(connection, rooms.shelf, rooms.detectors, listing)
    found = [(item.picture.id, finding) for item in items for finding in on_picture(rooms.detectors, item)]
    if others:
        more = {**known, "image": {"elsewhere": others}}
        found += [(capture.id, finding) for finding in judge(rooms.detectors, listing, items[0].page, capture.fetched_at, more) if finding.parts]
    if not found:
        return []
    subject = subject_of(listing)
    with rooms.database.write() as connection:
        touched = [
            pair for place in dict.fromkeys(place for place, _ in found) for pair in group(connection, [(subject, x) for at, x in found if at == place], place)
        ]
        index_queue.put(connection, [("listing", listing.id)])
        alerts.decide(connection, touched, rooms.settings)
    return touched


def _elsewhere(connection: Connection, shop: Shop, hashes: Sequence[str]) -> list[dict[str, str]]:
    """Other shops with one of the pictures whose operator is known to be another."""
    rows = readings.elsewhere(connection, shop.id, hashes)
    unrelated = {str(row["shop"]): str(row["operator"]) for row in rows if certainly_different(shop.operator, str(row["operator"] or ""))}
    return [{"shop": key, "operator": operator} for key, operator in unrelated.items()]


def on_picture(engine: Engine, item: Shown) -> list[Finding]:
    """Return the findings in a picture's text and codes, with their boxes; what a picture does not say is missing nowhere."""
    codes = [code.text for code in item.reading.codes]
    text = "\n".join(filter(None, (text_of(item.reading), *codes)))
    if not text:
        return []
    document = Document(
        id=item.listing.id,
        kind="listing",
        text=text,
        goods=item.listing.goods or item.listing.title,
        url=item.listing.url,
        captured_at=item.capture.fetched_at,
        needs={"image": {"codes": [{"format": code.format, "text": code.text} for code in item.reading.codes]}},
    )
    place = Places(item.picture.id, item.reading)
    return [replace(finding, spans=tuple(map(place.of, finding.spans))) for finding in engine.detect(document) if finding.spans]


class Places:
    """From characters of a picture's text to places on the picture."""

    def __init__(self, picture: str, reading: PictureReading) -> None:
        self._picture = picture
        self._parts = [(line.text, line.box) for line in reading.lines] + [(code.text, code.box) for code in reading.codes]
        self._starts = [0, *accumulate(len(text) + 1 for text, _ in self._parts)]

    def of(self, span: Span) -> Span:
        """Return the span on the picture: characters of a line are about equally wide."""
        boxes = []
        for place in range(bisect_right(self._starts, span.start) - 1, len(self._parts)):
            text, box = self._parts[place]
            first, last = max(0, span.start - self._starts[place]), min(len(text), span.end - self._starts[place])
            if last <= 0:
                break
            boxes.append(_part(box, first / max(1, len(text)), last / max(1, len(text))))
        left, top, right, bottom = zip(*boxes, strict=True)
        return replace(span, field="picture", picture=self._picture, box=(min(left), min(top), max(right), max(bottom)))


def _part(box: Box, first: float, last: float) -> Box:
    left, top, right, bottom = box
    if bottom - top > 2 * (right - left):  # vertical writing
        return left, round(top + first * (bottom - top)), right, round(top + last * (bottom - top))
    return round(left + first * (right - left)), top, round(left + last * (right - left)), bottom
