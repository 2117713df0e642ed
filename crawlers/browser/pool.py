"""One browser for a whole crawl: started when first needed, confined to the guarded proxy, its contexts renewed, its pages bounded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright, async_playwright

from core.errors import AddressRefused, FetchFailed
from crawlers.agent import CONTACT, browser_agent
from crawlers.browser.filter import Filter
from crawlers.browser.find import FoundBrowser
from crawlers.browser.launch import first_line, launch
from crawlers.browser.memory import memory_below
from crawlers.browser.proxy import GuardedProxy, Lookup, system_lookup
from crawlers.guard import Guard, host_and_port

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 8
EMPTYING = 5_000  # milliseconds that a page may take to be emptied
ANSWERING = 2.0  # seconds that a page may take to answer before it is used again
MUCH = 700_000_000  # bytes of the browser after which its context is renewed
TOO_MUCH = 1_000_000_000  # bytes after which it is started anew
LOOK_EVERY = 20  # pages between two looks at its memory
RENEW_AFTER = 100  # pages of one context: bounds what its cache and cookies hold


@dataclass
class _Slot:
    """One context. `idle`: pages that wait to be used again (making one takes longer than most pages need), and whether each is empty."""

    context: BrowserContext
    used: int = 0
    open: int = 0
    idle: list[tuple[Page, bool]] = field(default_factory=list)


class BrowserPool:
    """Pages of one browser, under the guard. `images`: load pictures, for screenshots."""

    def __init__(self, found: FoundBrowser, guard: Guard, *, images: bool = False, lookup: Lookup = system_lookup, contact: str = CONTACT) -> None:
        self.found = found
        self.guard = guard
        self.images = images
        self.contact = contact
        self.proxy = GuardedProxy(guard, lookup)
        self.filter = Filter(guard, images=images)
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._slot: _Slot | None = None
        self._anchor: Page | None = None
        self._taken = 0
        self._waiting = 0
        self.memory = 0  # bytes that the browser took when last looked
        self._starting = asyncio.Lock()
        self._room = asyncio.Semaphore(PAGES_AT_ONCE)

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """An empty page; closed at the end. Waits while too many are open; raises FetchFailed when the browser does not start."""
        async with self._in_turn():
            slot = await self._take()
            try:
                page = await self._empty_page(slot)
                well = False
                try:
                    yield page
                    well = True
                finally:
                    await self._put_back(slot, page, well=well)
            finally:
                slot.open -= 1
                if slot is not self._slot and not slot.open:
                    await _close(slot.context)

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        self._waiting += 1
        try:
            await self._room.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._room.release()

    async def _empty_page(self, slot: _Slot) -> Page:
        while slot.idle:
            page, empty = slot.idle.pop()
            if not page.is_closed() and (empty or await _answers(page)):
                return page
            _spawn(_close(page))
        page = await slot.context.new_page()
        page.on("popup", lambda other: _spawn(_close(other)))
        return page

    async def _put_back(self, slot: _Slot, page: Page, *, well: bool) -> None:
        """Keep the page for the next address. Where nobody waits for it, or it may hang, it is emptied first; one that cannot be is closed.

        An address after another of the same site goes into the process that is there; by way of an empty page each would get a new one.
        """
        if slot is self._slot and not page.is_closed():
            if well and self._waiting:
                slot.idle.append((page, False))
                return
            try:
                await page.goto("about:blank", timeout=EMPTYING)
                slot.idle.append((page, True))
                return
            except Error as exc:
                log.debug("page not used again: %s", first_line(exc))
        await _close(page)

    def trouble(self, url: str) -> AddressRefused | FetchFailed | None:
        """Return why the proxy did not connect to the host of this address when it was last asked for, None when it did."""
        host, port = host_and_port(url)
        return self.proxy.trouble.get(f"{host}:{port}")

    async def close(self) -> None:
        """End the browser and the proxy."""
        if self._browser is not None:
            await _close(self._browser)
        if self._playwright is not None:
            await self._playwright.stop()
            await self.proxy.close()
        self._browser = self._playwright = self._slot = None

    async def _take(self) -> _Slot:
        async with self._starting:
            browser = await self._running()
            if self._slot is not None and self._taken % LOOK_EVERY == 0:
                await self._shed(self._slot)
                browser = await self._running()
            self._taken += 1
            if self._slot is None or self._slot.used >= RENEW_AFTER:
                old, self._slot = self._slot, await self._new_slot(browser)
                if old is not None and not old.open:
                    await _close(old.context)
            self._slot.used += 1
            self._slot.open += 1
            return self._slot

    async def _shed(self, slot: _Slot) -> None:
        """Renew the context when the browser takes much memory; start the browser anew when it takes too much and nobody is at a page."""
        self.memory = memory_below()
        if self.memory > TOO_MUCH and not slot.open and self._browser is not None:
            log.info("browser: %d MB, started anew", self.memory // 1_000_000)
            await _close(self._browser)
            self._browser = None
        elif self.memory > MUCH:
            slot.used = RENEW_AFTER

    async def _running(self) -> Browser:
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        self._slot = None
        if self._playwright is None:
            await self.proxy.start()
            try:
                self._playwright = await async_playwright().start()
            except Exception as exc:  # a driver that ends at its start is told by a bare Exception
                raise FetchFailed(f"the browser's driver does not start: {exc}") from exc
        self._browser = await launch(self._playwright, self.found, proxy=self.proxy.url, images=self.images)
        await self.filter.start(await self._browser.new_browser_cdp_session())
        # an anchor that stays open: a browser whose last page closes tears processes down and makes them anew for the next
        self._anchor = await (await self._browser.new_context()).new_page()
        return self._browser

    async def _new_slot(self, browser: Browser) -> _Slot:
        context = await browser.new_context(
            user_agent=browser_agent(browser.version, self.contact),
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": 1280, "height": 900},
            accept_downloads=False,
            service_workers="block",
            ignore_https_errors=True,  # a shop with a bad certificate must be seen too
        )
        context.set_default_timeout(30_000)
        return _Slot(context)


_spawned: set[asyncio.Task[None]] = set()


def _spawn(coroutine: object) -> None:
    task = asyncio.ensure_future(coroutine)  # type: ignore[call-overload]
    _spawned.add(task)
    task.add_done_callback(_spawned.discard)


async def _answers(page: Page) -> bool:
    """Return whether the page's scripts let others have a turn: one that hangs would hang with the next address too."""
    try:
        async with asyncio.timeout(ANSWERING):
            return bool(await page.evaluate("true"))
    except (Error, TimeoutError):
        return False


async def _close(thing: Page | BrowserContext | Browser) -> None:
    try:
        await thing.close()
    except Error as exc:
        log.debug("closing: %s", first_line(exc))
