"""One row of the brand register: names in Chinese and Latin letters, classes of goods, own shops, guide prices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.errors import BadInput
from core.handed_in import Brand
from core.ids import digest
from core.text import storable
from detectors.goods import GOODS_CLASSES, goods_class

HEADINGS = {
    "品牌": "name", "品牌名称": "name", "name": "name",
    "外文名称": "latin", "外文名": "latin", "英文名": "latin", "latin": "latin",
    "中文名称": "chinese", "中文名": "chinese", "chinese": "chinese",
    "商品类别": "classes", "类别": "classes", "classes": "classes",
    "自营店铺": "own_shops", "授权店铺": "own_shops", "own_shops": "own_shops",
    "指导价": "guide_prices", "guide_prices": "guide_prices",
}  # fmt: skip
_PARTS = re.compile(r"[;；|\n]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PRICE = re.compile(r"(?:(?P<what>[^=＝:：]{1,30})[=＝:：])?\s*[¥￥]?\s*(?P<yuan>\d{1,8}(?:\.\d{1,2})?)\s*元?")
LEAST = 2
"""Characters of a name: a single one stands in everything."""


def brand_of(fields: dict[str, str]) -> Brand:
    """Return the brand of a row; raise BadInput naming the field that is wrong."""
    name = storable(fields.get("name", ""))
    if not name:
        raise BadInput("name: missing")
    latin, chinese = _names(fields.get("latin", ""), "latin"), _names(fields.get("chinese", ""), "chinese")
    if not latin and not chinese:
        latin, chinese = (() if _HAN.search(name) else (name,)), ((name,) if _HAN.search(name) else ())
    return Brand(
        id=digest("brand", name),
        name=name,
        latin=latin,
        chinese=chinese,
        classes=tuple(dict.fromkeys(_classes(fields.get("classes", "")))),
        own_shops=_split(fields.get("own_shops", "")),
        guide_prices=dict(_prices(fields.get("guide_prices", ""))),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (storable(part.strip()) for part in _PARTS.split(cell))))


def _names(cell: str, field: str) -> tuple[str, ...]:
    names = _split(cell)
    short = next((name for name in names if len(name) < LEAST), "")
    if short:
        raise BadInput(f"{field}: {short!r} is too short for a name")
    wrong = next((name for name in names if bool(_HAN.search(name)) != (field == "chinese")), "")
    if wrong:
        raise BadInput(f"{field}: {wrong[:40]!r} is written in other letters")
    return names


def _classes(cell: str) -> Iterator[str]:
    """Each class by its name, or by what goods of it are called (运动鞋, 手表)."""
    for word in _split(cell):
        klass = word if word in GOODS_CLASSES else goods_class(word, "", "").name
        if klass == "unknown":
            raise BadInput(f"classes: {word[:40]!r} is no class of goods")
        yield klass


def _prices(cell: str) -> Iterator[tuple[str, float]]:
    for part in _split(cell):
        found = _PRICE.fullmatch(part)
        if found is None or float(found["yuan"]) <= 0:
            raise BadInput(f"guide_prices: {part[:40]!r}; wanted 跑鞋=599")
        yield (found["what"] or "").strip(), float(found["yuan"])
