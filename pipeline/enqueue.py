"""The only door from the screens into the pipeline: rows are written first, then a hint is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from kombu.exceptions import OperationalError

from core.clock import now
from core.db import Database
from core.ids import digest
from core.records import Job, Rescan, Target
from core.repositories import jobs, targets
from detectors.engine import Engine as Detectors
from pipeline.address import checked_url
from pipeline.app import current
from pipeline.rescan.ask import plan_rule, plan_words
from pipeline.saved.keeping import change as change_search
from pipeline.saved.keeping import drop as drop_search
from pipeline.saved.keeping import save as save_search

__all__ = ["change_search", "crawl", "drop_search", "hint", "rescan_rule", "rescan_words", "save_search"]

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
    _tell("pipeline.tasks.crawl_job", job_id)


def _tell(task: str, ident: str) -> None:
    try:
        current().send_task(task, args=[ident])
    except (OperationalError, OSError) as exc:
        log.warning("broker not reached (%s); the sweep will find job %s", exc, ident)


def rescan_words(database: Database, words: Iterable[str], who: str) -> Rescan:
    """Look for these words in all stored texts; raise BadInput naming one that cannot be looked for, Conflict when that is under way."""
    with database.write() as connection:
        asked = plan_words(connection, words, who)
    _tell("pipeline.tasks.rescan_job", asked.id)
    return asked


def rescan_rule(database: Database, rules: Detectors, rule_id: str, who: str) -> Rescan:
    """Look at all stored texts again for one rule; raise BadInput when it cannot be done, Conflict when it is under way."""
    with database.write() as connection:
        asked = plan_rule(connection, rules, rule_id, who)
    _tell("pipeline.tasks.rescan_job", asked.id)
    return asked
