"""The price of the page's own product among all the other numbers of a page, and what else its structure tells."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html

URL = "https://shop.test/goods/5"


def read(box: str, *, before: str = "", after: str = "", url: str = URL):
    head = '<head><meta charset="utf-8"><title>手工棉拖鞋 39码 - 某店</title></head>'
    return read_html(f"<html>{head}<body>{before}<h1>手工棉拖鞋 39码</h1>{box}<button>加入购物车</button>{after}</body></html>", url)


@pytest.mark.parametrize(
    ("box", "price", "list_price"),
    [
        ('<p class="price">￥59.00</p>', "59.00", ""),
        ("<p>售价：<b>59.00</b>元</p>", "59.00", ""),
        ('<p class="price">￥<b>59</b><i>.00</i></p><p><del>￥99.00</del></p>', "59.00", "99.00"),
        ('<p class="price">￥59.00 <s>￥99.00</s></p>', "59.00", "99.00"),
        ('<p><span class="old-price">￥99.00</span> <span class="new-price">￥59.00</span></p>', "59.00", "99.00"),
        ("<p>原价：￥99.00</p><p>现价：￥59.00</p>", "59.00", "99.00"),
        ("<dl><dt>划线价</dt><dd>￥99.00</dd></dl><dl><dt>到手价</dt><dd>￥59.00</dd></dl>", "59.00", "99.00"),
        ('<p style="text-decoration:line-through">￥99.00</p><p style="color:red">￥59.00</p>', "59.00", "99.00"),
        ('<p class="price">￥59.00</p><p>运费：￥8.00</p><p>满￥199减￥20</p>', "59.00", ""),
        ('<p>定金：￥10.00</p><p class="price">￥59.00</p><p>月供 ￥19.67 x 3期</p>', "59.00", ""),
        ('<p class="price">￥<em>59</em><sup>90</sup></p>', "59.90", ""),
        ('<div class="price" style="display:none">￥1.00</div><div class="price">￥59.00</div>', "59.00", ""),
    ],
)
def test_the_price_among_other_numbers(box, price, list_price):
    first = read(box).listings[0]
    assert (first.price, first.list_price) == (price, list_price)


@pytest.mark.parametrize(
    "other",
    [
        '<div class="recommend"><div class="item"><a href="/goods/6">凉鞋</a><p class="price">￥9.00</p></div></div>',
        '<div><h3>猜你喜欢</h3><div><a href="/goods/6">凉鞋</a><p class="price">￥9.00</p></div></div>',
        '<ul><li><a href="/goods/6">凉鞋一双</a><b class="price">￥9.00</b></li><li><a href="/goods/7">雨靴一双</a><b class="price">￥8.00</b></li></ul>',
        '<footer><p class="price">起送价 ￥9.00</p></footer>',
        '<div class="comments"><p class="price">￥9.00</p></div>',
    ],
)
def test_the_price_of_other_goods_is_not_the_pages_own(other):
    box = '<p class="price">￥59.00</p>'
    assert read(box, before=other).listings[0].price == "59.00"
    assert read(box, after=other).listings[0].price == "59.00"
    assert read(box, before=other).kind == "product"


def test_without_a_price_there_is_no_product():
    assert read("<p>价格面议</p>").listings == ()


def test_sources_say_where_a_field_is_from():
    assert read('<p class="price">￥59.00</p>').listings[0].sources["price"] == "structure"


def test_attributes_and_category_are_read():
    box = '<p class="price">￥59.00</p><ul><li>品牌：暖步</li></ul><table><tr><th>产品类别</th><td>拖鞋</td></tr></table><dl><dt>产地</dt><dd>惠州</dd></dl>'
    first = read(box).listings[0]
    assert first.attributes == {"品牌": "暖步", "产品类别": "拖鞋", "产地": "惠州"}
    assert first.goods == "拖鞋"


@pytest.mark.parametrize(
    "crumbs",
    [
        '<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/c/1">鞋靴</a> &gt; <a href="/c/2">拖鞋</a></div>',
        '<p>当前位置：<a href="/">首页</a> / <a href="/c/1">鞋靴</a> / <a href="/c/2">拖鞋</a></p>',
    ],
)
def test_a_breadcrumb_names_the_goods(crumbs):
    assert read('<p class="price">￥59.00</p>', before=crumbs).listings[0].goods == "鞋靴 > 拖鞋"


def test_pictures_are_the_gallerys_and_not_icons():
    box = '<p class="price">￥59.00</p>'
    gallery = '<img src="/logo.png"><div class="swiper"><img data-src="/g/1.jpg" src="data:image/gif;base64,R0"><img src="/g/2.jpg"><img src="/g/1.jpg"></div>'
    assert read(box, before=gallery).listings[0].images == ("https://shop.test/g/1.jpg", "https://shop.test/g/2.jpg")


@pytest.mark.parametrize(("said", "state"), [("现货", "InStock"), ("已售罄", "OutOfStock"), ("预售", "PreOrder"), ("已下架", "Discontinued"), ("", "")])
def test_availability_is_said_in_one_word(said, state):
    assert read(f'<p class="price">￥59.00</p><p class="stock">{said}</p>').listings[0].availability == state


def test_a_price_that_a_form_keeps_is_read_where_none_is_shown():
    assert read('<input type="hidden" name="goods_price" value="59.00">').listings[0].price == "59.00"
    assert read('<input type="hidden" name="goods_price" value="59.00"><p class="price">￥49.00</p>').listings[0].price == "49.00"


def test_the_sign_of_the_shop_is_no_headline():
    sign = '<header><h1 class="logo"><a href="/">暖步鞋店</a></h1></header>'
    body = f'{sign}<div><h2>手工棉拖鞋 39码</h2><p class="price">￥59.00</p><button>立即购买</button></div>'
    page = read_html(f"<html><head><title>手工棉拖鞋 39码 - 暖步鞋店</title></head><body>{body}</body></html>", URL)
    assert page.listings[0].title == "手工棉拖鞋 39码"
