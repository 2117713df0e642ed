"""Prices and discounts in one sentence that contradict each other: a "reduced" price that is no lower, a discount that the prices do not give.

Source: 明码标价和禁止价格欺诈规定 art. 19 (3), reductions that are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.check import Case, CheckHit

_MONEY = r"[:：为是\s¥￥]{0,3}(?P<%s>\d{1,7}(?:\.\d{1,2})?)\s?(?:元|块)"
_BASE = r"(?:原价|市场价|门市价|专柜价|吊牌价|划线价|日常价|平时价|零售价)" + _MONEY % "base"
_NOW = r"(?:现价|折后价?|到手价?|活动价|促销价|特价|优惠价|秒杀价|会员价|现在只要|现在仅需|现仅需|现只要|仅售|现售)" + _MONEY % "now"
_SAME_GOODS = r"(?![/每一\d起]|[,，]?\d+[件套箱盒])"  # 99元/件 against 180元两件 compares nothing
_PAIR = re.compile(f"{_BASE}{_SAME_GOODS}[^。！？!?\\n]{{0,16}}?{_NOW}{_SAME_GOODS}")
_DISCOUNT = re.compile(r"(?<![低至起约\d.])(?P<tenths>[1-9](?:\.\d)?)折(?!起|扣卡|叠)")
_NEAR = 12  # characters around a pair in which its discount stands
_ROUNDING = 1.03


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each pair of prices that contradicts itself or the discount beside it."""
    for name, value in (("title", case.document.title), ("text", case.document.text)):
        for start, end, met in _contradictions(value):
            yield CheckHit(spans=(case.span(name, start, end),), met=(met,))


def _contradictions(value: str) -> Iterator[tuple[int, int, str]]:
    for pair in _PAIR.finditer(value):
        base, now = float(pair["base"]), float(pair["now"])
        if base <= 0:
            continue
        if now >= base:
            yield pair.start(), pair.end(), f"标称原价{base:g}元，现价{now:g}元，没有降价"
            continue
        first = max(0, pair.start() - _NEAR)
        found = _DISCOUNT.search(value, first, pair.end() + _NEAR)
        if found and now > base * float(found["tenths"]) / 10 * _ROUNDING:
            yield min(found.start(), pair.start()), max(found.end(), pair.end()), f"标称{found['tenths']}折，按标示的价格没有达到"
