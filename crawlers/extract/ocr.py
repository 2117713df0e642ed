"""Reads a picture of a licence: its numbers, the holder's name and address. RapidOCR on the CPU; its models come with the package."""

from __future__ import annotations

from core.numbers import canonical, find_numbers
from core.records import Licence, PageShop
from crawlers.extract.ocr_engine import read_boxes
from crawlers.extract.ocr_form import Box, read_form, rows
from crawlers.extract.ocr_image import open_picture, tiles
from crawlers.extract.ocr_repair import repaired

SURE = 0.9  # below this score of its line, a number that fails its check may be misread, and is not called wrong


def read_licence_picture(image: bytes) -> PageShop:
    """Return what the picture says: licences, operator (名称), address (住所). Raises BadInput when the bytes are no usable picture.

    A number read with a usual confusion (O for 0, I for 1 …) is repaired only when the repaired one passes its check digits, and says so.
    """
    lines = rows(read_boxes(tiles(open_picture(image))))
    form = read_form(lines)
    return PageShop(operator=form.name, licences=_licences(lines), address=form.address)


def _licences(lines: list[list[Box]]) -> tuple[Licence, ...]:
    found: dict[tuple[str, str], Licence] = {}
    text = "\n".join(" ".join(box.text for box in line) for line in lines)
    scores = [min(box.score for box in line) for line in lines]
    mended = {item.read: item for item in repaired(text)}
    for number in find_numbers(text):
        if number.value not in mended or number.valid:
            licence = Licence(kind=number.kind, value=number.value, valid=number.valid, why=number.why)
            licence = licence if number.valid is not False else _doubted(licence, scores[text.count("\n", 0, number.start)])
            found.setdefault((licence.kind, canonical(licence.kind, licence.value)), licence)
    for item in mended.values():
        why = f"图片识别为 {item.read}，校验不符；按易混字符更正后校验位相符，请核对原图"
        found.setdefault((item.kind, item.value), Licence(kind=item.kind, value=item.value, valid=True, why=why))
    return tuple(found.values())


def _doubted(licence: Licence, score: float) -> Licence:
    why = f"{licence.why}（图片识别结果，可能误读，请核对原图）"
    return Licence(kind=licence.kind, value=licence.value, valid=None if score < SURE else False, why=why)
