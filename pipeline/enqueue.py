"""The only door from the screens into the pipeline: rows are written first, then a hint is sent."""

from __future__ import annotations

import logging
from dataclasses import replace

from kombu.exceptions import OperationalError

from core.clock import now
from core.db import Database
from core.ids import digest
from core.records import Job, Target
from core.repositories import jobs, targets
from pipeline.address import checked_url
from pipeline.app import current

log = logging.getLogger(__name__)


def crawl(database: Database, url: str, *, name: str = "", every: int = 0, max_pages: int = 500) -> Job:
    """Watch this address and visit it now, or return the visit that is under way; raise BadInput when it is no http(s) address."""
    url = checked_url(url, "url")
    target = Target(id=digest("target", url), url=url, klass="", name=name, every=every, max_pages=max_pages)
    with database.write() as connection:
        targets.put(connection, replace(targets.as_known(connection, target), active=True))
        job = jobs.unfinished(connection, target.id) or jobs.plan(connection, target.id, now())
    hint(job.id)
    return job


def hint(job_id: str) -> None:
    """Tell the workers of a job; when the broker cannot be reached the sweep finds the row."""
    try:
        current().send_task("pipeline.tasks.crawl_job", args=[job_id])
    except (OperationalError, OSError) as exc:
        log.warning("broker not reached (%s); the sweep will find job %s", exc, job_id)
