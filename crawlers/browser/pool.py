"""One browser for a whole crawl: started when first needed, confined to the guarded proxy, its contexts renewed, its pages bounded."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright, Route, async_playwright

from core.errors import AddressRefused, FetchFailed
from crawlers.agent import CONTACT, browser_agent
from crawlers.browser.find import FoundBrowser
from crawlers.browser.proxy import GuardedProxy, Lookup, system_lookup
from crawlers.guard import Guard, host_and_port

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 3
RENEW_AFTER = 50  # pages of one context: bounds what its cache and cookies hold
_UNWANTED = frozenset({"font", "media", "beacon", "ping", "cspviolationreport", "manifest", "texttrack"})
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
    context: BrowserContext
    used: int = 0
    open: int = 0


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
        self._starting = asyncio.Lock()
        self._room = asyncio.Semaphore(PAGES_AT_ONCE)

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """An empty page; closed at the end. Waits while too many are open; raises FetchFailed when the browser does not start."""
        async with self._room:
            slot = await self._take()
            try:
                page = await slot.context.new_page()
                page.on("popup", lambda other: _spawn(_close(other)))
                try:
                    yield page
                finally:
                    await _close(page)
            finally:
                slot.open -= 1
                if slot is not self._slot and not slot.open:
                    await _close(slot.context)

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
            if self._slot is None or self._slot.used >= RENEW_AFTER:
                old, self._slot = self._slot, await self._new_slot(browser)
                if old is not None and not old.open:
                    await _close(old.context)
            self._slot.used += 1
            self._slot.open += 1
            return self._slot

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
        if request.resource_type in self._blocked or any(host == name or host.endswith(f".{name}") for name in _TRACKERS):
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
