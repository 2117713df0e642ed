"""robots.txt is obeyed (RFC 9309), kept as evidence, and feared when it cannot be read: then nothing of the host is fetched."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from core.clock import now
from core.errors import AddressRefused, FetchFailed
from core.records import Target
from core.repositories import custody
from core.written_task import within_scope
from crawlers.agent import TOKEN
from crawlers.links import site_of
from crawlers.outcome import sentence
from crawlers.record import Kept, Recorder
from crawlers.work import work_of

log = logging.getLogger(__name__)

LONGEST = 512 * 1024  # bytes that are read; RFC 9309 asks for 500 KiB at least
MOST_MAPS = 20  # site maps that one robots.txt names
UNREADABLE = "robots.txt could not be read, so nothing is fetched"
SLOWEST = 30.0  # seconds between two requests that a robots.txt can ask for


class RobotsForbid(IgnoreRequest):
    """robots.txt forbids the address, or could not be read. The message says which."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says: parsed rules, or None with what to raise instead, as the host was not reached or did not answer."""

    parsed: Protego | None
    why: str = ""
    error: type[AddressRefused | FetchFailed | RobotsForbid] = RobotsForbid


class RobotsMiddleware:
    """Asks each host once for its robots.txt, before the first request to it."""

    def __init__(self, crawler: Crawler, recorder: Recorder, named_maps: dict[str, tuple[str, ...]], target: Target | None = None) -> None:
        self.crawler = crawler
        self.recorder = recorder
        self.named_maps = named_maps
        self.target = target
        self._told = False
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Scrapy's constructor."""
        work = work_of(crawler)
        made = cls(crawler, work.recorder, work.named_maps, work.target)
        if work.browser is not None:
            work.browser.filter.may_fetch = made.may_fetch
        return made

    async def process_request(self, request: Request) -> None:
        """Let the request through or raise RobotsForbid."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = asyncio.get_running_loop().create_future()
            fetched = await self._fetch(f"{root}/robots.txt")
            self.named_maps[root] = tuple(islice(fetched.parsed.sitemaps, MOST_MAPS)) if fetched.parsed is not None else ()
            self._rules[root].set_result(fetched)
        rules = await self._rules[root]
        if rules.parsed is None:
            if rules.error is RobotsForbid and self._overrides(request.url):
                return
            raise rules.error(rules.why)
        if not rules.parsed.can_fetch(request.url, TOKEN) and not self._overrides(request.url):
            raise RobotsForbid("robots.txt forbids this address")
        self._pace(request, rules.parsed)

    def may_fetch(self, url: str) -> bool:
        """Return whether a drawn page may ask for this by itself: hosts whose robots.txt was read are held to it."""
        parts = urlsplit(url)
        known = self._rules.get(f"{parts.scheme}://{parts.netloc}")
        rules = known.result() if known is not None and known.done() else None
        return rules is None or rules.parsed is None or rules.parsed.can_fetch(url, TOKEN) or self._overrides(url)

    def _overrides(self, url: str) -> bool:
        """Return whether an authorised inspection goes on against robots.txt, on the target's own hosts alone; its use goes into the custody log once a job."""
        target = self.target
        if target is None or target.robots != "override" or not (site_of(url) == site_of(target.url) or (target.scope and within_scope(target, url))):
            return False
        if not self._told:
            self._told = True
            reason, subject = f"{target.robots_reason} ({url}, job {self.recorder.job_id})", f"target {target.id}"
            self.recorder.later(lambda c: custody.add(c, at=now(), who=target.robots_by, action="robots override used", subject=subject, reason=reason))
        return True

    async def _fetch(self, url: str) -> Rules:
        if self.crawler.engine is None:
            raise RuntimeError("robots.txt was asked for before the crawl began")
        asked = Request(url, meta={"robots": True}, callback=NO_CALLBACK, dont_filter=True, priority=1000)
        try:
            response = await self.crawler.engine.download_async(asked)
        except AddressRefused as exc:
            return Rules(None, str(exc), AddressRefused)
        except (CannotResolveHostError, DownloadConnectionRefusedError) as exc:
            return Rules(None, sentence(exc), FetchFailed)
        except Exception as exc:  # noqa: BLE001 - whatever keeps robots.txt from being read, the answer is the same: fetch nothing
            return Rules(None, f"{UNREADABLE}: {sentence(exc)}")
        kept = response.request.meta.get("kept") if response.request else None
        if isinstance(kept, Kept):
            self.recorder.add(self.recorder.capture(url, kept, kind="file"))
        return rules_of(response)

    def _pace(self, request: Request, parsed: Protego) -> None:
        delay = parsed.crawl_delay(TOKEN)
        if delay and self.crawler.engine:
            _, slot = self.crawler.engine.downloader._get_slot(request)
            slot.delay = max(slot.delay, min(float(delay), SLOWEST))


def rules_of(response: Response) -> Rules:
    """Return what the answer means: 2xx is read, other than 429 and 5xx nothing is forbidden, 429 and 5xx forbid everything."""
    if 200 <= response.status < 300:
        return Rules(Protego.parse(response.body[:LONGEST].decode("utf-8", "replace")))
    if response.status == 429 or response.status >= 500:
        return Rules(None, f"{UNREADABLE}: HTTP {response.status}")
    return Rules(Protego.parse(""))
