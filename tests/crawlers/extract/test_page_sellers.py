"""Who sells: the shop named beside the product, else the sign above the page."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html

BOX = '<h1>手工棉拖鞋</h1><p class="price">￥59.00</p><button>加入购物车</button>'


@pytest.mark.parametrize(
    ("around", "seller"),
    [
        ('<div class="shop-name"><a href="/shop/1">暖步鞋业专营店</a></div>', "暖步鞋业专营店"),
        ("<p>店铺：暖步鞋业专营店</p>", "暖步鞋业专营店"),
        ("<dl><dt>卖家</dt><dd>暖步鞋业专营店</dd></dl>", "暖步鞋业专营店"),
        ('<header><a href="/">暖步鞋业专营店</a></header>', "暖步鞋业专营店"),
        ('<div class="shop-name"><a href="/shop/1">进入店铺</a></div><p>店铺：暖步鞋业专营店</p>', "暖步鞋业专营店"),
        ('<a href="/">首页</a>', ""),
    ],
)
def test_the_seller_is_named_on_the_page(around, seller):
    page = read_html(f"<html><head><title>手工棉拖鞋</title></head><body>{around}{BOX}</body></html>", "https://mall.test/goods/5")
    assert page.listings[0].seller == seller


def test_structured_data_names_the_seller_first():
    data = (
        '{"@type": "Product", "name": "手工棉拖鞋", "offers": {"price": 59, "priceCurrency": "CNY", "seller": {"@type": "Organization", "name": "暖步旗舰店"}}}'
    )
    page = read_html(f'<script type="application/ld+json">{data}</script><p>店铺：别的店</p>{BOX}', "https://mall.test/goods/5")
    assert (page.listings[0].seller, page.listings[0].sources["seller"]) == ("暖步旗舰店", "json-ld")
