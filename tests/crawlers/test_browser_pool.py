"""Pages of the browser are used again, without anything of the page before; one that hangs is not."""

from __future__ import annotations

import asyncio
import time

import pytest

from core.settings import Settings
from crawlers.browser import pool as pools
from crawlers.browser import render as drawing
from crawlers.browser.find import find_browser
from crawlers.browser.pool import BrowserPool
from crawlers.browser.render import render
from crawlers.guard import guard_of
from tests.crawlers.little_site import page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser_name")]


def with_pool(site, use):
    settings = Settings(allow_addresses=site.address)

    async def run():
        pool = BrowserPool(find_browser(settings), guard_of(settings))
        try:
            return await use(pool)
        finally:
            await pool.close()

    return asyncio.run(run())


def test_one_page_serves_address_after_address_and_leaves_nothing_running(site, monkeypatch):
    monkeypatch.setattr(drawing, "QUIET", 1_000)
    site.routes |= {"/busy": page("<h1>忙</h1><script>setInterval(() => fetch('/tick'), 50)</script>"), "/quiet": page("<h1>静</h1><p>9.90</p>")}

    async def use(pool):
        await render(pool, f"{site.url}/busy", scrolls=0)
        ticks = site.hits.count("/tick")
        drawn = await render(pool, f"{site.url}/quiet", scrolls=0)
        return drawn.html, len(pool._slot.context.pages), site.hits.count("/tick") - ticks

    html, kept, late = with_pool(site, use)
    assert ("静" in html, "忙" in html, kept) == (True, False, 1)
    assert late <= 1  # the one under way


@pytest.mark.slow
def test_a_page_that_hangs_costs_the_next_one_nothing(site, monkeypatch):
    monkeypatch.setattr(pools, "PAGES_AT_ONCE", 1)
    monkeypatch.setattr(pools, "ANSWERING", 0.5)
    hangs = "<h1>挂</h1><script>const turn = document.documentElement; let asked = 0; Object.defineProperty(turn, 'outerHTML', {get() {"
    hangs += "setTimeout(() => { for (;;); }, 0); return '<html>挂</html>' }})</script>"
    site.routes |= {"/hangs": page(hangs), "/next": page("<h1>下一页</h1>")}

    async def use(pool):
        began = time.monotonic()
        drawn = await asyncio.gather(render(pool, f"{site.url}/hangs", scrolls=0), render(pool, f"{site.url}/next", scrolls=0))
        return drawn[1].html, time.monotonic() - began

    html, seconds = with_pool(site, use)
    assert "下一页" in html
    assert seconds < 25  # its patience for an address alone is thirty
