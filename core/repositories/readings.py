"""Readings of pictures: by the hash of their bytes, and those of the same shape; which shops show which picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from core.db.handed_in import picture_readings, shown_pictures
from core.db.tables import captures, shops
from core.pictures import PictureReading
from core.records import Capture
from core.repositories.rows import record, upsert, values

MOST_ALIKE = 20_000
"""Readings that a picture is compared with, those of one shape."""


def find(connection: Connection, sha256: str, reader: str = "") -> PictureReading | None:
    """Return the reading of a picture (by this version of the reader, where one is named), or None."""
    query = select(picture_readings).where(picture_readings.c.sha256 == sha256)
    row = connection.execute(query.where(picture_readings.c.reader == reader) if reader else query).mappings().first()
    return record(PictureReading, row) if row else None


def put(connection: Connection, reading: PictureReading) -> None:
    """Store the reading; one by an older reader is replaced."""
    upsert(connection, picture_readings, [values(reading, picture_readings)])


def hashes(connection: Connection, shape: str, reader: str) -> list[tuple[str, str]]:
    """Return (SHA-256, perceptual hash) of the pictures of this shape that were read themselves, by this reader."""
    query = select(picture_readings.c.sha256, picture_readings.c.phash).where(
        picture_readings.c.shape == shape, picture_readings.c.reader == reader, picture_readings.c.same_as == ""
    )
    return [(str(sha256), str(phash)) for sha256, phash in connection.execute(query.order_by(picture_readings.c.sha256).limit(MOST_ALIKE))]


def capture_of(connection: Connection, sha256: str) -> Capture | None:
    """Return a capture that holds the picture of this hash, or None."""
    query = select(captures).where(captures.c.sha256 == sha256, captures.c.kind == "picture", captures.c.status == 200).order_by(captures.c.fetched_at).limit(1)
    row = connection.execute(query).mappings().first()
    return record(Capture, row) if row else None


def show(connection: Connection, shop_id: str, sha256: str, document_id: str, url: str, seen: datetime) -> None:
    """Note that a shop shows the picture for one of its goods."""
    row = {"shop_id": shop_id, "sha256": sha256, "document_id": document_id, "url": url, "seen": seen}
    upsert(connection, shown_pictures, [row])


def elsewhere(connection: Connection, shop_id: str, hashes_of: Sequence[str]) -> list[dict[str, Any]]:
    """Return the other shops that show one of these pictures, or one that looks the same: shop, operator, sha256."""
    mine = connection.execute(select(picture_readings.c.sha256, picture_readings.c.same_as).where(picture_readings.c.sha256.in_(hashes_of)))
    first = [same_as or sha256 for sha256, same_as in mine]  # the one that was read for all that look the same
    alike = select(picture_readings.c.sha256).where(picture_readings.c.sha256.in_(first) | picture_readings.c.same_as.in_(first))
    query = (
        select(shops.c.key.label("shop"), shops.c.operator, shops.c.operator_id, shown_pictures.c.sha256)
        .join(shown_pictures, shown_pictures.c.shop_id == shops.c.id)
        .where(shown_pictures.c.sha256.in_(alike), shops.c.id != shop_id)
        .order_by(shops.c.key, shown_pictures.c.sha256)
    )
    return [dict(row) for row in connection.execute(query).mappings()]
