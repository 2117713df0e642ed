"""Pages made to hang or crash the reader: each is read, or refused, in a moment."""

from __future__ import annotations

import json
import time

import pytest

from crawlers.extract.page import read_html

MANY = 100_000
SECONDS = 10.0  # of processor time, on a busy machine; what grows with the square takes minutes


def page(body: str) -> str:
    return f"<html><head><title>某商品</title></head><body><h1>某商品的标题</h1>{body}</body></html>"


HOSTILE = {
    "elements nested 100,000 deep": page("<div>" * MANY + "¥1" + "</div>" * MANY),
    "elements never closed": page("<span class='price'>" * MANY + "¥99"),
    "lists in lists": page("<ul><li>" * 50_000),
    "an attribute of 2 MB": page(f'<a href="/{"x" * 2_000_000}">y</a>'),
    "100,000 attributes": page("<p " + " ".join(f"a{i}=1" for i in range(MANY)) + ">x</p>"),
    "a million entities": page("&lt;&amp;&#x4e2d;" * 300_000),
    "entities that would grow": f'<!DOCTYPE x [<!ENTITY a "{"b" * 999}"><!ENTITY b "{"&a;" * 999}">]>' + page("&b;" * 9_999),
    "20,000 headlines": page("<h1>标题</h1>" * 20_000),
    "10,000 prices": page("".join(f'<div class="item"><a href="/x{i}">某商品名称</a><b class="price">¥12.50</b></div>' for i in range(10_000))),
    "100,000 pictures under one parent": page("<div>" + '<img src="/a.jpg">' * MANY + "</div>"),
    "pictures within pictures' blocks": page('<div><img src="/a.jpg">' * 900 + "<p>说明文字</p>" * 50_000),
    "reviews within reviews": page("<div class=review>好" * 900 + "<p>好用</p>" * 50_000),
    "30,000 links": page("".join(f'<a href="/p/{i}?a=b#c">某页</a>' for i in range(30_000))),
    "JSON nested 100,000 deep": page('<script type="application/ld+json">' + '{"a":[' * MANY + "</script>"),
    "30,000 products": page(
        '<script type="application/ld+json">' + json.dumps([{"@type": "Product", "name": f"n{i}", "offers": {"price": 1}} for i in range(30_000)]) + "</script>"
    ),
    "a number of 100,000 digits": page('<script>var goods = {"name": "某商品", "price": ' + "9" * MANY + "}</script>"),
    "braces that begin nothing": page("<script>var price;" + "x={" * MANY + "price</script>"),
    "a string that never ends": page('<script>var price = {"a":"' + "x" * 3_000_000 + "</script>"),
    "nested scopes": page('<div itemscope itemtype="http://schema.org/Product">' + "<div itemprop=offers itemscope><b itemprop=price>1</b>" * 5_000),
    "text of 5 MB in one line": page("一二三四五，" * 300_000),
    "numbers and numbers": page("<p>" + "1 " * 500_000),
    "tags never finished": page("<a" * 500_000),
    "placeholders never finished": page("{{" * 300_000),
    "surrogates and NULs": page("\ud800\x00" * 50_000),
    "nothing but angle brackets": "<" * 1_000_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_read_in_a_moment(html):
    started = time.process_time()
    page = read_html(html, "https://shop.test/x")
    assert time.process_time() - started < SECONDS
    page.text.encode("utf-8")


def test_what_is_cut_off_is_told_of():
    assert "html: deeper or longer than is read" in read_html(page("<div>" * 20_000), "https://shop.test/x").warnings
