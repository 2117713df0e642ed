"""Jobs: the row is the truth of what is due, running and done; the broker only carries hints."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, false, select, update

from core.db.tables import jobs
from core.errors import NotFound
from core.ids import digest
from core.records import Job
from core.repositories.rows import record, upsert, values


def plan(connection: Connection, target_id: str, due_at: datetime) -> Job:
    """Make the job of this target and time, once: planned again it stays as it is."""
    job = Job(id=digest("job", target_id, due_at.isoformat()), target_id=target_id, due_at=due_at)
    upsert(connection, jobs, [values(job, jobs)], update=())
    return get(connection, job.id)


def get(connection: Connection, job_id: str) -> Job:
    """Return the job; raise NotFound."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
    if row is None:
        raise NotFound(f"no job {job_id}")
    return record(Job, row)


def claim(connection: Connection, job_id: str, *, owner: str, now: datetime, stale_before: datetime, dead: str = "") -> Job | None:
    """Take the job to run it; None when it is done, or another process runs it.

    A running job is free when its heartbeat is older than `stale_before`, or when its owner is the `dead` process.
    """
    left = (jobs.c.heartbeat_at < stale_before) | (jobs.c.owner == dead if dead else false())
    free = (jobs.c.status.in_(("due", "failed"))) | ((jobs.c.status == "running") & left)
    change = {"status": "running", "attempt": jobs.c.attempt + 1, "heartbeat_at": now, "started_at": now, "stopped": "", "ended_at": None, "owner": owner}
    taken = connection.execute(update(jobs).where(jobs.c.id == job_id, free).values(change)).rowcount
    return get(connection, job_id) if taken else None


def heartbeat(connection: Connection, job_id: str, now: datetime, counts: dict[str, int] | None = None) -> None:
    """Say that the job is alive, with the counts so far."""
    change = {"heartbeat_at": now} | ({"counts": counts} if counts is not None else {})
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(change))


def finish(connection: Connection, job_id: str, now: datetime, *, stopped: str, counts: dict[str, int], failed: bool = False) -> None:
    """Close the job with the reason why it ended."""
    status = "failed" if failed else "done"
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(status=status, ended_at=now, stopped=stopped, counts=counts))


def rest(connection: Connection, job_id: str, *, stopped: str, counts: dict[str, int]) -> None:
    """Put the job back: it goes on where it was when its hours come again."""
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(status="due", stopped=stopped, counts=counts))


def waiting(connection: Connection, now: datetime, stale_before: datetime, attempts: int = 5, pause: timedelta = timedelta(minutes=2)) -> list[Job]:
    """Return jobs that should run now: due ones, running ones without a heartbeat since `stale_before`, failed ones with attempts left.

    A failed job rests before it is tried again, each time twice as long as before, beginning with `pause`.
    """
    alive = (jobs.c.status == "running") & (jobs.c.heartbeat_at < stale_before)
    again = (jobs.c.status == "failed") & (jobs.c.attempt < attempts)
    query = select(jobs).where(jobs.c.due_at <= now, (jobs.c.status == "due") | again | alive).order_by(jobs.c.due_at, jobs.c.id)
    found = [record(Job, row) for row in connection.execute(query).mappings()]
    return [job for job in found if job.status != "failed" or job.ended_at is None or job.ended_at + pause * 2 ** (job.attempt - 1) <= now]


def running(connection: Connection) -> list[Job]:
    """Return the jobs that a process says it is at."""
    query = select(jobs).where(jobs.c.status == "running").order_by(jobs.c.due_at, jobs.c.id)
    return [record(Job, row) for row in connection.execute(query).mappings()]


def unfinished(connection: Connection, target_id: str) -> Job | None:
    """Return the newest job of the target that was begun and never ended, to be taken up again."""
    query = select(jobs).where(jobs.c.target_id == target_id, jobs.c.status == "running").order_by(jobs.c.due_at.desc())
    row = connection.execute(query).mappings().first()
    return record(Job, row) if row else None


def recent(connection: Connection, limit: int = 100, target_id: str = "") -> list[Job]:
    """Return the newest jobs first."""
    query = select(jobs).order_by(jobs.c.due_at.desc(), jobs.c.id).limit(limit)
    if target_id:
        query = query.where(jobs.c.target_id == target_id)
    return [record(Job, row) for row in connection.execute(query).mappings()]
