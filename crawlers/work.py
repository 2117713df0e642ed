"""What one crawl process works with, handed to spider, middlewares and handler through Scrapy's settings."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapy.crawler import Crawler

from core.records import Job, Target
from core.settings import Settings
from crawlers.browser.pool import BrowserPool
from crawlers.guard import Guard
from crawlers.record import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One job. `browser`: None when there is none, or the target wants none.

    `named_maps`: site maps that the robots.txt of a host names, by scheme and host.
    """

    settings: Settings
    job: Job
    target: Target
    guard: Guard
    recorder: Recorder
    browser: BrowserPool | None
    named_maps: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def delay(self) -> float:
        """Seconds between two requests to one host."""
        return self.settings.crawl_delay if self.target.delay is None else self.target.delay

    @property
    def concurrency(self) -> int:
        """Requests under way at once."""
        return self.target.concurrency or self.settings.crawl_concurrency

    def __deepcopy__(self, memo: object) -> Work:
        """Scrapy copies its settings; there is one job, one file and one browser all the same."""
        return self


def work_of(crawler: Crawler) -> Work:
    """Return the work of this crawl; raise RuntimeError when Scrapy was started without a job."""
    work = crawler.settings["TRADEWATCH_WORK"]
    if not isinstance(work, Work):
        raise RuntimeError("a crawl needs a job: use `tradewatch crawl URL`, or `python -m crawlers.run --job ID`")
    return work
