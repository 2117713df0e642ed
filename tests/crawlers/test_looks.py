"""The same picture saved again is known, one with another word on it is not; which pictures may hold words; codes with their places."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from crawlers.extract.ocr_codes import read_codes
from crawlers.extract.ocr_image import open_picture
from crawlers.extract.ocr_looks import looks, may_hold_text, near, same, shape
from tests.demo_market.picture import font_file, goods

needs_font = pytest.mark.skipif(not font_file(), reason="no font with Chinese characters on this machine")


def poster(text: str, price: str, colour: tuple[int, int, int] = (90, 120, 160)) -> Image.Image:
    picture = Image.new("RGB", (800, 1000), "#faf8f0")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(font_file(), 60)
    pen.ellipse((200, 300, 600, 700), fill=colour)
    pen.text((60, 50), text, fill="#222222", font=font)
    pen.text((60, 820), price, fill="black", font=font)
    return picture


def saved(picture: Image.Image, quality: int, scale: float) -> Image.Image:
    out = io.BytesIO()
    picture.resize((round(picture.width * scale), round(picture.height * scale))).save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def is_known(one: Image.Image, other: Image.Image) -> bool:
    return shape(one) == shape(other) and near(looks(one), looks(other)) and same(one, other)


@needs_font
@pytest.mark.parametrize(("quality", "scale"), [(90, 1), (60, 1), (40, 0.5), (25, 0.7), (80, 1.5), (70, 0.25)])
def test_a_picture_saved_again_is_known(quality, scale):
    first = poster("秋季新款运动鞋", "到手价¥199")
    assert is_known(first, saved(first, quality, scale))


@needs_font
@pytest.mark.parametrize(
    ("text", "price"), [("秋季新款运动鞋", "到手价¥399"), ("秋季新款运动鞋", "到手价¥198"), ("秋季新款运动裤", "到手价¥199"), ("专治老年腰腿疼", "到手价¥199")]
)
def test_a_poster_with_another_word_or_figure_is_another_picture(text, price):
    first, other = poster("秋季新款运动鞋", "到手价¥199"), poster(text, price)
    assert not is_known(first, other)
    assert not is_known(first, saved(other, 60, 0.5))


@needs_font
def test_the_hash_alone_would_take_another_price_for_the_same_picture():
    assert near(looks(poster("秋季新款运动鞋", "到手价¥199")), looks(poster("秋季新款运动鞋", "到手价¥198")))


@needs_font
def test_a_plain_product_on_a_plain_ground_is_not_read_and_a_poster_is():
    assert not any(may_hold_text(open_picture(goods(Random(seed)))) for seed in range(5))
    assert may_hold_text(poster("新款", "¥9"))


@pytest.mark.parametrize("said", ["https://weixin.qq.com/g/AwYAAtest", "https://shop.example/item/1", "微信号：abc123"])
def test_a_code_is_read_with_its_place(said):
    picture = Image.new("RGB", (600, 1500), "white")
    made = zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode)
    picture.paste(Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made, scale=6))), (80, 1000))
    (code,) = read_codes(picture)
    left, top, right, bottom = code.box
    assert code.text == said
    assert 80 <= left < right < 420
    assert 1000 <= top < bottom < 1400


def test_a_picture_without_codes_has_none():
    assert read_codes(Image.new("RGB", (300, 300), "white")) == ()
