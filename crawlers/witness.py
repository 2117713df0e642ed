"""The second look: a browser visits a page, says which words still stand on it, and takes a picture that is kept as evidence."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Error, Page

from core.clock import now
from core.errors import AddressRefused, ConfigError, EvidenceError, FetchFailed
from core.settings import Settings
from core.text import normalise, squeeze
from crawlers.browser.find import find_browser
from crawlers.browser.launch import first_line
from crawlers.browser.pool import BrowserPool
from crawlers.browser.proxy import Lookup, system_lookup
from crawlers.browser.render import open_page, settle
from crawlers.guard import Guard, guard_of, host_and_port
from crawlers.links import site_of
from evidence.store import SCREENSHOT, EvidenceStore, EvidenceWriter, screenshot_name

log = logging.getLogger(__name__)

TALLEST = 12_000  # pixels of a screenshot
MOST_PARTS = 5  # screenshots of one page
SCROLLS = 8
LONGEST = 120.0  # seconds for one page, all in all
NOT_OPENED = "浏览器未能打开页面"
NO_BROWSER = "本机没有可用的浏览器，未能复核（安装 chromium 后可重新复核）"


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRequest:
    """A page and the words that were found on it."""

    url: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessResult:
    """What the browser saw. `note`: empty when it looked, else why not, in Chinese. `screenshot`: file below the evidence folder."""

    url: str
    present: dict[str, bool] = field(default_factory=dict)
    note: str = ""
    screenshot: str = ""
    screenshot_sha256: str = ""


def look(requests: Sequence[WitnessRequest], settings: Settings, store: EvidenceStore) -> Iterator[WitnessResult]:
    """Yield one result a request, in order. A page that fails says why and stops no other."""
    try:
        found = find_browser(settings)
    except ConfigError as exc:
        log.warning("%s", exc)
        found = None
    if found is None:
        yield from (WitnessResult(url=request.url, note=NO_BROWSER) for request in requests)
        return
    with asyncio.Runner() as runner, store.open_writer() as writer:
        guard = guard_of(settings)
        pool = BrowserPool(found, guard, images=True, contact=settings.contact)
        pace = _Pace(settings.crawl_delay)
        try:
            for request in requests:
                why = runner.run(why_not_reached(guard, request.url))
                if why:
                    yield WitnessResult(url=request.url, note=f"{NOT_OPENED}：{why}")
                    continue
                pace.wait(request.url)
                yield runner.run(_look(pool, request, store.folder, writer))
        finally:
            runner.run(pool.close())


async def why_not_reached(guard: Guard, url: str, lookup: Lookup = system_lookup) -> str:
    """Return why no browser needs to try: an address that the guard refuses, a name that leads nowhere; else an empty text.

    This saves time, a second a lead; what keeps the browser out is the guarded proxy, which looks the name up again when it connects.
    """
    try:
        guard.check_url(url)
        host, port = host_and_port(url)
        await lookup(host, port)
    except AddressRefused as exc:
        return first_line(exc)
    except (OSError, UnicodeError) as exc:  # UnicodeError: a name that cannot be asked for
        return f"DNS lookup failed for {host}: {getattr(exc, 'strerror', None) or exc}"
    return ""


async def _look(pool: BrowserPool, request: WitnessRequest, folder: Path, writer: EvidenceWriter) -> WitnessResult:
    try:
        async with asyncio.timeout(LONGEST), pool.page() as page:
            response = await open_page(pool, page, request.url)
            await settle(page, scrolls=SCROLLS)
            text = await visible_text(page)
            name, sha256 = keep(folder, writer, request.url, await picture(page))
            for number in range(1, await parts_of(page)):
                keep(folder, writer, f"{request.url}#part={number + 1}", await picture(page, number))
            note = f"页面返回 HTTP {response.status}，可能已下架或不可访问" if response.status >= 400 else ""
    except (AddressRefused, FetchFailed, Error, TimeoutError, EvidenceError) as exc:
        return WitnessResult(url=request.url, note=f"{NOT_OPENED}：{first_line(exc)}")
    return WitnessResult(url=request.url, present=words_in(text, request.words), note=note, screenshot=name, screenshot_sha256=sha256)


async def visible_text(page: Page) -> str:
    """Return title and visible text of the page and of its frames."""
    parts = [await page.title()]
    for frame in page.frames[:20]:
        try:
            parts.append(await frame.locator("body").inner_text(timeout=5_000))
        except Error as exc:
            log.debug("frame %s: %s", frame.url, first_line(exc))  # a frame may be gone or hold no body
    return "\n".join(parts)


def words_in(text: str, words: Sequence[str]) -> dict[str, bool]:
    """Return for each word whether it stands in the text; both in normal form, without blanks: a page may break a line anywhere."""
    page = _plain(text)
    return {word: bool(_plain(word)) and _plain(word) in page for word in words}


def _plain(text: str) -> str:
    return "".join(squeeze(normalise(text)).text.split())


async def parts_of(page: Page) -> int:
    """Return how many pictures show the whole page; of an endless one the first are taken."""
    height = int(await page.evaluate("() => document.documentElement.scrollHeight"))
    return max(1, min(-(-height // TALLEST), MOST_PARTS))


async def picture(page: Page, part: int = 0) -> bytes:
    """Return a PNG of the page, of a very long one the part of this number."""
    await page.evaluate("() => window.scrollTo(0, 0)")
    size = await page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    above = part * TALLEST
    width, height = min(max(int(size[0]), 1), 2_000), min(max(int(size[1]) - above, 1), TALLEST)
    return await page.screenshot(full_page=True, clip={"x": 0, "y": above, "width": width, "height": height}, animations="disabled", type="png", timeout=30_000)


def keep(folder: Path, writer: EvidenceWriter, url: str, png: bytes) -> tuple[str, str]:
    """Store the picture as a file named by its hash, and as a record in WARC. Returns (file name below the folder, SHA-256)."""
    sha256 = hashlib.sha256(png).hexdigest()
    name = screenshot_name(sha256)
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            half = path.with_suffix(f".{os.getpid()}.part")
            half.write_bytes(png)
            half.replace(path)  # a picture is there whole or not at all
    except OSError as exc:
        raise EvidenceError(f"{path}: cannot write: {exc.strerror}") from exc
    # the record comes last: `verify` asks for the file of every record
    writer.write_resource(f"{SCREENSHOT}{url}", "image/png", png, now())
    return name, sha256


class _Pace:
    """Keeps two visits to one host apart."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._last: dict[str, float] = {}

    def wait(self, url: str) -> None:
        host = site_of(url)
        left = self._last.get(host, float("-inf")) + self.delay - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last[host] = time.monotonic()
