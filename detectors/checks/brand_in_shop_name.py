"""A shop that calls itself a brand's own (官方旗舰店, 专卖店, 授权店) and is none of the shops that the brand register names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.records import Document
from detectors.brandbook import Brand
from detectors.check import Case, CheckHit
from detectors.checks._brands import book_of

_OFFICIAL = re.compile(r"官方|官网|旗舰|专卖|授权|直营|直销店|总店|中国店|品牌店")
_OTHER_TRADE = re.compile(r"二手|回收|维修|保养|清洗|配件|专营|集合|买手|代购|优选|之家|折扣|批发|手机店|收藏")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per brand in the shop's name."""
    book, name = book_of(case), case.document.title
    if book is None or not _OFFICIAL.search(name) or _OTHER_TRADE.search(name):
        return
    for mention in book.mentions(name):
        if not _is_own(mention.brand, case.document):
            yield CheckHit(spans=(case.span("title", 0, len(name)),), met=(f"店铺以{mention.brand.name}的名义自称，不在该品牌登记的自营、授权店铺之列",))


def _is_own(brand: Brand, shop: Document) -> bool:
    """Whether the register names this shop, by name, host, or the operator that it shows."""
    return not brand.own_shops or any(own in (shop.title, *shop.text.splitlines()) or own.lower() in shop.url.lower() for own in brand.own_shops)
