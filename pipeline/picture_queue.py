"""In which order the pictures of a visit are read: reading one takes a second, and there is a budget."""

from __future__ import annotations

from sqlalchemy import Connection

from core.records import Capture
from core.repositories import captures, frontier, leads, readings
from crawlers.extract.ocr import READER
from crawlers.frontier import FIRST

LOOKED_AT = 500
"""Pictures that are compared with each other at a time."""


def in_turn(connection: Connection, job_id: str, limit: int) -> list[Capture]:
    """Return the pictures of the job to read next: of licences first, then of goods on whose page a lead stands, then the others, oldest first.

    Pages have been judged by then, so their leads are known; that a new seller's pictures come first is the budget's doing.
    """
    waiting = captures.waiting(connection, job_id, limit=LOOKED_AT, kinds=("picture",))
    told = frontier.wanted_of(connection, job_id, [capture.url for capture in waiting])
    suspicious = leads.at(connection, list({str(row.get("referer", "")) for row in told.values()}))

    def rank(capture: Capture) -> int:
        row = told.get(capture.url, {})
        if int(row.get("weight", FIRST)) >= FIRST:
            return 0
        return 1 if row.get("referer") in suspicious else 2

    return sorted(waiting, key=rank)[:limit]


def is_read(connection: Connection, capture: Capture) -> bool:
    """Return whether reading the picture costs nothing: it was read before, under whatever address."""
    return bool(capture.same_as) or readings.find(connection, capture.sha256, READER) is not None
