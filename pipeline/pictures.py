"""Pictures: read once, whatever their address and however often they were saved again; kept as pages with the facts of the licence on them."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from core.errors import BadInput, EvidenceError
from core.pictures import Box, PictureCode, PictureLine, PictureReading
from core.records import Capture, Page
from core.repositories import readings
from crawlers.extract.ocr import READER, licence_of, read_lines
from crawlers.extract.ocr_codes import read_codes
from crawlers.extract.ocr_image import open_picture
from crawlers.extract.ocr_looks import looks, near, same, shape
from evidence.decode import decode_body
from pipeline.rooms import Rooms


def page_of(rooms: Rooms, capture: Capture) -> Page:
    """Return a picture's page: its text, and the licence on it. Raises BadInput when it is no picture that can be read."""
    reading = reading_of(rooms, capture)
    return Page(url=capture.final_url, kind="shop", text=text_of(reading), shop=licence_of(reading.lines))


def text_of(reading: PictureReading) -> str:
    """Return the lines of a picture in reading order, one below the other."""
    return "\n".join(line.text for line in reading.lines)


def reading_of(rooms: Rooms, capture: Capture) -> PictureReading:
    """Return what the picture says: as it was read before, by its bytes or by its looks, else read now and kept."""
    with rooms.database.read() as connection:
        known = readings.find(connection, capture.sha256, READER)
    if known is not None:
        return known
    picture = open_picture(body_of(rooms, capture))
    made = PictureReading(sha256=capture.sha256, reader=READER, phash=looks(picture), shape=shape(picture), width=picture.width, height=picture.height)
    reading = _as_twin(rooms, made, picture) or replace(made, lines=read_lines(picture), codes=read_codes(picture))
    with rooms.database.write() as connection:
        readings.put(connection, reading)
    return reading


def body_of(rooms: Rooms, capture: Capture) -> bytes:
    """Return the picture's bytes out of the evidence."""
    exchange = rooms.store.read(capture.warc, capture.offset, capture.length)
    return decode_body(exchange.body, exchange.headers)


def _as_twin(rooms: Rooms, made: PictureReading, picture: Image.Image) -> PictureReading | None:
    """Return the reading of a picture that looks the same, in the places of this one; None when none does."""
    with rooms.database.read() as connection:
        alike = [sha256 for sha256, phash in readings.hashes(connection, made.shape, made.reader) if near(made.phash, phash)]
        twins = [(readings.find(connection, sha256), readings.capture_of(connection, sha256)) for sha256 in alike]
    for twin, capture in twins:
        if twin is not None and capture is not None and _is_same(rooms, capture, picture):
            across, down = made.width / twin.width, made.height / twin.height
            return replace(made, same_as=twin.sha256, lines=_lines(twin, across, down), codes=_codes(twin, across, down))
    return None


def _is_same(rooms: Rooms, capture: Capture, picture: Image.Image) -> bool:
    try:
        return same(open_picture(body_of(rooms, capture)), picture)
    except (BadInput, EvidenceError):  # the twin's evidence is damaged, which the verifier says: then this picture is read itself
        return False


def _lines(twin: PictureReading, across: float, down: float) -> tuple[PictureLine, ...]:
    return tuple(replace(line, box=_scaled(line.box, across, down)) for line in twin.lines)


def _codes(twin: PictureReading, across: float, down: float) -> tuple[PictureCode, ...]:
    return tuple(replace(code, box=_scaled(code.box, across, down)) for code in twin.codes)


def _scaled(box: Box, across: float, down: float) -> Box:
    left, top, right, bottom = box
    return round(left * across), round(top * down), round(right * across), round(bottom * down)
