"""What consumers told of themselves is masked; what the business says of itself is not."""

from __future__ import annotations

import pytest

from crawlers.masking import mask

PAGE = """茶
客服电话：13912345678
商品评价（128）
张伟民2026-01-02
很好喝，我电话13812345678，微信：lily_8866
用户：lilei88
李*明
王芳
收件人：赵小曼
联系我们
客服电话：13912345678
店主：王芳"""


def test_reviewers_are_masked_and_the_shop_is_not():
    assert mask(PAGE).split("\n") == [
        "茶",
        "客服电话：13912345678",
        "商品评价（128）",
        "张**2026-01-02",
        "很好喝，我电话138******78，微信：l********",
        "用户：l******",
        "李**",
        "王*",
        "收件人：赵**",
        "联系我们",
        "客服电话：13912345678",
        "店主：王芳",
    ]


@pytest.mark.parametrize("text", ["评价很高的茶叶\n店主13912345678", "本店承诺：好评返现\n电话 13912345678", "用户评价后可得红包\n微信：teashop88"])
def test_a_sentence_that_speaks_of_reviews_opens_none(text):
    assert mask(text) == text


def test_positions_stay():
    assert [len(line) for line in mask(PAGE).split("\n")] == [len(line) for line in PAGE.split("\n")]
