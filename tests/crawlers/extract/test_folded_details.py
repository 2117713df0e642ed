"""What a click opens is the page's text, over plain HTTP too; menus, dialogs and templates that are hidden are not."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html

CLAIM = "本品采用整木雕制，三次打磨，适合泡茶。"


def text_of(body: str) -> str:
    head = '<h1>手工木雕茶盘</h1><p class="price">¥128.00</p><button>加入购物车</button>'
    page = read_html(f"<html><head><title>手工木雕茶盘</title></head><body><div class=main>{head}{body}</div></body></html>", "https://shop.example/item/1")
    assert (page.kind, page.listings[0].price) == ("product", "128.00")
    return page.text


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="tab-pane" style="display:none"><p>{CLAIM}</p></div>',
        f'<div role="tabpanel" hidden><p>{CLAIM}</p></div>',
        f'<section class="goods-detail hide"><p>{CLAIM}</p></section>',
        f'<div class="accordion_body" aria-hidden="true" style="display: none">{CLAIM}</div>',
        f'<div class="collapse" hidden><p>{CLAIM}</p></div>',
        f'<div class="tab-content hidden"><div class="tab-pane" style="display:none">{CLAIM}</div></div>',
    ],
)
def test_a_tab_that_a_click_opens_is_text(body):
    assert CLAIM in text_of(body)


@pytest.mark.parametrize(
    "body",
    [
        f'<div style="display:none">{CLAIM}</div>',
        f'<div class="modal"><div class="detail" style="display:none">{CLAIM}</div></div>',
        f'<div role="dialog" class="desc" hidden>{CLAIM}</div>',
        f'<nav><ul class="collapse" hidden><li>{CLAIM}</li></ul></nav>',
        f'<template class="tab-pane"><p>{CLAIM}</p></template>',
        f'<div hidden><div class="tab-pane">{CLAIM}</div></div>',
        f'<div class="tab-pane" hidden><p style="display:none">{CLAIM}</p></div>',
        f'<footer><div class="accordion" hidden>{CLAIM}</div></footer>',
        f'<div class="detail-tab" hidden><a href="#a">{CLAIM}</a><button>规格</button></div>',
    ],
)
def test_other_hidden_parts_are_none(body):
    assert CLAIM not in text_of(body)


def test_a_price_in_a_folded_part_is_not_the_one_that_is_shown():
    assert "¥9.90" in text_of('<div class="tab-pane" style="display:none"><h2>手工木雕茶盘</h2><p class="price">¥9.90</p></div>')


def test_a_folded_table_tells_the_goods_attributes():
    table = '<div class="tab-pane" hidden><table><tr><td>材质</td><td>胡桃木</td></tr></table></div>'
    page = read_html(f'<h1>手工木雕茶盘</h1><b class="price">¥128.00</b><button>加入购物车</button>{table}', "https://shop.example/item/1")
    assert page.listings[0].attributes == {"材质": "胡桃木"}
