"""Pictures of licences: what is refused, how a form is read, which numbers are mended. The reader itself runs in the slow ones."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from core.errors import BadInput
from crawlers.extract.ocr import read_licence_picture
from crawlers.extract.ocr_form import Box, read_form, rows
from crawlers.extract.ocr_image import MOST_PIXELS, open_picture, tiles
from crawlers.extract.ocr_repair import repaired
from tests.core.numbers.make_numbers import fourteen, reg_no, uscc

CODE = uscc("91441302", "MA8B5K3W")
PERMIT = fourteen("JY", "1441302078213")
NAME, ADDRESS = "惠州市南岭百货贸易有限公司", "广东省惠州市惠城区桥东街道环城路18号"
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
_FONTS = ("NotoSansCJK*", "NotoSerifCJK*", "SourceHanSans*", "wqy-*", "DroidSansFallback*", "PingFang*", "simhei*", "msyh*")


@cache
def font_file() -> str:
    paths = (path for name in _FONTS for folder in _FOLDERS if Path(folder).is_dir() for path in sorted(Path(folder).rglob(name)))
    return next((str(path) for path in paths if path.suffix.lower() in (".ttc", ".ttf", ".otf")), "")


def draw(lines: list[tuple[str, str]], *, size: tuple[int, int] = (1000, 640), height: int = 30, gap: int = 70, top: int = 60) -> Image.Image:
    picture = Image.new("RGB", size, "#fffdf5")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(font_file(), height)
    for row, (label, value) in enumerate(lines):
        pen.text((60, top + row * gap), label, fill="#222222", font=font)
        pen.text((60 + 9 * height, top + row * gap), value, fill="#111111", font=font)
    return picture


def licence() -> Image.Image:
    return draw(
        [("统一社会信用代码", CODE), ("名称", NAME), ("类型", "有限责任公司"), ("法定代表人", "周小舟"), ("住所", ADDRESS), ("经营范围", "日用百货销售")]
    )


def save(picture: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be as large as one likes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


SAMPLE = save(Image.radial_gradient("L").resize((90, 60)).convert("P"), "GIF")

# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (b"", "empty"),
        (b"<html>not found</html>", "known format"),
        (save(Image.new("RGB", (400, 300), "white"))[:200], "damaged or cut short"),
        (bomb(9_000, 9_000), "9000 x 9000 pixels, more than"),
        (bomb(11_000, 11_000), "bomb|more than"),
        (bomb(60_000, 60_000), "bomb|more than"),
        (save(Image.new("RGB", (400, 8), "white")), "too small"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>91441302</text></svg>", "known format"),
    ],
)
def test_bytes_that_are_no_usable_picture_are_refused_with_the_reason(image: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_licence_picture(image)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_colour_mode_opens_as_rgb(mode: str) -> None:
    source = Image.new("L", (200, 100), 255) if mode in ("1", "I;16", "P") else Image.new("RGB", (200, 100), "white")
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert open_picture(save(source.convert(mode), form)).mode == "RGB"


def test_what_is_transparent_becomes_white() -> None:
    assert open_picture(save(Image.new("RGBA", (100, 100), (0, 0, 0, 0)))).getpixel((50, 50)) == (255, 255, 255)


def test_of_an_animation_the_first_picture_counts() -> None:
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "blue")]
    assert open_picture(save(frames[0], "GIF", save_all=True, append_images=frames[1:])).getpixel((50, 50))[0] > 200


def test_a_picture_lying_on_its_side_is_turned_as_the_camera_said() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(save(Image.new("RGB", (300, 100), "white"), "JPEG", exif=exif)).size == (100, 300)


# ---------------------------------------------------------------- pieces of a picture


def test_a_long_picture_is_cut_into_pieces_that_overlap_and_cover_it() -> None:
    pieces = tiles(Image.new("RGB", (800, 6_000), "white"))
    ends = [piece.top + piece.picture.height / piece.scale for piece in pieces]
    assert pieces[0].top == 0
    assert ends[-1] == pytest.approx(6_000, abs=2)
    assert all(next_.top <= end - 100 for next_, end in zip(pieces[1:], ends, strict=False))
    assert (pieces[0].first, pieces[0].last, pieces[-1].first, pieces[-1].last) == (True, False, False, True)


def test_a_small_picture_is_enlarged_and_a_large_one_reduced() -> None:
    assert tiles(Image.new("RGB", (360, 300)))[0].scale == pytest.approx(2.4)
    assert max(tiles(Image.new("RGB", (5_000, 4_000)))[0].picture.size) <= 2_000
    assert MOST_PIXELS > 5_000 * 4_000


def test_a_picture_too_long_to_be_read_is_refused() -> None:
    with pytest.raises(BadInput, match="too long"):
        tiles(Image.new("L", (100, 60_000)))


@settings(deadline=None)  # the first call loads tables
@given(st.data())
def test_a_damaged_file_is_refused_and_nothing_else_happens(data: st.DataObject) -> None:
    image = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 6))):
        image[data.draw(st.integers(0, len(image) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadInput):
        assert open_picture(bytes(image[: data.draw(st.integers(1, len(image)))])).mode == "RGB"


# ---------------------------------------------------------------- the form


def box(text: str, left: float, top: float, *, wide: float = 0, score: float = 0.99) -> Box:
    return Box(text=text, left=left, top=top, right=left + (wide or 30 * len(text)), bottom=top + 30, score=score)


def test_a_form_is_read_by_its_labels_also_in_two_columns_and_over_two_lines() -> None:
    boxes = [
        *(box("名", 50, 100), box("称", 130, 101), box("惠州市南岭百货贸易有限公司", 250, 99), box("注册资本", 900, 102), box("伍拾万元整", 1_060, 100)),
        *(box("类 型", 50, 160), box("有限责任公司", 250, 160), box("住所", 900, 161), box("广东省惠州市惠城区桥东街道", 1_060, 160)),
        *(box("环城路18号二楼", 1_060, 198), box("法定代表人", 50, 240), box("周小舟", 250, 240)),
    ]
    form = read_form(rows(boxes))
    assert form.name == NAME
    assert form.address == "广东省惠州市惠城区桥东街道环城路18号二楼"


def test_label_and_value_in_one_line_are_parted() -> None:
    form = read_form(rows([box("经营者名称：惠城区阿满水果店", 50, 50), box("经营场所：惠州市惠城区下埔路7号", 50, 120)]))
    assert (form.name, form.address) == ("惠城区阿满水果店", "惠州市惠城区下埔路7号")


# ---------------------------------------------------------------- numbers that were misread


def misread(number: str, pairs: str = "0O1I2Z5S8B") -> str:
    swap = dict(zip(pairs[::2], pairs[1::2], strict=True))
    place = next(index for index in range(2, len(number)) if number[index] in swap)
    return number[:place] + swap[number[place]] + number[place + 1 :]


@pytest.mark.parametrize(("kind", "number"), [("uscc", CODE), ("food", PERMIT), ("food_production", fourteen("SC", "1154413220082"))])
def test_a_usual_confusion_is_mended_when_the_check_digit_agrees(kind: str, number: str) -> None:
    read = misread(number)
    assert [(item.kind, item.read, item.value) for item in repaired(f"编号 {read} 号")] == [(kind, read, number)]


def test_an_old_number_is_mended_behind_its_label() -> None:
    number = reg_no("44130200007731")
    assert repaired(f"注册号：{misread(number)}")[0].value == number


def test_a_wrong_number_is_not_made_right() -> None:
    wrong = CODE[:17] + next(char for char in "3479" if char != CODE[17])
    assert repaired(f"{wrong} {PERMIT[:-1]}{(int(PERMIT[-1]) + 1) % 10}") == ()
    assert repaired(CODE) == ()


# ---------------------------------------------------------------- the reader


@pytest.mark.slow
@pytest.mark.skipif(not font_file(), reason="no font with Chinese characters on this machine (Debian: fonts-noto-cjk)")
class TestReading:
    """With the real models."""

    def test_a_business_licence_is_read(self) -> None:
        found = read_licence_picture(save(licence(), "JPEG", quality=85))
        assert [(x.kind, x.value, x.valid) for x in found.licences] == [("uscc", CODE, True)]
        assert (found.operator, found.address) == (NAME, ADDRESS)

    def test_a_food_permit_with_a_wrong_check_digit_is_read_as_it_stands(self) -> None:
        wrong = PERMIT[:-1] + str((int(PERMIT[-1]) + 1) % 10)
        found = read_licence_picture(save(draw([("经营者名称", NAME), ("许可证编号", wrong)])))
        assert [(x.value, x.valid) for x in found.licences] == [(wrong, False)]
        assert "核对原图" in found.licences[0].why

    def test_a_licence_far_down_in_a_long_picture_is_read(self) -> None:
        long = Image.new("RGB", (1_000, 9_000), "white")
        long.paste(licence(), (0, 6_700))
        found = read_licence_picture(save(long))
        assert [x.value for x in found.licences] == [CODE]
        assert found.operator == NAME

    def test_a_small_and_pale_picture_with_alpha_is_read(self) -> None:
        small = licence().resize((420, 269), Image.Resampling.LANCZOS).convert("RGBA")
        small.putalpha(200)
        assert [x.value for x in read_licence_picture(save(small)).licences] == [CODE]

    def test_a_picture_without_text_says_nothing(self) -> None:
        found = read_licence_picture(save(Image.new("RGB", (400, 400), "#88aacc")))
        assert (found.licences, found.operator) == ((), "")


@pytest.mark.slow
def test_the_reader_reports_to_nobody_and_leaves_no_file(tmp_path):
    # a run of CI is spared the report anyway, so its variable is taken away
    env = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")} | {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    script = "from crawlers.extract.ocr_engine import _engine; import numpy; _engine()(numpy.full((64, 64, 3), 255, numpy.uint8))"
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []


def test_narrow_brackets_in_a_name_become_those_that_a_licence_is_printed_with():
    form = read_form(rows([box("名称", 50, 50), box("惠城区阿满水果店(个体工商户）", 150, 50)]))
    assert form.name == "惠城区阿满水果店（个体工商户）"
