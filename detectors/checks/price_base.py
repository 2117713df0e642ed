"""A compared price (原价) that is above what the goods were lately sold for (明码标价和禁止价格欺诈规定 art. 16 and 17).

`needs["history"]`: a list of {"day": "2026-11-01", "price": 59.0, "deal": bool}; `deal` true for a price that was really paid, false for a price shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from core.errors import BadInput
from detectors.check import Case, CheckHit

_BASE = re.compile(r"(?:原价|划线价|日常价|平时价)[:：为是\s¥￥]{0,3}(\d{1,7}(?:\.\d{1,2})?)\s?元")
_DAYS = 7
_ROUNDING = 1.01


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each compared price above the lowest price of the seven days before, else above the last price before."""
    lowest = _lowest(case.document.needs.get("history"), case.day)
    if lowest is None:
        return
    price, deal = lowest
    for name, value in (("title", case.document.title), ("text", case.document.text)):
        for found in _BASE.finditer(value):
            if float(found[1]) > price * _ROUNDING:
                kind = "成交价" if deal else "展示价"
                still_open = () if deal else ("前七日的最低成交价（需要交易记录）",)
                yield CheckHit(spans=(case.span(name, *found.span()),), met=(f"标称原价{found[1]}元高于此前{kind}{price:g}元",), open=still_open)


def _lowest(history: object, day: date) -> tuple[float, bool] | None:
    """The price to compare with and whether it was paid: deals before prices shown, the lowest of the last week before the last one earlier."""
    rows = [row for row in _rows(history) if row[0] < day]
    for deal in (True, False):
        kept = [row for row in rows if row[2] is deal]
        week = [row for row in kept if row[0] >= day - timedelta(days=_DAYS)]
        if week:
            return min(row[1] for row in week), deal
        if kept:
            return max(kept)[1], deal
    return None


def _rows(history: object) -> list[tuple[date, float, bool]]:
    if not isinstance(history, list):
        raise BadInput(f"needs.history: wanted a list, got {type(history).__name__}")
    return [_row(row) for row in history]


def _row(row: Any) -> tuple[date, float, bool]:
    try:
        return date.fromisoformat(row["day"]), float(row["price"]), bool(row["deal"])
    except (KeyError, TypeError, ValueError) as exc:
        raise BadInput(f"needs.history: {row!r} is no day, price and deal") from exc
