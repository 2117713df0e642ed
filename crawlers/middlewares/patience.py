"""Come back later: a host that is busy or fails is left alone as long as it asks, then asked again, a few times, more slowly."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from core import clock

log = logging.getLogger(__name__)

BUSY = frozenset({429, 503})
FAILING = frozenset({408, 500, 502, 504, 522, 524})
LONGEST_WAIT = 120.0  # seconds that a host can make us wait at a time
SLOWEST = 30.0  # seconds between two requests to a host that said it is busy
_PASSING = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
)


class PatienceMiddleware:
    """Holds all requests to a host until its time has come; gives up on a request after RETRY_TIMES."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.times = crawler.settings.getint("RETRY_TIMES")
        self.base = max(0.2, min(crawler.settings.getfloat("DOWNLOAD_DELAY"), 5.0))
        self._until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PatienceMiddleware:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked again."""
        while (left := self._until.get(_host(request), 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(left)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Ask again when the host is busy or failing."""
        if response.status in BUSY:
            told = retry_after(response.headers.get("Retry-After") or b"", clock.now())
            self._slow_down(request)
            return self._again(request, told, f"HTTP {response.status}") or response
        if response.status in FAILING:
            return self._again(request, None, f"HTTP {response.status}") or response
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask again after a failure of the network."""
        return self._again(request, None, str(exception)) if isinstance(exception, _PASSING) else None

    def _again(self, request: Request, told: float | None, why: str) -> Request | None:
        tried = int(request.meta.get("tried", 0)) + 1
        if tried > self.times:
            return None
        wait = min(told if told is not None else self.base * 2 ** (tried - 1), LONGEST_WAIT)
        host = _host(request)
        self._until[host] = max(self._until.get(host, 0.0), time.monotonic() + wait)
        log.info("%s: %s, again in %.1f s", request.url, why, wait)
        again = request.copy()
        again.meta["tried"] = tried
        again.dont_filter = True
        return again

    def _slow_down(self, request: Request) -> None:
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot", "")) if engine else None
        if slot is not None:
            slot.delay = min(max(slot.delay * 2, 0.1), max(SLOWEST, slot.delay))


def retry_after(value: bytes, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110 10.2.3: seconds or a date), None when it says nothing."""
    text = value.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now.timestamp())


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
