"""Pop-ups and cookie banners are recorded, with whether they can be closed; what a page asks for by itself is held to robots.txt; pages are used again."""

from __future__ import annotations

import asyncio

import pytest

from core.settings import Settings
from crawlers.browser.find import find_browser
from crawlers.browser.memory import memory_below
from crawlers.browser.pool import BrowserPool
from crawlers.browser.render import render
from crawlers.guard import guard_of
from tests.crawlers.little_site import page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser_name")]

TRAP = '<h1>店</h1><div style="position:fixed;inset:0;background:#fff">恭喜中奖，扫码领取</div>'
FAIR = '<h1>店</h1><div style="position:fixed;inset:10%;background:#fff">新人礼包<button class="btn-close">×</button></div>'
COOKIES = '<h1>店</h1><div style="position:fixed;bottom:0;width:100%;height:90px">我们使用 Cookie 改善服务<button>拒绝</button></div>'
MENU = '<h1>店</h1><nav style="position:fixed;top:0;width:100%;height:60px">首页 商品</nav>'


def drawn(site, *paths, may_fetch=None):
    settings = Settings(allow_addresses=site.address)

    async def draw():
        others = memory_below()  # servers that the suite started
        pool = BrowserPool(find_browser(settings), guard_of(settings))
        pool.may_fetch = may_fetch or pool.may_fetch
        try:
            return [await render(pool, f"{site.url}{path}") for path in paths], memory_below() - others, len(pool._slot.context.pages)
        finally:
            await pool.close()

    return asyncio.run(draw())


def test_what_lies_over_a_page_is_recorded_and_pages_are_used_again(site):
    site.routes |= {"/trap": page(TRAP), "/fair": page(FAIR), "/cookies": page(COOKIES), "/menu": page(MENU)}
    pages, memory, kept = drawn(site, "/trap", "/fair", "/cookies", "/menu")
    assert [[(item.kind, item.closable) for item in one.overlays] for one in pages] == [[("popup", False)], [("popup", True)], [("cookie", True)], []]
    assert "恭喜中奖" in pages[0].overlays[0].text
    assert kept == 1
    assert 20_000_000 < memory < 1_200_000_000


def test_what_a_page_asks_for_by_itself_is_held_to_robots_txt(site):
    script = "<script>fetch('/private/data').catch(() => 0).then(() => fetch('/open')).then(a => a.text()).then(t => document.body.append(t))</script>"
    site.routes |= {"/": page(f"<h1>店</h1>{script}"), "/open": (200, {"Content-Type": "text/plain"}, b"open goods"), "/private/data": page("x")}
    pages, _, _ = drawn(site, "/", may_fetch=lambda url: "/private/" not in url)
    assert "open goods" in pages[0].html
    assert "/private/data" not in site.hits
