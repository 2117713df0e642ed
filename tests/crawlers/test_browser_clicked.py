"""Rows of goods without links: where a click leads is a page of its own, and what a few rows show holds for the others."""

from __future__ import annotations

import json

import pytest

from crawlers.browser.clicked import others
from tests.crawlers.little_site import page

GOODS = [{"goods_id": 100 + number, "goods_name": f"竹编果篮{number}号", "price": f"{number + 9}.90"} for number in range(9)]
SPA = """<div id="app"></div><script>
const app = document.getElementById('app')
const list = () => fetch('/api/list').then(answer => answer.json()).then(said => {
  app.innerHTML = '<h1>竹匠铺</h1>' + said.data.list.map(row =>
    `<div class="card" style="height:90px" data-id="${row.goods_id}"><img style="width:40px;height:40px"><p class="name">${row.goods_name}</p>
     <b>¥${row.price}</b>
     <button class="cart" onclick="event.stopPropagation(); fetch('/api/cart', {method: 'POST'})">加购</button></div>`).join('')
  document.querySelectorAll('.card').forEach(card => { card.onclick = () => { location.hash = '#/pages/detail?id=' + card.dataset.id } })
})
const more = [1, 2, 3].map(number => `<div class="card" style="height:90px" onclick="location.hash = '#/lost'">别的${number}号 ¥${number}.00</div>`).join('')
const detail = () => { app.innerHTML = `<h1>果篮 ${location.hash.slice(18)}</h1><p>¥19.90</p><button>立即购买</button>${more}` }
const draw = () => location.hash.startsWith('#/pages/detail') ? detail() : list()
addEventListener('hashchange', draw); draw()
</script>"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("browser_name")
def test_goods_that_only_a_click_leads_to_are_visited(site, crawl_of):
    site.routes |= {"/": page(SPA), "/api/list": (200, {"Content-Type": "application/json"}, json.dumps({"data": {"list": GOODS}}).encode())}
    crawl = crawl_of(f"{site.url}/", site, browser="always").run()
    assert {f"{site.url}/#/pages/detail?id={row['goods_id']}" for row in GOODS} <= set(crawl.urls())
    assert "/api/cart" not in site.hits
    assert f"{site.url}/#/lost" not in crawl.urls()  # a product's page is not clicked through
    assert crawl.report["stopped"] == "all pages visited"


HOME = "http://s.example/#/pages/detail?id="


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ([(0, f"{HOME}100", ""), (1, f"{HOME}101", "")], [f"{HOME}{row['goods_id']}" for row in GOODS]),
        ([(0, f"{HOME}100&from=list", ""), (2, f"{HOME}102&from=list", "")], [f"{HOME}{row['goods_id']}&from=list" for row in GOODS]),
        ([(0, f"{HOME}100", ""), (1, f"{HOME}999", "")], []),
        ([(0, f"{HOME}100", "")], []),
        ([(0, f"{HOME}100", ""), (1, f"{HOME}100", "")], []),
    ],
)
def test_the_key_in_the_address_tells_the_other_addresses(ways, found):
    answers = ["no json", json.dumps({"data": {"list": GOODS, "page": 1}})]
    assert [url for url, _ in others(ways, answers)] == found
