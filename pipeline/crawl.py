"""One crawl job from its row to its end: a child process fetches, this process takes each page along its way meanwhile."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from core.clock import now
from core.ids import digest
from core.records import BrowserPolicy, Job, Target
from core.repositories import captures, coverage, frontier, jobs, targets
from core.text import storable
from core.written_task import OUTSIDE_WINDOW
from pipeline import halt
from pipeline.child import start, stop
from pipeline.cover import cover
from pipeline.finish import finish
from pipeline.flow import travel, travel_all
from pipeline.halt import Halted
from pipeline.heartbeat import beating
from pipeline.picture_queue import in_turn, is_read
from pipeline.rooms import Rooms, is_dead, process_name
from pipeline.settle import settle

STALE = timedelta(seconds=90)  # a running job without a heartbeat for so long is taken over
TELL_EVERY = 1.0  # seconds between two looks at how far a job has come: counting its rows takes longer the more there are
PARTS = frozenset({"platform_shop", "social_account", "site_list", "search_terms"})  # a part of a host: what it does not show is not missing from the shop
ORDERLY = ("all pages visited", "page limit")  # endings after which a shop counts as seen


@dataclass
class Report:
    """What a crawl left behind, as `tradewatch crawl --json` prints it."""

    pages: int = 0
    failed: int = 0
    shops: int = 0
    listings: int = 0
    advertisements: int = 0
    findings: int = 0
    leads: int = 0
    seconds: float = 0.0
    stopped: str = ""
    skipped: list[dict[str, str]] = field(default_factory=list)
    start_stored: bool = False
    undone: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """The numbers that are kept with the job."""
        return {name: getattr(self, name) for name in ("pages", "failed", "shops", "listings", "advertisements", "findings", "leads")}


@dataclass
class Purse:
    """How many pictures may still be read in this job: reading one takes a second."""

    left: int


Progress = Callable[[int, int], None]
"""Called with (pages stored, pages at the end of their way)."""


def plan(rooms: Rooms, url: str, *, max_pages: int = 500, browser: BrowserPolicy = "auto", klass: str = "") -> Job:
    """Make the target of this address, or change how a known one is visited, and a job for now; a job that a dead process left is taken up again."""
    target = Target(id=digest("target", url), url=url, klass=klass, browser=browser, max_pages=max_pages)
    with rooms.database.write() as connection:
        targets.put(connection, targets.as_known(connection, target))
        left = jobs.unfinished(connection, target.id)
        if left and (is_dead(left.owner) or (left.heartbeat_at and left.heartbeat_at < now() - STALE)):
            return left
        return jobs.plan(connection, target.id, now())


def run(rooms: Rooms, job_id: str, progress: Progress = lambda _stored, _done: None) -> Report | None:
    """Run the job to its end; None when another process has it. Every page that was stored is judged and indexed when it returns."""
    _ = rooms.detectors  # a broken rulebook is said before anything is fetched
    with rooms.database.write() as connection:
        known = jobs.get(connection, job_id)
        dead = known.owner if is_dead(known.owner) else ""
        job = jobs.claim(connection, job_id, owner=process_name(), now=now(), stale_before=now() - STALE, dead=dead)
    if job is None:
        return None
    with beating(rooms, job.id):
        try:
            return _visit(rooms, job, progress)
        except Halted:
            raise  # the row stays as it is: whoever takes it up goes on
        except Exception as exc:  # whatever broke, the row says so: one that stays "running" would be taken up, and break, for ever
            with rooms.database.write() as connection:
                jobs.finish(connection, job.id, now(), stopped=storable(f"{type(exc).__name__}: {exc}"), counts={}, failed=True)
            raise


def _visit(rooms: Rooms, job: Job, progress: Progress) -> Report:
    started = time.monotonic()
    report = _fetch(rooms, job, progress)
    complete = report.start_stored and any(report.stopped.startswith(ending) for ending in ORDERLY)
    with rooms.database.read() as connection:
        part = targets.get(connection, job.target_id).klass in PARTS
    settle(rooms, job.id, complete=complete and not part)
    report.undone = finish(rooms)
    _count(rooms, job, report)
    report.seconds = round(time.monotonic() - started, 1)
    cover(rooms, job, stopped=report.stopped, complete=complete, start_stored=report.start_stored, pages=report.pages)
    with rooms.database.write() as connection:
        if complete:
            frontier.drop(connection, job.id)
        if report.stopped.startswith(OUTSIDE_WINDOW):
            jobs.rest(connection, job.id, stopped=report.stopped, counts=report.counts())
        else:
            jobs.finish(connection, job.id, now(), stopped=report.stopped, counts=report.counts(), failed=not report.start_stored)
    return report


def _budget(rooms: Rooms, job: Job) -> int:
    """Return how many pictures may be read."""
    with rooms.database.read() as connection:
        return coverage.pictures_allowed(connection, targets.get(connection, job.target_id), rooms.settings.ocr_budget)


def _fetch(rooms: Rooms, job: Job, progress: Progress) -> Report:
    with tempfile.TemporaryFile() as said:  # no pipe: a report longer than a pipe holds would keep the child from ending
        child = start(["crawlers.run", "--job", job.id], rooms.settings, stdout=said)
        try:
            _follow(rooms, job, child, progress)
        finally:
            stop(child)
        said.seek(0)
        return _report(said.read(), child.returncode)


def _follow(rooms: Rooms, job: Job, child: subprocess.Popen[bytes], progress: Progress) -> None:
    """Take pages along their way until the child has ended and none is left."""
    purse, told = Purse(_budget(rooms, job)), 0.0
    while True:
        halt.check()
        ended = child.poll() is not None
        moved = _travel_waiting(rooms, job.id, purse)
        if moved and time.monotonic() - told >= TELL_EVERY:
            told = time.monotonic()
            _tell(rooms, job, progress)
        elif not moved and ended:
            _tell(rooms, job, progress)
            with rooms.database.write() as connection:
                captures.leave_unread(connection, job.id, now())
            return
        elif not moved:
            time.sleep(0.2)


def _tell(rooms: Rooms, job: Job, progress: Progress) -> None:
    with rooms.database.write() as connection:
        stored, done = captures.counts(connection, job.id)
        jobs.heartbeat(connection, job.id, now(), {"pages": stored, "done": done})
    progress(stored, done)


def _travel_waiting(rooms: Rooms, job_id: str, purse: Purse) -> int:
    """Take what waits along its way: pages first, then pictures in their turn, as long as the budget for reading them lasts."""
    with rooms.database.read() as connection:
        waiting = captures.waiting(connection, job_id, limit=20, kinds=("page",))
        if not waiting and purse.left > 0:
            waiting = in_turn(connection, job_id, limit=min(4, purse.left))
        costs = {capture.id for capture in waiting if capture.kind == "picture" and not is_read(connection, capture)}
    if waiting and waiting[0].kind == "page":
        travel_all(rooms, waiting)
        return len(waiting)
    for capture in waiting:
        travel(rooms, capture)
        purse.left -= capture.id in costs
    return len(waiting)


def _report(raw: bytes, status: int) -> Report:
    try:
        said = json.loads(raw.decode("utf-8", "replace").strip().splitlines()[-1])
    except (ValueError, IndexError):
        return Report(stopped=f"the crawl process ended without a report (exit {status})")
    return Report(
        pages=said["pages"], failed=said["failed"], stopped=said["stopped"], skipped=list(said.get("skipped", ())), start_stored=bool(said["start_stored"])
    )


def _count(rooms: Rooms, job: Job, report: Report) -> None:
    """Add what was found, and name the pages that were stored but could not be read or judged."""
    with rooms.database.read() as connection:
        found = captures.found_by(connection, job.id)
        broken = captures.errors(connection, job.id)
    for name, number in found.items():
        setattr(report, name, number)
    named = {skipped["url"] for skipped in report.skipped}
    report.skipped += [{"url": url, "why": why} for url, why in broken if url not in named]
