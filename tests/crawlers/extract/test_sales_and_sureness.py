"""How many were sold, how sure a field is, what an advert claims and whether it can be closed."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html
from crawlers.extract.sales import sales_of

URL = "https://shop.test/goods/7"
LD = '<script type="application/ld+json">{"@type":"Product","name":"竹编灯罩 圆形","offers":{"price":"%s","priceCurrency":"CNY"}}</script>'
BOX = "<h1>竹编灯罩 圆形</h1><p class=price>￥%s</p><button>立即购买</button>"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("已售 300+ 件", "300"),
        ("月销1.2万", "12000"),
        ("累计销量：86", "86"),
        ("总销量 1,208 单", "1208"),
        ("已拼10万+件", "100000"),
        ("已抢 78%", ""),
        ("销量排行", ""),
        ("库存 40 件", ""),
    ],
)
def test_a_count_of_sales_is_a_whole_number(text, count):
    assert sales_of(text) == count


def first(html: str):
    return read_html(f"<html><body>{html}</body></html>", URL).listings[0]


def test_a_price_that_two_sources_tell_is_sure():
    assert first(LD % "58.00" + BOX % "58.00").sure["price"] == "high"


def test_a_price_that_the_page_contradicts_is_less_sure():
    assert first(LD % "58.00" + BOX % "85.00").sure["price"] == "medium"


def test_a_price_that_the_structure_alone_tells_is_not_high():
    assert first(BOX % "58.00").sure["price"] in ("medium", "low")


def test_every_field_with_a_source_says_how_sure_it_is():
    listing = first(LD % "58.00" + BOX % "58.00")
    assert listing.sure.keys() == listing.sources.keys()


ADVERT = """<div class=ad-detail><span>广告</span>%s<h1>净水壶半价</h1><p>三级滤芯，直饮不烧水。滤芯可用半年！</p><p>广告主：惠州市清源净水设备有限公司</p>
<a href=https://other.test/buy>立即预约</a></div>"""


def advert(close: str = ""):
    return read_html(f"<html><body>{ADVERT % close}</body></html>", "https://feed.test/detail?aid=1").advertisement


def test_an_adverts_claims_are_its_sentences():
    assert advert().claims == ("三级滤芯，直饮不烧水", "滤芯可用半年")


@pytest.mark.parametrize("close", ["<i class=ad-close></i>", "<span>×</span>", "<a href='#'>关闭广告</a>"])
def test_a_way_to_close_is_seen(close):
    assert advert(close).closable is True


def test_no_way_to_close_is_not_said_to_be_missing():
    assert advert().closable is None
