"""How many were sold, as a page counts: 已售 300+ 件, 月销 1.2万, 累计销量：86."""

from __future__ import annotations

import re
from decimal import Decimal

_SOLD = re.compile(
    r"(?:已售|已拼|已抢|已团|售出|月销(?:量)?|总销量|累计(?:销量|售出|销售)|销量|成交(?:量)?|\bsold)\s*[:：]?\s*(?P<number>\d{1,9}+(?:[.,]\d{1,3}+)?+)\s*+(?P<unit>[万wWkK千])?+(?!\s*[%％])"
)
_UNITS = {"万": 10_000, "w": 10_000, "k": 1_000, "千": 1_000}


def sales_of(text: str) -> str:
    """Return the first count of sales in a product's own text as a whole number, "" for none; "300+" is 300."""
    match = _SOLD.search(text)
    if match is None:
        return ""
    unit = _UNITS.get((match["unit"] or "").lower(), 1)
    number = match["number"]
    # without a unit a mark before three digits groups thousands; with one it is decimal
    amount = Decimal(number.replace(",", ".")) if unit > 1 else Decimal(re.sub(r"[.,](?=\d{3}$)", "", number))
    return str(int(amount * unit))
