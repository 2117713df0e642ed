"""Reads pictures: their lines of text and codes with their places, and what a licence on them says. RapidOCR on the CPU; its models come with the package."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from itertools import groupby

from PIL import Image

from core.numbers import canonical
from core.pictures import PictureLine
from core.records import Licence, PageShop
from crawlers.extract.ocr_engine import read_boxes
from crawlers.extract.ocr_form import Box, read_form, rows
from crawlers.extract.ocr_image import open_picture, tiles
from crawlers.extract.ocr_looks import may_hold_text
from crawlers.extract.ocr_repair import repaired
from crawlers.extract.shop_facts.licences import with_days

SURE = 0.9  # below this score of its line, a number that fails its check may be misread, and is not called wrong
READER = f"rapidocr {version('rapidocr')}, tradewatch 1"
"""Changes when pictures have to be read anew."""


def read_lines(picture: Image.Image) -> tuple[PictureLine, ...]:
    """Return the lines of text, rows from top to bottom, each from left to right. Raises BadInput when the picture is too long to be read."""
    if not may_hold_text(picture):
        return ()
    return tuple(
        PictureLine(text=box.text, box=(round(box.left), round(box.top), round(box.right), round(box.bottom)), row=number, score=round(float(box.score), 3))
        for number, row in enumerate(rows(read_boxes(tiles(picture))))
        for box in row
    )


def read_licence_picture(image: bytes) -> PageShop:
    """Return what the picture says of a licence. Raises BadInput when the bytes are no usable picture."""
    return licence_of(read_lines(open_picture(image)))


def licence_of(lines: Iterable[PictureLine]) -> PageShop:
    """Return licences, operator (名称) and address (住所) of a picture's lines.

    A number read with a usual confusion (O for 0, I for 1 …) is repaired only when the repaired one passes its check digits, and says so.
    """
    boxes = [[_box(line) for line in row] for _, row in groupby(lines, key=lambda line: line.row)]
    form = read_form(boxes)
    return PageShop(operator=form.name, licences=_licences(boxes, form.until), address=form.address)


def _box(line: PictureLine) -> Box:
    left, top, right, bottom = line.box
    return Box(text=line.text, left=left, top=top, right=right, bottom=bottom, score=line.score)


def _licences(lines: list[list[Box]], until: str) -> tuple[Licence, ...]:
    found: dict[tuple[str, str], Licence] = {}
    text = "\n".join(" ".join(box.text for box in line) for line in lines)
    scores = [min(box.score for box in line) for line in lines]
    mended = {item.read: item for item in repaired(text)}
    for number, day in with_days(text):
        if number.value not in mended or number.valid:
            licence = Licence(kind=number.kind, value=number.value, valid=number.valid, why=number.why, until=_day(number.kind, day, until))
            licence = licence if number.valid is not False else _doubted(licence, scores[text.count("\n", 0, number.start)])
            found.setdefault((licence.kind, canonical(licence.kind, licence.value)), licence)
    for item in mended.values():
        why = f"图片识别为 {item.read}，校验不符；按易混字符更正后校验位相符，请核对原图"
        found.setdefault((item.kind, item.value), Licence(kind=item.kind, value=item.value, valid=True, why=why, until=_day(item.kind, "", until)))
    return tuple(found.values())


def _day(kind: str, beside: str, of_form: str) -> str:
    """A permit's form says its last day once; a business licence's 营业期限 is not the day on which it ends to be shown."""
    return "" if kind in ("uscc", "reg_no") else beside or of_form


def _doubted(licence: Licence, score: float) -> Licence:
    why = f"{licence.why}（图片识别结果，可能误读，请核对原图）"
    return Licence(kind=licence.kind, value=licence.value, valid=None if score < SURE else False, why=why, until=licence.until)
