"""The pictures that a document shows, with what was read in them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from core.db.handed_in import shown_pictures
from core.pictures import PictureReading
from core.repositories import readings


def of_document(connection: Connection, document_id: str) -> list[tuple[str, PictureReading]]:
    """Return (address, reading) of each picture that was read; one that looks like another one has what was read in that one."""
    query = select(shown_pictures.c.url, shown_pictures.c.sha256).where(shown_pictures.c.document_id == document_id)
    found = []
    for url, sha256 in connection.execute(query.order_by(shown_pictures.c.url, shown_pictures.c.sha256)).all():
        reading = readings.find(connection, sha256)
        if reading and reading.same_as:
            reading = readings.find(connection, reading.same_as) or reading
        if reading:
            found.append((str(url), reading))
    return found
