"""What a page is: product, list, shop, advertisement, other; and when a browser is needed to tell."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html


def read(body: str, url: str = "https://shop.test/x", title: str = "某页", attributes: str = ""):
    return read_html(f"<html><head><title>{title}</title></head><body {attributes}>{body}</body></html>", url)


def test_a_page_about_the_business_is_the_shops():
    page = read("<h1>经营者信息公示</h1><p>经营者：惠州市暖步鞋业有限公司</p>", "https://shop.test/about", "证照信息 - 暖步")
    assert page.kind == "shop"


def test_a_home_page_with_the_operators_facts_is_the_shops():
    page = read(
        "<p>欢迎光临暖步鞋店，本店自产自销。</p><footer>经营者：惠州市暖步鞋业有限公司 地址：惠州市惠城区演达路8号</footer>", "https://shop.test/", "暖步鞋店"
    )
    assert page.kind == "shop"


def test_an_article_with_prices_in_it_is_no_product():
    page = read(f"<h1>怎样挑选拖鞋</h1><p>市面上的拖鞋从 10 元到 200 元不等。</p><p>{'好的拖鞋防滑透气。' * 40}</p>")
    assert page.kind == "other"


def test_a_list_of_entries_without_prices_is_a_list():
    rows = "".join(f'<li><a href="/news/{i}">第{i}期 新店开业通知与活动安排</a></li>' for i in range(6))
    assert read(f"<h1>动态</h1><ul>{rows}</ul>", "https://shop.test/news").kind == "list"


LANDING = '<h1>肩颈按摩仪 限量体验</h1><p>久坐的朋友看过来，三天体验不满意包退。</p><a href="https://brand.test/buy">立即申领</a>'


@pytest.mark.parametrize(
    ("body", "url", "attributes"),
    [
        (f'<span class="tag">广告</span>{LANDING}', "https://media.test/a/1", ""),
        (f"{LANDING}<p>广告主：惠州市某健康科技有限公司</p>", "https://media.test/a/1", ""),
        (LANDING, "https://media.test/lp/77", ""),
        (LANDING, "https://media.test/a/1?ad_id=9&creative_id=3", ""),
        (LANDING, "https://media.test/a/1", 'data-ad-id="77"'),
        (LANDING, "https://media.test/a/1", 'class="ad-detail"'),
        (LANDING.replace("<a ", '<a rel="nofollow sponsored" '), "https://media.test/a/1", ""),
        (f'<script type="application/ld+json">{{"@type": "AdvertiserContentArticle"}}</script>{LANDING}', "https://media.test/a/1", ""),
    ],
)
def test_an_advertisement_is_known_by_one_of_its_signs(body, url, attributes):
    page = read(body, url, "肩颈按摩仪", attributes)
    assert page.kind == "advertisement"
    assert page.advertisement is not None
    assert page.advertisement.title == "肩颈按摩仪 限量体验"
    assert page.advertisement.landing_url == "https://brand.test/buy"
    assert "三天体验" in page.advertisement.text


@pytest.mark.parametrize(
    ("mark", "marked"), [("<span>广告</span>", True), ("<p>【广告】</p>", True), ("<p>推广</p>", False), ("<p>广告合作请联系客服</p>", False), ("", False)]
)
def test_only_the_word_itself_marks_an_advertisement(mark, marked):
    advert = read(f"{mark}{LANDING}", "https://media.test/ad/5").advertisement
    assert advert is not None
    assert advert.marked is marked


def test_the_advertiser_is_who_is_named_as_such():
    advert = read(f"<b>广告</b>{LANDING}<p>广告主：惠州市某健康科技有限公司</p>").advertisement
    assert advert is not None
    assert advert.advertiser == "惠州市某健康科技有限公司"


def test_a_list_of_marked_adverts_is_a_list():
    rows = "".join(f'<li><span>广告</span><a href="/go?id={i}">第{i}款 秋冬新品上市欢迎选购</a></li>' for i in range(6))
    assert read(f"<h1>今日推广</h1><ul>{rows}</ul>", "https://media.test/ads/").kind == "list"


def test_a_product_beside_an_advert_is_a_product():
    body = '<h1>手工棉拖鞋</h1><p class="price">￥59.00</p><button>加入购物车</button>'
    body += '<div class="recommend"><span>广告</span><a href="/x">凉席</a></div><a href="/ads">广告服务</a>'
    assert read(body, "https://shop.test/goods/5", "手工棉拖鞋").kind == "product"


def test_a_product_reached_from_an_advert_is_a_product():
    body = '<h1>手工棉拖鞋</h1><p class="price">￥59.00</p>'
    assert read(body, "https://shop.test/goods/5?utm_medium=cpc&gclid=1", "手工棉拖鞋").kind == "product"


SHELLS = [
    '<div id="app"></div><script src="/a.js"></script>',
    '<noscript>Please enable JavaScript to continue.</noscript><div id="main"></div><script src="/a.js"></script>',
    '<div id="root"><div class="spinner">加载中</div></div><script type="module" src="/a.js"></script>',
    '<div id="shop"><h1>{{ goods.name }}</h1><p>￥{{ goods.price }}</p><p>' + "承诺七天无理由退货。" * 30 + '</p></div><script src="/vue.js"></script>',
]


@pytest.mark.parametrize("body", SHELLS)
def test_a_page_that_scripts_draw_needs_a_browser(body):
    assert read(body).needs_browser


@pytest.mark.parametrize(
    "body",
    [
        "<p>暂无商品</p>",
        '<p class="price">￥59.00</p><h1>手工棉拖鞋</h1><button>加入购物车</button><script src="/a.js"></script>',
        f"<p>{'本店主营拖鞋。' * 60}</p><script src='/a.js'></script>",
        '<div id="app"></div><script>window.s = {"goods": {"name": "手工棉拖鞋", "price": "59.00"}}</script><script src="/a.js"></script>',
    ],
)
def test_a_page_that_shows_what_it_has_needs_none(body):
    assert not read(body).needs_browser
