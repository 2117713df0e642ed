"""Which links are followed: what is one address, what is private, what is no page, and how lists that sort themselves are bounded."""

from __future__ import annotations

import pytest

from core.records import Link
from crawlers.links import Bounds, clean, is_page, is_private, is_route, seen_key, site_of, unsorted, weight


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("http://shop.example", "http://shop.example/"),
        ("http://shop.example/a#reviews", "http://shop.example/a"),
        ("http://shop.example/#/item/3", "http://shop.example/#/item/3"),
        ("http://shop.example/#!/item/3", "http://shop.example/#!/item/3"),
        ("http://shop.example/#/", "http://shop.example/"),
        ("http://shop.example/a?id=3&utm_source=x&spm=a.b", "http://shop.example/a?id=3"),
        ("http://shop.example/a?PHPSESSID=1", "http://shop.example/a"),
        ("http://shop.example/a?q=%E6%AF%9B%E5%B7%BE", "http://shop.example/a?q=%E6%AF%9B%E5%B7%BE"),
    ],
)
def test_an_address_is_asked_for_without_what_does_not_change_the_page(asked, wanted):
    assert clean(asked) == wanted


def test_two_spellings_of_an_address_are_one_and_two_hash_routes_are_two():
    assert seen_key("http://Shop.example/a?b=1&a=2") == seen_key("http://shop.example/a?a=2&b=1")
    assert seen_key("http://shop.example/#/a") != seen_key("http://shop.example/#/b")


def test_a_place_on_the_page_is_no_route():
    assert [is_route(fragment) for fragment in ("/item", "!/item", "top", "", "/")] == [True, True, False, False, False]


def test_a_shop_is_its_host_and_port():
    assert site_of("http://www.shop.example/") == site_of("https://shop.example:443/x") == "shop.example"
    assert site_of("http://shop.example:8080/") == "shop.example:8080"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://shop.example/login", ""),
        ("http://shop.example/user/login.html", ""),
        ("http://shop.example/member.php?act=logout", ""),
        ("http://shop.example/index.php?route=checkout/cart", ""),
        ("http://shop.example/index.php?route=account/register", ""),
        ("http://shop.example/item/1?add-to-cart=7", ""),
        ("http://shop.example/#/cart", ""),
        ("http://shop.example/carts/", ""),
        ("http://shop.example/x1", "登录"),
        ("http://shop.example/x2", " 我的订单 "),
        ("http://shop.example/wp-login.php", ""),
        ("http://shop.example/api/goods", ""),
    ],
)
def test_what_only_a_customer_has_is_private(url, text):
    assert is_private(url, text)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://shop.example/item/1", "立即购买"),
        ("http://shop.example/cartoon-towel", ""),
        ("http://shop.example/index.php?route=product/product&product_id=3", "毛巾"),
        ("http://shop.example/about/payment", "支付方式"),
        ("http://shop.example/list?q=login", ""),
        ("http://shop.example/goods/account-book", "账本"),
        ("http://shop.example/register-paper.html", "收银纸"),
    ],
)
def test_goods_and_pages_about_the_shop_are_not_private(url, text):
    assert not is_private(url, text)


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@shop.example",
        "http://shop.example/a.JPG",
        "http://shop.example/a.pdf?x=1",
        "http://shop.example/a/b/a/b/a/b/a/b",
        "http://shop.example/" + "x" * 2000,
        "http:///x",
    ],
)
def test_what_cannot_be_a_page_is_none(url):
    assert not is_page(url)


def test_licences_come_before_goods_and_goods_before_other_orders_of_a_list():
    goods, licences = frozenset({"http://s.example/i/1"}), frozenset({"http://s.example/zz"})
    links = [
        Link(url="http://s.example/list?sort=price"),
        Link(url="http://s.example/list"),
        Link(url="http://s.example/i/1"),
        Link(url="http://s.example/zz"),
        Link(url="http://s.example/lic", text="营业执照"),
    ]
    assert [weight(link, goods, licences) for link in links] == [0, 10, 20, 30, 30]


def test_a_list_in_another_order_is_the_same_list():
    assert unsorted("http://s.example/list?sort=price&page=2&dir=asc") == "http://s.example/list?page=2"


def test_sorting_and_combining_are_bounded_but_paging_is_not():
    bounds = Bounds()
    assert sum(bounds.admits(f"http://s.example/list?sort={n}") for n in range(100)) == 2
    assert sum(bounds.admits(f"http://s.example/list?sort=1&page={n}") for n in range(100)) == 100
    assert sum(bounds.admits(f"http://s.example/list?a={n}&b=1&c=2") for n in range(100)) == 50
    assert sum(bounds.admits(f"http://s.example/list?page={n}") for n in range(100)) == 100
