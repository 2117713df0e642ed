"""Words on a picture: which part of it the lead's screen shows, and where the boxes lie; the answer on a shop's licences in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.views.licence_state import licence_state
from api.views.on_picture import figures
from core.records import Finding, Licence, Shop, Span
from core.repositories import captures
from tests.api.world import SEEN


def span(box, text="根治糖尿病", picture="c1"):
    return Span(field="picture", start=0, end=len(text), text=text, picture=picture, box=box)


def test_a_square_picture_is_shown_whole_with_its_boxes():
    (figure,) = figures([span((10, 20, 110, 60))], {"c1": (400, 400)})
    assert (figure.top, figure.bottom, figure.height) == (0, 400, 400)
    assert figure.boxes == ((10, 20, 100, 40),)


def test_of_a_long_picture_only_the_part_around_the_words_is_shown():
    (figure,) = figures([span((10, 5000, 110, 5040)), span((10, 5100, 90, 5140), "不再复发")], {"c1": (750, 9000)})
    assert (figure.top, figure.bottom) == (4760, 5380)
    assert figure.boxes == ((10, 240, 100, 40), (10, 340, 80, 40))
    assert figure.words == ("根治糖尿病", "不再复发")


def test_spans_of_text_and_pictures_of_unknown_size_have_no_figure():
    assert figures([Span(field="text", start=0, end=2, text="根治"), span((0, 0, 1, 1), picture="gone")], {"c1": (10, 10)}) == []


def found(rule: str, **change) -> Finding:
    plain = {"version": 1, "category": "missing_licence", "articles": (), "severity": "medium", "confidence": "medium", "lead": True, "spans": ()}
    return Finding(rule=rule, **(plain | change))


@pytest.mark.parametrize(
    ("shop", "findings", "said", "good"),
    [
        ({"licences": (Licence(kind="uscc", value="x", valid=True),)}, [], "已公示，号码有效", True),
        ({"exemption": "个人销售自产农副产品，依法不需要办理市场主体登记"}, [], "以免登记的自我声明公示", True),
        ({"licence_images": ("http://a/1.jpg",)}, [], "以图片公示，未读出号码", None),
        ({}, [], "本次访问不足以判断", None),
        ({}, [found("licence-missing")], "未公示", False),
        ({}, [found("permit-drug-not-shown", met=("所售商品依法须取得药品经营许可证",))], "所售商品需要的许可未公示", False),
        ({}, [found("licence-borrowed"), found("x", category="counterfeit")], "与其他经营者使用同一证照", False),
    ],
)
def test_the_answer_on_a_shop_s_licences(shop, findings, said, good):
    state = licence_state(Shop(id="s", key="a.example", url="http://a.example/", **shop), findings)
    assert (state.said, state.good) == ((said,), good)


def test_a_picture_that_could_not_be_read_says_so_on_its_capture(browser, world):
    capture = replace(world.capture("http://shop.example/1.png"), id="broken", kind="picture")
    with world.database.write() as connection:
        captures.add(connection, capture)
        captures.done(connection, "broken", SEEN, "r", error="BadInput: picture: refused as a decompression bomb")
    page = browser.get("/captures/broken").text
    assert "图片未能读取" in page
    assert "decompression bomb" in page
