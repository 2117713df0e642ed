"""One browser for a whole crawl: started when first needed, confined to the guarded proxy, its contexts renewed, its pages bounded."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright, Route, async_playwright

from core.errors import AddressRefused, FetchFailed
from crawlers.agent import CONTACT, browser_agent
from crawlers.browser.find import FoundBrowser
from crawlers.browser.memory import memory_below
from crawlers.browser.proxy import GuardedProxy, Lookup, system_lookup
from crawlers.guard import Guard, host_and_port

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 3
EMPTYING = 5_000  # milliseconds that a page may take to be emptied
MUCH = 700_000_000  # bytes of the browser after which its context is renewed
TOO_MUCH = 1_000_000_000  # bytes after which it is started anew
LOOK_EVERY = 10  # pages between two looks at its memory
RENEW_AFTER = 50  # pages of one context: bounds what its cache and cookies hold
_UNWANTED = frozenset({"font", "media", "beacon", "ping", "cspviolationreport", "manifest", "texttrack"})
_ASKED = frozenset({"document", "xhr", "fetch", "eventsource"})  # what a page goes on to by itself; its scripts and styles are parts of it
_TRACKERS = ("google-analytics.com", "googletagmanager.com", "doubleclick.net", "hm.baidu.com", "cnzz.com", "umeng.com", "growingio.com", "sensorsdata.cn")
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",  # UDP would not pass the proxy
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # names are looked up by the proxy alone
    "--proxy-bypass-list=<-loopback>",  # loopback addresses too go through the proxy
    "--dns-prefetch-disable",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@dataclass
class _Slot:
    """One context. `idle`: pages that wait to be used again: making one takes longer than most pages need."""

    context: BrowserContext
    used: int = 0
    open: int = 0
    idle: list[Page] = field(default_factory=list)


class BrowserPool:
    """Pages of one browser, under the guard. `images`: load pictures, for screenshots."""

    def __init__(self, found: FoundBrowser, guard: Guard, *, images: bool = False, lookup: Lookup = system_lookup, contact: str = CONTACT) -> None:
        self.found = found
        self.guard = guard
        self.images = images
        self.contact = contact
        self.proxy = GuardedProxy(guard, lookup)
        self._blocked = _UNWANTED if images else _UNWANTED | {"image"}
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._slot: _Slot | None = None
        self._anchor: Page | None = None
        self._taken = 0
        self.memory = 0  # bytes that the browser took when last looked
        self.may_fetch: Callable[[str], bool] = lambda _url: True  # what robots.txt says of what a page asks for
        self._starting = asyncio.Lock()
        self._room = asyncio.Semaphore(PAGES_AT_ONCE)

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """An empty page; closed at the end. Waits while too many are open; raises FetchFailed when the browser does not start."""
        async with self._room:
            slot = await self._take()
            try:
                page = await self._empty_page(slot)
                try:
                    yield page
                finally:
                    await self._put_back(slot, page)
            finally:
                slot.open -= 1
                if slot is not self._slot and not slot.open:
                    await _close(slot.context)

    async def _empty_page(self, slot: _Slot) -> Page:
        while slot.idle:
            page = slot.idle.pop()
            if not page.is_closed():
                return page
        page = await slot.context.new_page()
        page.on("popup", lambda other: _spawn(_close(other)))
        return page

    async def _put_back(self, slot: _Slot, page: Page) -> None:
        """Keep the page for the next address when it lets itself be emptied at once; one that hangs is closed."""
        if slot is self._slot and not page.is_closed():
            try:
                await page.goto("about:blank", timeout=EMPTYING)
                slot.idle.append(page)
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
        self._browser = await self._launch(self._playwright)
        # an anchor that stays open: a browser whose last page closes tears processes down and makes them anew for the next
        self._anchor = await (await self._browser.new_context()).new_page()
        return self._browser

    async def _launch(self, playwright: Playwright) -> Browser:
        # root cannot have Chromium's own sandbox, and some kernels give it to nobody
        tries = (False,) if os.geteuid() == 0 else (True, False)
        for sandbox in tries:
            try:
                return await playwright.chromium.launch(
                    executable_path=self.found.executable_path, chromium_sandbox=sandbox, proxy={"server": self.proxy.url}, args=list(_FLAGS), timeout=60_000
                )
            except Error as exc:
                if not sandbox:
                    raise FetchFailed(f"the browser {self.found.name} does not start: {first_line(exc)}") from exc
                log.warning("the browser does not start with its sandbox, trying without: %s", first_line(exc))
        raise FetchFailed(f"the browser {self.found.name} does not start")

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
        await context.route("**/*", self._filter)
        return _Slot(context)

    async def _filter(self, route: Route) -> None:
        # the proxy is what holds; here a refusal gets its name early, and what nobody reads is not loaded
        request = route.request
        host = urlsplit(request.url).hostname or ""
        try:
            if request.url.startswith(("http:", "https:")):
                self.guard.check_url(request.url)
        except AddressRefused as exc:
            log.info("browser: %s", exc)
            await _quiet(route.abort("addressunreachable"))
            return
        if request.resource_type in _ASKED and request.url.startswith("http") and not self.may_fetch(request.url):
            log.info("browser: robots.txt forbids %s", request.url[:200])
            await _quiet(route.abort("blockedbyclient"))
        elif request.resource_type in self._blocked or any(host == name or host.endswith(f".{name}") for name in _TRACKERS):
            await _quiet(route.abort("blockedbyclient"))
        else:
            await _quiet(route.continue_())


def first_line(exc: BaseException) -> str:
    """Return the first line of an error's text: Playwright's errors end with a log of many lines."""
    return str(exc).strip().splitlines()[0] if str(exc).strip() else type(exc).__name__


_spawned: set[asyncio.Task[None]] = set()


def _spawn(coroutine: object) -> None:
    task = asyncio.ensure_future(coroutine)  # type: ignore[call-overload]
    _spawned.add(task)
    task.add_done_callback(_spawned.discard)


async def _close(thing: Page | BrowserContext | Browser) -> None:
    try:
        await thing.close()
    except Error as exc:
        log.debug("closing: %s", first_line(exc))


async def _quiet(step: object) -> None:
    # a page that is closed while its requests are under way leaves routes that nobody waits for
    try:
        await step  # type: ignore[misc]
    except Error as exc:
        log.debug("route: %s", first_line(exc))
