"""Pop-ups and cookie banners are recorded, with whether they can be closed."""

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
FAIR = '<h1>店</h1><p style="margin-top:200px">肉</p><div style="position:fixed;inset:10%;background:#fff">新人礼包<button class="btn-close">×</button></div>'
COOKIES = '<h1>店</h1><div style="position:fixed;bottom:0;width:100%;height:90px">我们使用 Cookie 改善服务<button>拒绝</button></div>'
MENU = '<h1>店</h1><nav style="position:fixed;top:0;width:100%;height:60px">首页 商品</nav>'


def drawn(site, *paths):
    settings = Settings(allow_addresses=site.address)

    async def draw():
        others = memory_below()  # servers that the suite started
        pool = BrowserPool(find_browser(settings), guard_of(settings))
        try:
            pages = [await render(pool, f"{site.url}{path}") for path in paths[:1]]  # alone: what follows may be drawn side by side
            pages += await asyncio.gather(*(render(pool, f"{site.url}{path}") for path in paths[1:]))
            return pages, memory_below() - others
        finally:
            await pool.close()

    return asyncio.run(draw())


def test_what_lies_over_a_page_is_recorded(site):
    site.routes |= {"/trap": page(TRAP), "/fair": page(FAIR), "/cookies": page(COOKIES), "/menu": page(MENU)}
    pages, memory = drawn(site, "/trap", "/fair", "/cookies", "/menu")
    assert [[(item.kind, item.closable) for item in one.overlays] for one in pages] == [[("popup", False)], [("popup", True)], [("cookie", True)], []]
    assert "恭喜中奖" in pages[0].overlays[0].text
    assert 20_000_000 < memory < 1_200_000_000


GOODS = "<h1>店</h1><p>梅菜扣肉，惠州特产</p>"
OVER = "position:fixed;left:10%;top:10%;width:80%;height:60%;background:#fff"
WAYS_OUT = {
    "a cross beside the box": f'<div style="{OVER}">新人礼包</div><i class="iconfont" style="position:fixed;right:8%;top:6%;width:30px;height:30px">×</i>',
    "an icon by its place": f'<div style="{OVER}">新人礼包<em style="position:absolute;right:0;top:0;width:30px;height:30px;cursor:pointer"></em></div>',
    "a name in one word": f'<div style="{OVER}">新人礼包<span class="popClose">　</span></div>',
    "words to skip": f'<div style="{OVER}">新人礼包<a>跳过 5s</a></div>',
    "a click on the box": f'<div style="{OVER}" onclick="this.remove()">新人礼包</div>',
}
NO_POPUP = {
    "a frame that holds the whole page": '<div style="position:fixed;inset:0;overflow:auto"><h1>店</h1><p>限时优惠，满100减10</p></div>',
    "what lies below the page": f'<div style="{OVER};z-index:-1">红包</div><div style="position:relative;background:#fff;height:900px">{GOODS}</div>',
    "what is not to be seen": f'<div style="{OVER};opacity:0">红包</div>{GOODS}',
    "a drawer outside the window": f'<div style="{OVER};transform:translateX(2000px)">红包</div>{GOODS}',
}
TRAPPED = {
    "a layer of its own script": f'{GOODS}<div style="{OVER.replace("fixed", "absolute")};z-index:999">限时优惠<button>领取</button></div>',
    "inside a frame that holds the page": f'<div style="position:fixed;inset:0">{GOODS}<div style="{OVER}">红包</div></div>',
    "a close button that is not shown": f'{GOODS}<div style="{OVER}">红包<b class="close" style="display:none">×</b></div>',
    "a picture that leads away": f'{GOODS}<a href="/sale"><img style="{OVER}" src="/x.png" alt="年货节"></a>',
}


def test_a_way_out_is_seen_wherever_it_stands(site):
    site.routes |= {f"/{number}": page(GOODS + body) for number, body in enumerate(WAYS_OUT.values())}
    pages, _ = drawn(site, *(f"/{number}" for number in range(len(WAYS_OUT))))
    assert {name: [item.closable for item in one.overlays][:1] for name, one in zip(WAYS_OUT, pages, strict=True)} == {name: [True] for name in WAYS_OUT}


def test_what_lies_over_nothing_is_no_pop_up(site):
    site.routes |= {f"/{number}": page(body) for number, body in enumerate(NO_POPUP.values())}
    pages, _ = drawn(site, *(f"/{number}" for number in range(len(NO_POPUP))))
    assert {name: one.overlays for name, one in zip(NO_POPUP, pages, strict=True)} == dict.fromkeys(NO_POPUP, ())


def test_a_pop_up_without_a_way_out_is_seen_however_it_is_made(site):
    site.routes |= {f"/{number}": page(body) for number, body in enumerate(TRAPPED.values())}
    pages, _ = drawn(site, *(f"/{number}" for number in range(len(TRAPPED))))
    seen = {name: [(item.kind, item.closable) for item in one.overlays] for name, one in zip(TRAPPED, pages, strict=True)}
    assert seen == {name: [("popup", False)] for name in TRAPPED}
    assert (pages[-1].overlays[0].picture, pages[-1].overlays[0].link, pages[-1].overlays[0].text) == (True, f"{site.url}/sale", "年货节")
