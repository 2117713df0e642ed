"""What all spiders share: answer each page that comes back, keep it, go on; use the browser where plain HTTP shows no goods."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from core.clock import now
from core.errors import AddressRefused, BadInput, DatabaseError, EvidenceError
from core.records import Link, Page, PageState
from core.written_task import why_not_now
from crawlers import again, stops
from crawlers.content import content_hash
from crawlers.ending import ALL, DEFINITE
from crawlers.frontier import Frontier, Wanted
from crawlers.links import ABOUT_THE_SHOP, clean, site_of
from crawlers.middlewares.robots import RobotsForbid
from crawlers.outcome import sentence, stop_of
from crawlers.reading import is_html, is_sitemap, links_of, read
from crawlers.record import Kept
from crawlers.resume import take_up
from crawlers.route import Route
from crawlers.shells import Shells, is_too_little, set_aside, shows_more, why_not_drawn
from crawlers.site import Site, Yield
from crawlers.sitemap import read_sitemap
from crawlers.sites import own_sites, site_for
from crawlers.work import work_of

NOT_MODIFIED = 304
LONGEST_HELD = 0.1  # seconds that an answer waits for others before it is written
LARGEST_PICTURE = 8 * 1024 * 1024  # bytes


class JobSpider(Spider):
    """Visits one target. The queue is ours, not Scrapy's, so that the page limit is exact and a job can be taken up again."""

    route_class: type[Route] = Route
    sites: dict[str, Site] | None = None
    timer: asyncio.TimerHandle | None = None
    read_before: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> JobSpider:
        """Scrapy's constructor."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.prepare(crawler)
        return spider

    def prepare(self, crawler: Crawler) -> None:
        """Lay out the job's work."""
        self.work = work_of(crawler)
        self.recorder = self.work.recorder
        self.frontier = Frontier(limit=self.work.target.max_pages, at_once=self.work.concurrency)
        self.route = self.route_class(self.work, self.frontier)
        self.site = site_for(self.work.target.url, own_sites() if self.sites is None else self.sites)
        self.shells: Shells = {}
        self.goods = 0
        self.found = Yield()

    async def start(self) -> AsyncIterator[Request]:
        """Take up what the job left, then begin at the target's address."""
        try:
            left = take_up(self.route)
        except Exception as exc:  # said in the report, whatever it was, before it ends the crawl
            self.route.losses.broken = f"the job could not be taken up: {type(exc).__name__}: {exc}"
            raise
        self.read_before = left.read_before
        self.recorder.pages, self.recorder.start_stored = left.pages, left.start_stored
        self.shells, self.goods = left.shells, left.goods
        if not left.start_stored:
            self.route.begin()
        self.commit()
        for request in self.next_requests():
            yield request

    def next_requests(self) -> Iterator[Request]:
        """Yield what may be fetched now."""
        self.frontier.stored = self.recorder.pages
        self.heed_window()
        self.route.prefer_suspicious()
        while (wanted := self.frontier.pop()) is not None:
            if not self.route.has_room_for(wanted):
                continue
            state = again.known(self.recorder.database, self.work.target.id, wanted, self.read_before)
            if state is not None and not self.due(state):
                self.pass_by(wanted, state)
                continue
            meta = {"wanted": wanted, "browser": wanted.via == "browser", "known": state}
            if wanted.kind == "picture":
                meta["download_maxsize"] = LARGEST_PICTURE
            headers = ({"Referer": wanted.referer} if wanted.referer else {}) | (again.conditions(state) if state is not None else {})
            yield Request(wanted.url, callback=self.answered, errback=self.failed, meta=meta, headers=headers, dont_filter=True)

    def heed_window(self) -> None:
        """Stop asking when the hours of the day are over, or the task: what is left is fetched when they open again."""
        if not self.frontier.closed:
            why = why_not_now(self.work.target, now(), require=self.work.settings.require_task)
            if why:
                self.frontier.closed = True
                self.recorder.stopped = self.recorder.stopped or why

    # ---------------------------------------------------------------- what came back

    def answered(self, response: Response) -> Iterator[Request]:
        """Keep what came back, and go on."""
        wanted: Wanted = response.meta["wanted"]
        self.frontier.landed(wanted)
        try:
            self.take(wanted, response.meta["kept"], response.meta["drawn_links"], response.meta.get("known"))
        except Exception as exc:  # one page that breaks us must not stop the others; the report names it and no longer says "all"
            self.logger.exception("%s", wanted.url)
            self.recorder.fail(wanted.url, f"error: {type(exc).__name__}: {exc}")
            self.route.losses.broken = self.route.losses.broken or f"{wanted.url}: {type(exc).__name__}: {exc}"
        self.frontier.settle(wanted)
        self.hold()
        yield from self.next_requests()

    def hold(self) -> None:
        """Write what this step left, together with what other steps leave in the same moment: they share a transaction and the trips to the disk."""
        self.frontier.held += 1
        if self.frontier.closed or self.frontier.held > self.frontier.at_once // 2 or self.frontier.is_idle():
            self.commit()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(LONGEST_HELD, self.commit)

    def commit(self) -> None:
        """Write what the steps left. Where nothing can be written any more nothing more is fetched: it would be lost."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        try:
            self.recorder.commit(self.frontier.drain())
        except (DatabaseError, EvidenceError) as exc:
            self.logger.error("%s", exc)
            self.route.losses.broken = self.route.losses.broken or str(exc)
            self.frontier.closed = True

    def take(self, wanted: Wanted, kept: Kept, drawn: Iterable[tuple[str, str]], state: PageState | None = None) -> None:
        """Sort an answer by what it is."""
        if kept.status == NOT_MODIFIED and state is not None:
            self.same(wanted, kept, state)
        elif kept.status != 200:
            self.refused(wanted, kept)
        elif wanted.kind == "picture":
            self.picture(wanted, kept, state)
        elif wanted.kind == "sitemap" or is_sitemap(kept):
            self.sitemap(wanted, kept)
        elif is_html(kept):
            self.page(wanted, kept, [Link(url=url, text=text) for url, text in drawn], state)
        else:
            self.recorder.add(self.recorder.capture(wanted.url, kept, kind="file"))
            self.recorder.stop(stops.NO_PAGE, wanted.url)
            self.give_up(wanted, f"no page: {kept.content_type or 'no content type'}", definite=True)

    def refused(self, wanted: Wanted, kept: Kept) -> None:
        """Keep an answer that is no page as evidence, and count it."""
        self.recorder.add(self.recorder.capture(wanted.url, kept, kind="error"))
        if not wanted.guess:
            self.recorder.stop(stops.stop_of_status(kept.status), wanted.url)
        self.give_up(wanted, f"HTTP {kept.status}", definite=kept.status in DEFINITE)

    def page(self, wanted: Wanted, kept: Kept, drawn: list[Link], state: PageState | None = None) -> None:
        """Read a page, keep it, follow it; or ask for it again through the browser."""
        if wanted.start:
            self.route.homes.add(site_of(kept.final_url))
        elif not self.route.belongs(wanted, kept.final_url):
            self.recorder.skip(wanted.url, f"leads away from the shop, to {kept.final_url}")
            self.recorder.stop(stops.AWAY, wanted.url)
            return
        content = content_hash(kept.decoded)
        if state is not None and state.content == content:
            self.same(wanted, kept, state)
            return
        page, trouble = read(kept, self.site)
        if trouble:
            self.recorder.skip(wanted.url, trouble)
            self.recorder.stop(stops.UNREADABLE, wanted.url)
        if page is not None and is_too_little(wanted, kept, page) and self.ask_browser(wanted, kept, page):
            return
        self.keep(wanted, kept, page)
        if page is not None:
            led = self.route.follow(page, wanted, links_of(page, drawn))
            if wanted.start and not self.route.shows_goods(page):
                self.route.guess_sitemap(page)
                led.append(("", 0, "guess"))
            if not trouble and not is_too_little(wanted, kept, page):
                again.learn(self.work, wanted, kept, content, page, led)

    def picture(self, wanted: Wanted, kept: Kept, state: PageState | None) -> None:
        """Keep a picture; one that was seen and read before is not read again."""
        content = again.picture_content(kept)
        if state is not None and state.content == content:
            again.seen_again(self.work, wanted, kept, state)
            return
        self.recorder.add(self.recorder.capture(wanted.url, kept, kind="picture"))
        again.learn(self.work, wanted, kept, content, None, [])

    def same(self, wanted: Wanted, kept: Kept, state: PageState) -> None:
        """Keep an answer that says what the page said before: nothing is read again, what it led to is followed."""
        if wanted.kind == "picture":
            again.seen_again(self.work, wanted, kept, state)
            return
        if wanted.start:
            self.route.homes.add(site_of(kept.final_url))
        again.seen_again(self.work, wanted, kept, state)
        self.recorder.start_stored |= wanted.start
        self.frontier.mark(clean(kept.final_url))
        self.goods += state.product
        self.route.follow_known(state.links, wanted, kept.final_url)

    def due(self, state: PageState) -> bool:
        """Return whether a page that is known is asked for in this visit."""
        return again.is_due(state, every=self.work.target.every, risk=self.work.target.risk, moment=now())

    def pass_by(self, wanted: Wanted, state: PageState) -> None:
        """Leave a page that was read lately, and follow what it led to."""
        self.frontier.landed(wanted)
        self.frontier.settle(wanted, "fresh")
        self.goods += state.product
        self.route.follow_known(state.links, wanted, state.url)

    def keep(self, wanted: Wanted, kept: Kept, page: Page | None) -> None:
        """Store the page with what it says."""
        judged = self.route.judged(wanted, page) if page is not None else None
        self.recorder.add(self.recorder.capture(wanted.url, kept, kind="page"), judged)
        self.recorder.start_stored |= wanted.start
        self.frontier.mark(clean(kept.final_url))
        self.goods += judged is not None and judged.kind == "product"
        if judged is not None:
            self.found.add(judged)
        shell = self.shells.pop(wanted.url, None) if kept.via == "browser" else None
        if shell is not None and page is not None and shows_more(shell[1], page):
            self.route.learn_browser(site_of(wanted.url), f"{wanted.url}: {len(shell[1].text)} characters without a browser, {len(page.text)} with one")

    def sitemap(self, wanted: Wanted, kept: Kept) -> None:
        """Keep a site map and queue what it names."""
        self.recorder.add(self.recorder.capture(wanted.url, kept, kind="file"))
        self.recorder.start_stored |= wanted.start
        try:
            pages, maps = read_sitemap(kept.decoded)
        except BadInput as exc:
            if not wanted.guess:
                self.recorder.skip(wanted.url, str(exc))
            return
        self.route.follow_sitemap(wanted, kept.final_url, pages, maps)

    # ---------------------------------------------------------------- the browser

    def ask_browser(self, wanted: Wanted, kept: Kept, page: Page) -> bool:
        """Ask for the page again through the browser; False, said in the report, when there is none to ask."""
        why = why_not_drawn(self.work)
        if why:
            self.recorder.skip(wanted.url, why)
            self.recorder.stop(stops.NO_BROWSER, wanted.url)
            self.frontier.settle(wanted, "done", why)
            self.route.losses.add(wanted, why)
            return False
        set_aside(self.shells, self.recorder, wanted, kept, page)
        self.frontier.push(replace(wanted, via="browser"), again=True)
        return True

    def keep_shell(self, wanted: Wanted, why: str) -> bool:
        """Keep what plain HTTP showed, when the browser failed; False when there is nothing."""
        shell = self.shells.pop(wanted.url, None) if wanted.via == "browser" else None
        if shell is None:
            return False
        capture, page = shell
        self.recorder.add(capture, self.route.judged(wanted, page))
        self.recorder.start_stored |= wanted.start
        self.recorder.fail(wanted.url, why)
        self.recorder.stop(stops.BROWSER, wanted.url)
        self.frontier.settle(wanted, "lost", why)
        self.route.losses.add(wanted, why)
        self.route.follow(page, wanted, page.links)
        return True

    # ---------------------------------------------------------------- what went wrong

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Name what could not be fetched, and go on."""
        wanted: Wanted = failure.request.meta["wanted"]  # type: ignore[attr-defined]
        self.frontier.landed(wanted)
        if self.frontier.closed:
            return  # asked to end: what was cut off did not fail; who takes the job up asks for it again
        exc = failure.value
        if wanted.guess:
            pass  # nobody promised that there is one
        elif isinstance(exc, RobotsForbid):
            self.forbidden(wanted, str(exc))
        elif not self.keep_shell(wanted, sentence(exc)):
            refused = isinstance(exc, AddressRefused)
            self.recorder.stop(stop_of(exc), wanted.url)
            self.give_up(wanted, sentence(exc), refused=refused, definite=refused)
        if isinstance(exc, EvidenceError):  # no evidence, no page: going on would fetch in vain
            self.route.losses.broken = self.route.losses.broken or str(exc)
            self.frontier.closed = True
        self.frontier.settle(wanted)
        self.hold()
        yield from self.next_requests()

    def forbidden(self, wanted: Wanted, why: str) -> None:
        """Name a page that robots.txt forbids; one that speaks of the shop itself is missing."""
        self.recorder.skip(wanted.url, why)
        self.recorder.stop(stops.ROBOTS, wanted.url)
        self.frontier.settle(wanted, "skipped", why)
        if wanted.weight >= ABOUT_THE_SHOP and wanted.kind == "page":
            self.route.losses.add(wanted, why)
            self.frontier.settle(wanted, "lost", why)
        self.end_at_start(wanted, f"robots forbid the start page: {why}")

    def give_up(self, wanted: Wanted, why: str, *, refused: bool = False, definite: bool = False) -> None:
        """Count and name a page that did not come; the crawl ends when it was the start page. `definite`: there is none to be seen."""
        if wanted.guess:
            return
        self.recorder.fail(wanted.url, why)
        self.frontier.settle(wanted, "left" if definite else "lost", why)
        if not definite:
            self.route.losses.add(wanted, why)
        self.end_at_start(wanted, f"start page {'refused' if refused else 'failed'}: {why}")

    def end_at_start(self, wanted: Wanted, why: str) -> None:
        """Say why there is nothing to visit."""
        if wanted.start:
            self.recorder.stopped = why

    def closed(self, reason: str) -> None:
        """Say why the crawl ended, unless that was said before."""
        if not self.recorder.stopped:
            self.recorder.stopped = self.route.losses.ending(seen=self.recorder.pages, left=len(self.frontier), limit=self.work.target.max_pages, reason=reason)
        complaint = self.site.expect.complaint(self.goods, self.found) if self.site and self.recorder.stopped == ALL else ""
        if self.site and complaint:
            self.recorder.skip(self.work.target.url, f"site {self.site.name}: {complaint}")
        for url in self.frontier.waiting_pages():
            self.recorder.stop(stops.PAGE_LIMIT, url)
        self.commit()
