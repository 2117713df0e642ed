"""JSON-LD, microdata and OpenGraph about a page's own product."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawlers.extract.page import read_html

URL = "https://shop.test/p/1"
PRODUCT = {
    "@context": "https://schema.org",
    "@type": "Product",
    "name": "青花瓷茶具六件套",
    "offers": {"@type": "Offer", "price": "238.00", "priceCurrency": "CNY"},
}


def read(body: str, head: str = "") -> Any:
    return read_html(f"<html><head><title>青花瓷茶具六件套 - 某店</title>{head}</head><body>{body}</body></html>", URL)


def json_ld(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "value",
    [
        PRODUCT,
        [PRODUCT],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "某店"}, PRODUCT]},
        {"@type": "ItemPage", "mainEntity": PRODUCT},
        {**PRODUCT, "@type": ["Product", "Thing"]},
        {**PRODUCT, "offers": [{"price": 238.0, "priceCurrency": "CNY"}]},
        {**PRODUCT, "offers": {"@type": "AggregateOffer", "lowPrice": "238.00", "priceCurrency": "CNY"}},
        {**PRODUCT, "offers": {"priceSpecification": {"price": "238.00", "priceCurrency": "CNY"}}},
        {**PRODUCT, "@type": "ProductGroup", "offers": None, "hasVariant": [{"offers": {"price": "238.00", "priceCurrency": "CNY"}}]},
        json.dumps(PRODUCT)[:-1] + ",}",
        "<!-- " + json.dumps(PRODUCT) + " -->",
        "/* shop */ " + json.dumps(PRODUCT) + ";",
        json.dumps(PRODUCT).replace('"name"', '"description": "第一行\n第二行", "name"'),
    ],
)
def test_json_ld_tells_the_price_however_it_is_written(value):
    page = read(json_ld(value))
    first = page.listings[0]
    assert (page.kind, first.title, first.price, first.currency) == ("product", "青花瓷茶具六件套", "238.00", "CNY")
    assert first.sources["price"] == "json-ld"


def test_json_ld_that_cannot_be_read_is_told_of():
    assert "json-ld: block 1 cannot be read" in read(json_ld('{"@type": "Product", "name": ')).warnings[0]


def test_variants_give_a_range():
    first = read(json_ld({**PRODUCT, "offers": [{"price": "99"}, {"price": "129"}]})).listings[0]
    assert (first.price, first.price_max) == ("99", "129")


def test_a_list_price_and_availability_are_read():
    offer = {
        "price": "99",
        "priceCurrency": "CNY",
        "availability": "http://schema.org/OutOfStock",
        "priceSpecification": [{"price": "199", "priceType": "https://schema.org/ListPrice"}],
    }
    first = read(json_ld({**PRODUCT, "offers": offer})).listings[0]
    assert (first.list_price, first.availability) == ("199", "OutOfStock")


def test_entities_in_names_are_resolved():
    assert read(json_ld({**PRODUCT, "name": "茶具 &amp; 茶盘"})).listings[0].title == "茶具 & 茶盘"


def test_the_own_product_comes_first_whatever_stands_before_it():
    other = {**PRODUCT, "name": "紫砂壶", "offers": {"price": "500"}}
    assert read(json_ld([other, PRODUCT])).listings[0].title == "青花瓷茶具六件套"


def test_products_of_a_list_are_a_list():
    rows = [{**PRODUCT, "name": name, "url": f"/p/{name}"} for name in ("紫砂壶", "盖碗杯", "公道杯", "竹茶盘")]
    page = read_html(f"<html><head><title>全部茶具</title></head><body><h1>全部茶具</h1>{json_ld(rows)}</body></html>", "https://shop.test/list")
    assert page.kind == "list"
    assert [row.title for row in page.listings] == ["紫砂壶", "盖碗杯", "公道杯", "竹茶盘"]


MICRODATA = """<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">青花瓷茶具六件套</h1><img itemprop="image" src="/a.jpg">
<div itemprop="offers" itemscope itemtype="http://schema.org/Offer">{price}<meta itemprop="priceCurrency" content="CNY">
<link itemprop="availability" href="http://schema.org/InStock"></div></div>"""


@pytest.mark.parametrize(
    "price",
    [
        '<meta itemprop="price" content="238.00">',
        '<span itemprop="price">￥238.00</span>',
        '<span itemprop="price">￥<b>238</b>.00</span>',
        '<div itemprop="price">238.00 <del>298.00</del></div>',
        '<span itemprop="price" content="238.00">238</span><span itemprop="price">月供 20.00</span>',
    ],
)
def test_microdata_tells_the_price(price):
    first = read(MICRODATA.format(price=price)).listings[0]
    assert (first.price, first.currency, first.availability, first.sources["price"]) == ("238.00", "CNY", "InStock", "microdata")


def test_microdata_of_related_goods_is_not_the_pages_own():
    own = MICRODATA.format(price='<meta itemprop="price" content="238.00">')
    related = f'<div class="related-products">{own.replace("青花瓷茶具六件套", "紫砂壶").replace("238.00", "18.00")}</div>'
    assert read(related + own).listings[0].price == "238.00"


def test_opengraph_tells_a_product():
    head = '<meta property="og:type" content="product"><meta property="og:title" content="青花瓷茶具六件套">'
    head += '<meta property="product:price:amount" content="238.00"><meta property="product:price:currency" content="CNY">'
    page = read("<p>介绍</p>", head)
    assert (page.kind, page.listings[0].price, page.listings[0].sources["price"]) == ("product", "238.00", "opengraph")


def test_sources_that_disagree_are_told_of():
    head = '<meta property="product:price:amount" content="198.00">'
    page = read(json_ld(PRODUCT), head)
    assert page.listings[0].price == "238.00"
    assert page.warnings == ("price: json-ld says 238.00, opengraph says 198.00",)


def test_a_price_of_nothing_is_no_price():
    page = read(json_ld({**PRODUCT, "offers": {"price": "0.00"}}) + '<h1>青花瓷茶具六件套</h1><p class="price">￥238.00</p><button>加入购物车</button>')
    assert (page.listings[0].price, page.listings[0].sources["price"]) == ("238.00", "structure")


def test_breadcrumbs_name_the_goods():
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"name": "首页"}, {"item": {"name": "厨房"}}, {"name": "茶具"}, {"name": "青花瓷茶具六件套"}]}
    assert read(json_ld([PRODUCT, crumbs])).listings[0].goods == "厨房 > 茶具"
