"""What pages in the browser may ask for: no fonts, media and trackers, and nothing that robots.txt forbids.

One filter for the whole browser, so that frames of other sites, workers and windows that a script opens are held as well. Chromium compares each
request with the patterns itself and stops only those that match: scripts and styles, most of what a page asks for, pass without a word to us.
What holds against addresses is the guarded proxy; here a refusal gets its name early.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from playwright.async_api import CDPSession, Error

from core.errors import AddressRefused
from crawlers.guard import Guard

log = logging.getLogger(__name__)

MayFetch = Callable[[str], bool]
"""What robots.txt says of an address that a page asks for by itself."""

_UNWANTED = ("Font", "Media", "Ping", "CSPViolationReport")
_ASKED = ("Document", "XHR", "Fetch", "EventSource")  # what a page goes on to by itself; its scripts and styles are parts of it
_TRACKERS = ("google-analytics.com", "googletagmanager.com", "doubleclick.net", "hm.baidu.com", "cnzz.com", "umeng.com", "growingio.com", "sensorsdata.cn")


class Filter:
    """Answers the requests that Chromium stops. `may_fetch` can be set while pages are open."""

    def __init__(self, guard: Guard, *, images: bool) -> None:
        self.guard = guard
        self.may_fetch: MayFetch = lambda _url: True
        self._unwanted = _UNWANTED if images else (*_UNWANTED, "Image")

    async def start(self, session: CDPSession) -> None:
        """Hold everything that the browser of this session (its own, not a page's) asks for from now on."""

        async def paused(event: dict[str, Any]) -> None:
            try:
                await session.send(*self._answer(event))
            except Error as exc:
                log.debug("filter: %s", str(exc)[:200])  # the page was closed meanwhile

        session.on("Fetch.requestPaused", paused)
        await session.send("Fetch.enable", {"patterns": patterns(self._unwanted)})

    def _answer(self, event: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        url, kind, ident = str(event["request"]["url"]), str(event["resourceType"]), event["requestId"]
        reason = self._refusal(url, kind)
        if reason:
            return "Fetch.failRequest", {"requestId": ident, "errorReason": reason}
        if kind == "Document":  # kept as evidence: it must be an answer of now, and not one out of the browser's cache
            told = [{"name": name, "value": value} for name, value in event["request"]["headers"].items()]
            return "Fetch.continueRequest", {"requestId": ident, "headers": [*told, {"name": "Cache-Control", "value": "no-cache"}]}
        return "Fetch.continueRequest", {"requestId": ident}

    def _refusal(self, url: str, kind: str) -> str:
        """Return Chromium's name for why the request is refused, empty when it may go on."""
        if kind not in _ASKED:
            return "BlockedByClient"
        if not url.startswith(("http:", "https:")):
            return ""
        if kind != "Document":  # the proxy's refusal of a document tells its reason to whoever asked
            try:
                self.guard.check_url(url)
            except AddressRefused as exc:
                log.info("browser: %s", exc)
                return "AddressUnreachable"
        if is_tracker(url):
            return "BlockedByClient"
        if not self.may_fetch(url):
            log.info("browser: robots.txt forbids %s", url[:200])
            return "BlockedByClient"
        return ""


def patterns(unwanted: tuple[str, ...]) -> list[dict[str, str]]:
    """Return what Chromium is to stop, as the Fetch domain of its protocol takes it."""
    kinds = [{"urlPattern": "*", "resourceType": kind} for kind in (*unwanted, *_ASKED)]
    return kinds + [{"urlPattern": f"*://{before}{name}/*"} for name in _TRACKERS for before in ("", "*.")]


def is_tracker(url: str) -> bool:
    """Return whether the address belongs to a service that counts visitors."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].lower()
    return any(host == name or host.endswith(f".{name}") for name in _TRACKERS)
