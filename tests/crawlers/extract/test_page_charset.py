"""Which charset a page is in: by its bytes, whatever it says of itself."""

from __future__ import annotations

import pytest

from core.errors import BadPage
from crawlers.extract.charset import decode
from crawlers.extract.page import read_page

SIMPLIFIED = "本店销售枸杞和红枣，价格优惠，欢迎购买，请联系客服。" * 3
TRADITIONAL = "本店銷售烏龍茶葉，價格優惠，歡迎購買，請聯繫客服。" * 3
JAPANESE = "当店ではお茶を販売しています。お問い合わせはこちらまで。" * 3


def page(text: str, said: str) -> str:
    return f'<html><head><meta charset="{said}"><title>店</title></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "real", "said"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb2312"),
        (SIMPLIFIED, "gb18030", "utf-8"),
        (SIMPLIFIED, "utf-8", "gbk"),
        (SIMPLIFIED, "gb18030", "iso-8859-1"),
        (SIMPLIFIED, "gb18030", "no-such-charset"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5", "utf-8"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "euc_jp", "utf-8"),
        (JAPANESE, "cp932", "shift_jis"),
        (SIMPLIFIED, "utf-16", "utf-8"),
    ],
)
def test_the_text_is_read_in_its_real_charset(text, real, said):
    assert text in decode(page(text, said).encode(real)).text


def test_a_page_that_says_another_charset_is_told_of():
    assert decode(page(SIMPLIFIED, "utf-8").encode("gb18030")).warnings == ("charset: the page says utf-8, its bytes are gb18030",)


def test_the_header_of_the_server_comes_before_the_page():
    assert decode(page(TRADITIONAL, "utf-8").encode("big5"), "text/html; charset=Big5").charset == "big5hkscs"


def test_a_few_broken_bytes_do_not_change_the_charset():
    found = decode(page(SIMPLIFIED, "utf-8").encode() + b"\xff\xfe\xe4")
    assert found.charset == "utf-8"
    assert SIMPLIFIED in found.text
    assert "could not be read" in found.warnings[0]


def test_a_latin_page_stays_latin():
    assert "Grüße für Käufer" in decode(page("Grüße für Käufer", "iso-8859-1").replace("店", "").encode("latin-1")).text


def test_what_cannot_be_stored_is_replaced():
    assert "\x00" not in decode(b"<p>a\x00b</p>").text


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"", "empty page"), (b" \n ", "empty page"), (b"<p>" + b"x" * 21 * 1024 * 1024, "over 20 MB"), (b"\x89PNG\r\n" + b"\x00\x01\x02" * 900, "binary")],
)
def test_what_is_no_page_is_refused_with_its_address(body, words):
    with pytest.raises(BadPage, match=f"https://shop.test/x: .*{words}"):
        read_page(body, "https://shop.test/x")


def test_a_cyrillic_page_is_not_taken_for_chinese():
    text = "Магазин чая и кофе, доставка по всей стране, цены снижены. " * 3
    assert text in decode(page(text, "windows-1251").replace("店", "").encode("cp1251")).text


def test_a_korean_page_that_says_utf_8_is_read():
    text = "저희 상점에서는 인삼과 홍삼을 판매하고 있습니다. 문의는 고객센터로 해 주세요. " * 3
    assert text in decode(page(text, "utf-8").replace("店", "").encode("cp949")).text
