"""Thin tasks: each opens the rooms, calls one function, closes them. All are idempotent; every one may be lost or run twice."""

from __future__ import annotations

import logging

from celery import shared_task
from celery.signals import worker_ready

from core import logs
from core.settings import load_settings
from pipeline import crawl, halt, rescan, schedule
from pipeline.finish import finish
from pipeline.halt import Halted
from pipeline.rooms import open_rooms

log = logging.getLogger(__name__)


@shared_task(name="pipeline.tasks.crawl_job")
def crawl_job(job_id: str) -> None:
    """Run one crawl job; does nothing when it is done or another process has it."""
    logs.job.set(job_id)
    rooms = open_rooms(load_settings())
    try:
        report = crawl.run(rooms, job_id)
        log.info("job %s: %s", job_id, "held by another process or done" if report is None else report.stopped)
        for what in report.undone if report else ():
            log.warning("job %s: %s", job_id, what)
    except Halted:
        log.info("job %s: left where it stands, the worker is ending", job_id)
    finally:
        rooms.close()


@shared_task(name="pipeline.tasks.rescan_job")
def rescan_job(rescan_id: str) -> None:
    """Run one rescan; does nothing when it is over or another process has it."""
    rooms = open_rooms(load_settings())
    try:
        done = rescan.run(rooms, rescan_id, lambda _state: halt.check())
        if done is not None:
            log.info("rescan %s: %d texts, %d documents, %d new leads", rescan_id, done.done, done.found, done.opened)
            for what in finish(rooms, wait=False):
                log.warning("rescan %s: %s", rescan_id, what)
    except Halted:
        log.info("rescan %s: left where it stands, the worker is ending", rescan_id)
    finally:
        rooms.close()


@shared_task(name="pipeline.tasks.sweep")
def sweep() -> None:
    """Plan what is due, take up what was left lying: jobs, pages, second looks, alerts, index queue."""
    rooms = open_rooms(load_settings())
    try:
        schedule.plan_due(rooms)
        for job in schedule.jobs_to_run(rooms):
            crawl_job.delay(job.id)
        for asked in schedule.rescans_to_run(rooms):
            rescan_job.delay(asked.id)
        schedule.travel_left(rooms)
        for what in finish(rooms, wait=False):
            log.warning("%s", what)
    finally:
        rooms.close()


@worker_ready.connect
def sweep_at_once(**_: object) -> None:
    """A worker that begins does not wait for the first tick: something may be due, or have been left by the one before."""
    sweep.delay()
