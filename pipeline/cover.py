"""After a visit: the coverage record of its target: seen, complete, blocked, changed in layout, fields read, pages left out and why."""

from __future__ import annotations

from dataclasses import replace

from core.clock import now
from core.records import Coverage, Job
from core.repositories import captures, coverage, frontier
from pipeline.rooms import Rooms

FALLEN = 0.5  # a field that is read this much less often than before: the layout has changed
ENOUGH = 5  # goods of which a share says something


def cover(rooms: Rooms, job: Job, *, stopped: str, complete: bool, start_stored: bool, pages: int) -> Coverage:
    """Write the record, and return it."""
    moment = now()
    with rooms.database.write() as connection:
        before = coverage.find(connection, job.target_id) or Coverage(target_id=job.target_id)
        goods, shares = coverage.yields(connection, job.id)
        left = {reason: number for reason, (number, _) in frontier.stops_of(connection, job.id).items()}
        layout = layout_change(before, goods, shares) if complete else ""
        seen = replace(
            before,
            job_id=job.id,
            last_seen=moment if pages else before.last_seen,
            last_complete=moment if complete else before.last_complete,
            blocked="" if start_stored else stopped,
            blocked_at=before.blocked_at if start_stored else moment,
            layout=layout or ("" if complete else before.layout),
            layout_at=moment if layout else before.layout_at,
            pages=pages,
            goods=goods,
            unchanged=captures.unchanged(connection, job.id),
            pictures_unread=captures.unread(connection, job.id),
            yields=before.yields if layout or not complete else shares,  # what was normal stays the measure until it is normal again
            left_out=left,
            updated_at=moment,
        )
        coverage.put(connection, seen)
    return seen


def layout_change(before: Coverage, goods: int, shares: dict[str, float]) -> str:
    """Return which fields the goods no longer show that they did, in one line; empty when nothing changed or too little is known."""
    if before.goods >= ENOUGH and goods == 0 and before.yields:
        return f"goods: {before.goods} -> 0"
    if goods < ENOUGH:
        return ""
    fallen = [f"{name}: {known:.0%} -> {shares.get(name, 0):.0%}" for name, known in before.yields.items() if shares.get(name, 0.0) < known * FALLEN]
    return "; ".join(fallen)
