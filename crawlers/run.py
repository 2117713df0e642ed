"""One crawl job in a process of its own: `python -m crawlers.run --job ID`; the last line of standard output is its report (JSON)."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import os
import signal
import sys

from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.settings import Settings as ScrapySettings

import crawlers.settings
from core import logs
from core.clock import now
from core.db import open_database
from core.errors import DatabaseError, EvidenceError, TradewatchError
from core.repositories import jobs, targets
from core.settings import Settings, load_settings
from core.written_task import why_not_now
from crawlers.browser.find import find_browser
from crawlers.browser.pool import BrowserPool
from crawlers.guard import guard_of
from crawlers.record import Recorder
from crawlers.spiders.account import AccountSpider
from crawlers.spiders.ads import AdSpider
from crawlers.spiders.base import JobSpider
from crawlers.spiders.search import SearchSpider
from crawlers.spiders.shop import ShopSpider
from crawlers.spiders.site_list import SiteListSpider
from crawlers.spiders.sitemap import SitemapSpider
from crawlers.work import Work
from evidence.store import EvidenceStore, EvidenceWriter

log = logging.getLogger(__name__)

SPIDERS: dict[str, type[JobSpider]] = {
    "shop": ShopSpider,
    "mini_site": ShopSpider,
    "cross_border": ShopSpider,
    "advert_channel": AdSpider,
    "platform_shop": AccountSpider,
    "social_account": AccountSpider,
    "site_list": SiteListSpider,
    "sitemap": SitemapSpider,
    "search_terms": SearchSpider,
}
OFTEN = (50_000, 20, 20)  # objects more than before, and how many small looks before a wider one
GRACE = 6.0  # seconds for what is under way when the process is asked to end; the parent insists after ten


def main() -> int:
    """Run the job. Exits 0 when the crawl came to an end of its own, whatever it found."""
    parser = argparse.ArgumentParser(prog="python -m crawlers.run", description="run one crawl job")
    parser.add_argument("--job", required=True, metavar="ID")
    job_id = parser.parse_args().job
    try:
        settings = load_settings()
        logs.job.set(job_id)
        logs.set_up(settings.log_format)
        return _run(settings, job_id)
    except TradewatchError as exc:
        _print({"pages": 0, "failed": 0, "stopped": f"{type(exc).__name__}: {exc}", "skipped": [], "start_stored": False})
        return 1


def _run(settings: Settings, job_id: str) -> int:
    database = open_database(settings)
    try:
        with database.read() as connection:
            job = jobs.get(connection, job_id)
            target = targets.get(connection, job.target_id)
        guard = guard_of(settings)
        found = None if target.browser == "never" else find_browser(settings)
        browser = BrowserPool(found, guard, contact=settings.contact) if found else None
        with EvidenceStore(settings.evidence_folder).open_writer(held=True) as writer:
            recorder = Recorder(database, writer, job.id)
            work = Work(settings=settings, job=job, target=target, guard=guard, recorder=recorder, browser=browser)
            try:
                recorder.stopped = why_not_now(target, now(), require=settings.require_task)
                if not recorder.stopped:
                    crawl(work)
            except Exception as exc:  # the report must come out whatever breaks; the trace goes to the log
                log.exception("the crawl broke")
                recorder.stopped = f"error: {type(exc).__name__}: {exc}"
            recorder.stopped = recorder.stopped or "ended without a reason"
            _last_words(recorder)
            _print(recorder.report())
            _close(writer)
    finally:
        database.close()
    return 0


def _last_words(recorder: Recorder) -> None:
    try:
        recorder.commit()
    except (DatabaseError, EvidenceError) as exc:  # a full disk: what was written before stands, and the report comes out
        recorder.stopped = f"error: {exc}"


def _close(writer: EvidenceWriter) -> None:
    try:
        writer.close()
    except EvidenceError as exc:  # of records that no row speaks of: the report has told why
        log.error("%s", exc)


def crawl(work: Work) -> None:
    """Run Scrapy to its end in this process; it can do so once."""
    settings = ScrapySettings()
    settings.setmodule(crawlers.settings, priority="project")
    settings.setdict(crawlers.settings.job_settings(work), priority="cmdline")
    process = CrawlerProcess(settings)
    logging.getLogger("scrapy").setLevel(logging.WARNING)  # what it enables is in crawlers/settings.py; what it fetches is in the captures
    crawler = process.create_crawler(SPIDERS.get(work.target.klass, ShopSpider))
    process.crawl(crawler)
    _end_on_signals(crawler, work.recorder)
    _calm_collector()
    process.start(install_signal_handlers=False)


def _calm_collector() -> None:
    """Let the garbage collector look seldom, and never at what stays: a page is thousands of objects that go by themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OFTEN)


def _end_on_signals(crawler: Crawler, recorder: Recorder) -> None:
    from twisted.internet import reactor

    def end(name: str) -> None:
        recorder.stopped = recorder.stopped or f"stopped by {name}"
        spider = crawler.spider
        if isinstance(spider, JobSpider):
            spider.frontier.closed = True
            spider.commit()  # what comes after is written at once
        crawler.stop()
        asyncio.get_event_loop().call_later(GRACE, insist)

    def insist() -> None:
        log.warning("what was under way did not end in time")
        _print(recorder.report())
        os._exit(0)

    def install() -> None:
        loop = asyncio.get_event_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, end, number.name)

    reactor.callWhenRunning(install)


def _print(report: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
