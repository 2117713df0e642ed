"""Prices that stand in a page's scripts alone."""

from __future__ import annotations

import json

import pytest

from crawlers.extract.literals import NotALiteral, read_literal
from crawlers.extract.page import read_html

URL = "https://shop.test/item/8"
GOODS = {"id": 8, "goods_name": "竹编收纳篮 大号", "shop_price": "45.80", "market_price": "69.00", "cost_price": "12.00", "stock": 9}


def read(body: str, title: str = "竹编收纳篮 大号 - 某店", url: str = URL):
    return read_html(f'<html lang="zh"><head><title>{title}</title></head><body>{body}</body></html>', url)


TEXT = json.dumps(GOODS, ensure_ascii=False)


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{{"props": {{"pageProps": {{"goods": {TEXT}}}}}}}</script>',
        f"<script>window.__INITIAL_STATE__ = {{detail: {TEXT}, user: null}};</script>",
        f"<script>var a = 1; var goodsInfo = {TEXT}</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps({'goods': GOODS}))});</script>",
        "<script>new Vue({el: '#app', data() { return { goods: {id: 8, goods_name: '竹编收纳篮 大号', shop_price: 45.8, market_price: 69, "
        "cost_price: 12, stock: 9,}, list: [] } }})</script>",
        f"<script>init({{'goods': {TEXT}, 'on': function () {{ return {{a: 1}} }}}})</script>",
        f"<goods-detail :goods='{TEXT}'></goods-detail>",
    ],
)
def test_the_state_tells_price_and_list_price_and_never_the_cost(script):
    page = read(f'<div id="app"><h1>竹编收纳篮 大号</h1></div>{script}')
    first = page.listings[0]
    assert (page.kind, first.title, float(first.price), float(first.list_price), first.currency, first.availability) == (
        "product",
        "竹编收纳篮 大号",
        45.8,
        69,
        "CNY",
        "InStock",
    )
    assert first.sources["price"] == "state"
    assert not page.needs_browser


def test_variants_without_a_title_price_the_headline():
    rows = [
        {"id": 1, "price": "35.00", "cost_price": "9.00", "discount_price": "60.00", "stock": 3},
        {"id": 2, "price": "40.00", "cost_price": "9.90", "discount_price": "66.00", "stock": 0},
    ]
    page = read(
        f'<h1>竹编收纳篮 大号</h1><p>¥ {{{{ sku.price }}}}</p><script id="skus" type="application/json">{json.dumps(rows)}</script><button>加入购物车</button>'
    )
    first = page.listings[0]
    assert (first.price, first.price_max, first.list_price) == ("35.00", "40.00", "60.00")


def test_a_discount_price_below_the_price_is_what_is_paid():
    rows = [{"sku_id": 1, "price": "60.00", "discount_price": "35.00"}]
    page = read(f'<h1>竹编收纳篮 大号</h1><script id="sku-data" type="application/json">{json.dumps(rows)}</script><button>加入购物车</button>')
    assert (page.listings[0].price, page.listings[0].list_price) == ("35.00", "60.00")


def test_a_price_that_is_an_object_of_its_own():
    goods = {"product": {"name": "竹编收纳篮 大号", "price": {"regular": {"value": 60, "text": "¥60.00"}, "special": {"value": 45, "text": "¥45.00"}}}}
    first = read(f"<h1>竹编收纳篮 大号</h1><script>var state = {json.dumps(goods, ensure_ascii=False)}</script>").listings[0]
    assert (first.price, first.list_price) == ("45", "60")


def test_cents_are_recognised_by_the_price_that_is_shown():
    shown = '<h1>竹编收纳篮 大号</h1><p class="price">￥45.80</p><button>立即购买</button>'
    body = shown + '<script>var goods = {"name": "竹编收纳篮 大号", "price": 4580, "marketPrice": 6900}</script>'
    first = read(body).listings[0]
    assert (first.price, first.list_price) == ("45.80", "69.00")


def test_other_goods_in_the_state_are_not_the_own_product():
    related = [{"name": name, "price": 10} for name in ("藤椅", "草帽", "竹席")]
    page = read(
        f'<h1>竹编收纳篮 大号</h1><p class="price">￥45.80</p><button>立即购买</button><script>var hot = {json.dumps(related, ensure_ascii=False)}</script>'
    )
    assert page.listings[0].price == "45.80"


def test_a_list_drawn_from_state_is_a_list():
    rows = [{"title": f"竹制品 第{i}款", "price": f"{i}9.00", "pic": f"//img.test/{i}.jpg", "nick": "某店", "detail_url": f"/item/{i}"} for i in range(1, 6)]
    page = read(f"<h1>搜索：竹制品</h1><script>g_config = {json.dumps({'items': rows}, ensure_ascii=False)};</script>", "搜索", "https://shop.test/search?q=a")
    assert page.kind == "list"
    assert [(row.title, row.price, row.url) for row in page.listings][:2] == [
        ("竹制品 第1款", "19.00", "https://shop.test/item/1"),
        ("竹制品 第2款", "29.00", "https://shop.test/item/2"),
    ]


def test_pictures_of_a_gallery_block_get_the_folder_that_the_script_names():
    banners = '<script id="banners" type="application/json">[{"img": "g/1.jpg"}, {"img": "g/2.jpg"}]</script>'
    body = f"<h1>竹编收纳篮 大号</h1><script>var goods = {TEXT}</script>{banners}<script>f = v => `/media/${{v}}`</script>"
    assert read(body).listings[0].images == ("https://shop.test/media/g/1.jpg", "https://shop.test/media/g/2.jpg")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, 'b': [2,], /* c */ d: !0, e: f(x, {y: 1}), g: \"\\u4e2d\"}", {"a": 1, "b": [2], "d": True, "e": None, "g": "中"}),
        ("{a(){ return {b: 1} }, c: 2}", {"c": 2}),
        ("{a: x ? 1 : 2, b: .5}", {"a": None, "b": 0.5}),
    ],
)
def test_javascript_notation_is_read_and_never_run(text, value):
    assert read_literal(text, 0, 1_000)[0] == value


@pytest.mark.parametrize("text", ["{", "{a", '{"a": "', "[" * 500, "{a b}", "x"])
def test_what_is_no_literal_is_said_to_be_none(text):
    with pytest.raises(NotALiteral):
        read_literal(text, 0, 1_000)
