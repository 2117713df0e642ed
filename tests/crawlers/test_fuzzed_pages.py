"""Thousands of damaged pages: each is read or refused with our own error, none breaks the reader or takes for ever."""

from __future__ import annotations

import random
import time

import pytest

from core.errors import BadInput, ExtractError
from core.records import Page
from crawlers.extract.page import read_page
from crawlers.masking import mask_page

WORDS = ["惠州", "特产", "梅菜", "茶叶", "保健", "食品", "正品", "包邮", "评价", "张先生", "售价", "营业执照", "许可证"]
JUNK = [
    b"<",
    b">",
    b"</",
    b"<!--",
    b"<![CDATA[",
    b"&#x",
    b"&#1114112;",
    b"\x00",
    b"\xff\xfe",
    b"<script>",
    b"</script>",
    b'"',
    b"'",
    b"<table>" * 50,
    b"<div>" * 300,
    b"\xe4\xbd",
]
BRACES = [
    b'{"price":',
    b"[[[[[[",
    b"1e999",
    b"<base href=javascript:>",
    b"<meta charset=utf-7>",
    b"<a href='http://[::1'>",
    b"\xf0\x9f\x98",
    b"\r\r\n",
    b"&" * 40,
    b"<svg><math>",
    b"\\u0000",
]


def page_of(chance: random.Random) -> bytes:
    """A small shop page of one of a few makes."""
    title, price = "".join(chance.choices(WORDS, k=3)), chance.randint(1, 9999) / 100
    data = f'{{"@context":"https://schema.org","@type":"Product","name":"{title}","offers":{{"price":"{price}","priceCurrency":"CNY"}}}}'
    head = chance.choice(
        [
            f'<script type="application/ld+json">{data}</script>',
            f"<script>window.__INITIAL_STATE__={data}</script>",
            f'<meta property="og:title" content="{title}">',
        ]
    )
    rows = "".join(
        f'<li><a href="/item/{n}">{chance.choice(WORDS)}</a><b class="price">￥{n}.50</b><img src="/{n}.jpg"></li>' for n in range(chance.randint(0, 8))
    )
    foot = "<footer>统一社会信用代码：91441300MA4UHF1C9X 粤ICP备12345678号</footer>"
    top = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
    html = f"{top}<body><h1>{title}</h1><p>售价：￥{price}</p><ul>{rows}</ul>{foot}</body></html>"
    return html.encode(chance.choice(["utf-8", "gb18030"]))


def damaged(body: bytes, chance: random.Random) -> bytes:
    """The page with a few pieces cut, doubled, swapped or thrown in."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted((chance.randrange(len(body) + 1), chance.randrange(len(body) + 1)))
        body = chance.choice(
            [
                lambda b, i, j: b[:i] + chance.choice(JUNK + BRACES) + b[i:],
                lambda b, i, j: b[:i] + b[min(j, i + 80) :],
                lambda b, i, j: b[:j] + b[i : min(j, i + 400)] + b[j:],
                lambda b, i, j: b[:i] + bytes(chance.randrange(256) for _ in range(8)) + b[i + 8 :],
                lambda b, i, j: b[:j],
            ]
        )(body, at, to)
    return body


def read_all(number: int, seed: int) -> int:
    """Read so many damaged pages; returns how many were refused."""
    refused, several_lines = 0, False
    chance = random.Random(seed)
    for _ in range(number):
        body = damaged(page_of(chance), chance)
        began = time.process_time()
        try:
            page = mask_page(read_page(body, "http://shop.example/item/1", content_type=chance.choice(["text/html", "text/html; charset=gbk", ""])))
            assert isinstance(page, Page)
        except (BadInput, ExtractError) as exc:
            refused += 1
            several_lines |= "\n" in str(exc)
        assert time.process_time() - began < 5, body
    assert not several_lines
    return refused


def test_damaged_pages_are_read_or_refused():
    assert read_all(50, seed=1) < 25


@pytest.mark.slow
def test_ten_thousand_damaged_pages_are_read_or_refused():
    assert read_all(10_000, seed=2) < 5_000
