"""Every request, also each one that a redirect asks for, passes the address guard before anything else."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler

from crawlers.guard import Guard
from crawlers.work import work_of


class GuardMiddleware:
    """Raises AddressRefused; the DNS answers are checked by crawlers.resolver."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Scrapy's constructor."""
        return cls(work_of(crawler).guard)

    def process_request(self, request: Request) -> None:
        """Let the request through or raise AddressRefused."""
        self.guard.check_url(request.url)
