"""What a page asks its shop for while it draws itself is kept behind the drawn page, and read: JSON with prices, of this page alone."""

from __future__ import annotations

import asyncio
import json

import pytest

from core.settings import Settings
from crawlers.browser.find import find_browser
from crawlers.browser.heard import block
from crawlers.browser.pool import BrowserPool
from crawlers.browser.render import render
from crawlers.extract.page import read_html
from crawlers.guard import guard_of
from tests.crawlers.little_site import page

DRAWN = """<div id="app"></div><script>
fetch('/api/goods?id=7').then(answer => answer.json()).then(said => {
  document.getElementById('app').innerHTML = `<h1>${said.data.goods_name}</h1><b class="price">¥${said.data.price}</b><button>立即购买</button>`
})
fetch('/api/like'); fetch('/api/user'); fetch('/api/text')
</script>"""
GOODS = {"code": 0, "data": {"goods_name": "竹编果篮</script>", "price": "59.00", "original_price": "88.00", "shop_name": "竹匠铺", "stock": 3}}
LIKE = {"data": [{"goods_name": f"相关商品{number}", "price": number} for number in range(1, 6)]}


def told(value, kind="application/json"):
    return 200, {"Content-Type": f"{kind}; charset=utf-8"}, json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.browser
@pytest.mark.usefixtures("browser_name")
def test_an_answer_with_prices_is_kept_and_says_what_the_page_does_not_show(site):
    site.routes |= {"/goods": page(DRAWN), "/api/goods?id=7": told(GOODS), "/api/like": told(LIKE), "/api/user": told({"name": "张三"})}
    site.routes["/api/text"] = told("price", "text/plain")

    async def draw():
        settings = Settings(allow_addresses=site.address)
        pool = BrowserPool(find_browser(settings), guard_of(settings))
        try:
            return await render(pool, f"{site.url}/goods"), await render(pool, f"{site.url}/empty")
        finally:
            await pool.close()

    site.routes["/empty"] = page("<h1>没有商品</h1>")
    drawn, after = asyncio.run(draw())
    assert f'data-name="xhr {site.url}/api/goods?id=7"' in drawn.html
    assert "张三" not in drawn.html
    assert "/api/text" not in drawn.html.partition("</html>")[2]
    assert "xhr " not in after.html
    read = read_html(drawn.html, drawn.final_url)
    own = read.listings[0]
    assert (read.kind, own.price, own.list_price, own.seller, own.sources["list_price"]) == ("product", "59.00", "88.00", "竹匠铺", "xhr")
    assert [listing.title for listing in read.listings[1:]] == []


def test_an_answer_cannot_end_its_block():
    made = block('http://s.example/?a="><script>', json.dumps({"price": "</script><h1>x</h1>"}))
    assert made.count("<script") == made.count("</script>") == 1
    assert "<h1>" not in made


def test_an_answer_that_lists_other_goods_makes_no_list_of_a_page():
    html = "<html><body><h1>证照信息</h1><p>统一社会信用代码：91441300MA4UHF1C9X</p></body></html>"
    assert read_html(html + block("http://s.example/api", json.dumps(LIKE)), "http://s.example/licence").kind == "shop"
