"""Price notation, one line each: as written, and what it means."""

from __future__ import annotations

import pytest

from crawlers.extract.currency import country_of, currency_of
from crawlers.extract.prices import amount_of, read_prices

VISIBLE = [
    ("￥ 3600.00-4200.00", "cn", "3600.00", "4200.00", "CNY"),
    ("¥ 6 .35", "cn", "6.35", "", "CNY"),
    ("¥ 299 . 00", "cn", "299.00", "", "CNY"),
    ("¥57.4000000000000", "cn", "57.40", "", "CNY"),
    ("¥ 12.500", "cn", "12.50", "", "CNY"),
    ("15.6万元", "cn", "156000", "", "CNY"),
    ("￥12,999", "cn", "12999", "", "CNY"),
    ("880元", "cn", "880", "", "CNY"),
    ("¥1,980", "jp", "1980", "", "JPY"),
    ("15,800円", "", "15800", "", "JPY"),
    ("NT$450", "", "450", "", "TWD"),
    ("HK$ 1,288.00", "", "1288.00", "", "HKD"),
    ("US$7.25", "", "7.25", "", "USD"),
    ("€ 45,10 - 60,90", "", "45.10", "60.90", "EUR"),
    ("1.299,00 €", "", "1299.00", "", "EUR"),
    ("CHF 24.50", "", "24.50", "", "CHF"),
    ("$12.990", "cl", "12990", "", "CLP"),
    ("44 890 ₸", "", "44890", "", "KZT"),
    ("R$ 2.459,90", "", "2459.90", "", "BRL"),
    ("49,\u00a090\u00a0€", "", "49.90", "", "EUR"),
]


@pytest.mark.parametrize(("written", "country", "amount", "highest", "currency"), VISIBLE)
def test_a_written_price_is_read(written, country, amount, highest, currency):
    (price,) = read_prices(written, country)
    assert (price.amount, price.highest, price.currency) == (amount, highest, currency)


@pytest.mark.parametrize("written", ["¥", "", "1.2万", "满200减20", "电话 0752-1234567 转 8", "50%", "2 件", "-"])
def test_what_is_no_price_is_none(written):
    assert not [price for price in read_prices(written, "cn") if price.signed]


def test_two_prices_side_by_side_are_two():
    assert [price.amount for price in read_prices("1899元2199元", "cn")] == ["1899", "2199"]


def test_a_sign_between_two_prices_belongs_to_the_second():
    assert [price.amount for price in read_prices("¥128.50¥198", "cn")] == ["128.50", "198"]


def test_a_range_rises():
    assert [(price.amount, price.highest) for price in read_prices("¥199-50", "cn")] == [("199", "")]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("原价 ¥399", "list"),
        ("市场价：￥399", "list"),
        ("劃線價 ¥399", "list"),
        ("到手价 ¥199", "price"),
        ("秒杀价：￥199", "price"),
        ("特價 7 折 199 元", "price"),
        ("运费 ¥10", "other"),
        ("满 ¥99 包邮", "other"),
        ("月供 ¥33.25", "other"),
        ("￥199/月", "other"),
        ("定金 ¥50", "other"),
        ("¥199", ""),
    ],
)
def test_the_words_around_a_price_say_what_it_is(written, role):
    assert read_prices(written, "cn")[0].role == role


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (15, "15"),
        (89.9, "89.90"),
        ("24.990", "24.99"),
        ("1,299.00", "1299.00"),
        (0, ""),
        ("0.00", ""),
        (True, ""),
        (None, ""),
        ("abc", ""),
        (-3, ""),
        (float("inf"), ""),
        ("9" * 50, ""),
    ],
)
def test_a_number_for_machines_has_a_decimal_point(written, amount):
    assert amount_of(written) == amount


@pytest.mark.parametrize(
    ("sign", "country", "code"),
    [("¥", "", "CNY"), ("¥", "jp", "JPY"), ("$", "tw", "TWD"), ("$", "", "USD"), ("kr", "no", "NOK"), ("cny", "", "CNY"), ("?", "", "")],
)
def test_a_sign_means_what_it_means_in_its_country(sign, country, code):
    assert currency_of(sign, country) == code


@pytest.mark.parametrize(
    ("url", "language", "country"),
    [
        ("https://a.test/", "zh-CN", "cn"),
        ("https://a.co.jp/", "", "jp"),
        ("https://a.test/", "ja", "jp"),
        ("https://a.test/", "", ""),
        ("https://a.tw/", "en", "tw"),
    ],
)
def test_the_country_follows_from_address_and_language(url, language, country):
    assert country_of(url, language) == country
