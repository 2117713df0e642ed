"""Start a Chromium that has one way out, the guarded proxy, and loads no fonts, nor pictures where nobody looks at them."""

from __future__ import annotations

import logging
import os

from playwright.async_api import Browser, Error, Playwright

from core.errors import FetchFailed
from crawlers.browser.find import FoundBrowser

log = logging.getLogger(__name__)

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
    "--disable-remote-fonts",
    "--block-new-web-contents",  # windows that a script opens
    "--disable-site-isolation-trials",  # frames of other sites need no process of their own: nobody is logged in anywhere
)
_NO_PICTURES = "--blink-settings=imagesEnabled=false"


async def launch(playwright: Playwright, found: FoundBrowser, *, proxy: str, images: bool) -> Browser:
    """Return the running browser; raise FetchFailed when it does not start."""
    flags = [*_FLAGS] if images else [*_FLAGS, _NO_PICTURES]
    # root cannot have Chromium's own sandbox, and some kernels give it to nobody
    tries = (False,) if os.geteuid() == 0 else (True, False)
    for sandbox in tries:
        try:
            return await playwright.chromium.launch(
                executable_path=found.executable_path, chromium_sandbox=sandbox, proxy={"server": proxy}, args=flags, timeout=60_000
            )
        except Error as exc:
            if not sandbox:
                raise FetchFailed(f"the browser {found.name} does not start: {first_line(exc)}") from exc
            log.warning("the browser does not start with its sandbox, trying without: %s", first_line(exc))
    raise FetchFailed(f"the browser {found.name} does not start")


def first_line(exc: BaseException) -> str:
    """Return the first line of an error's text: Playwright's errors end with a log of many lines."""
    return str(exc).strip().splitlines()[0] if str(exc).strip() else type(exc).__name__
