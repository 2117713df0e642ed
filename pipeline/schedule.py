"""What is due: one job per target and period, so that planning twice plans once; and what was left lying by a process that died."""

from __future__ import annotations

import logging

from core.clock import now
from core.records import Job, Rescan
from core.repositories import captures, jobs, rescans, targets
from core.timetable import visit_due
from core.written_task import in_window, why_not
from pipeline.crawl import STALE
from pipeline.flow import travel
from pipeline.indexing import has_room
from pipeline.rooms import Rooms, is_dead

log = logging.getLogger(__name__)


def plan_due(rooms: Rooms) -> list[Job]:
    """Make the job rows of the present period for each target with a schedule, unless it was visited within the period already."""
    planned = []
    with rooms.database.write() as connection:
        for target in targets.watched(connection):
            if not target.every or why_not(target, now(), require=rooms.settings.require_task):
                continue
            last = next(iter(jobs.recent(connection, 1, target.id)), None)
            due = visit_due(last.due_at if last else None, target.every, now())
            if due is not None:
                planned.append(jobs.plan(connection, target.id, due))
    return planned


def jobs_to_run(rooms: Rooms) -> list[Job]:
    """Return due jobs, failed ones with attempts left, and running ones whose process died: known gone, or silent for too long.

    None while too many documents wait for the index: they stay due, nothing is lost, and the queue does not grow without end.
    """
    if not has_room(rooms):
        log.warning("crawling waits: more than %d documents wait for the index; is its engine away?", rooms.settings.index_waiting)
        return []
    with rooms.database.read() as connection:
        left = [job for job in jobs.running(connection) if is_dead(job.owner)]
        known = {job.id for job in left}
        found = left + [job for job in jobs.waiting(connection, now(), now() - STALE) if job.id not in known]
        windows = {target.id: target.window for target in targets.watched(connection)}
        return [job for job in found if in_window(windows.get(job.target_id, ""), now())]


def rescans_to_run(rooms: Rooms) -> list[Rescan]:
    """Return rescans that are due, and those whose process died."""
    with rooms.database.read() as connection:
        left = [one for one in rescans.running(connection) if is_dead(one.owner)]
        known = {one.id for one in left}
        return left + [one for one in rescans.waiting(connection, now() - STALE) if one.id not in known]


def travel_left(rooms: Rooms) -> int:
    """Take captures to the end of their way whose job ended or whose record came by file."""
    moved = 0
    while True:
        with rooms.database.read() as connection:
            left = captures.orphans(connection, limit=100)
        if not left:
            return moved
        for capture in left:
            travel(rooms, capture)
            moved += 1
