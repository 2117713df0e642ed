"""Prices as investigators say them."""

from __future__ import annotations

_UNITS = {"CNY": "元", "RMB": "元", "HKD": "港元", "TWD": "新台币", "USD": "美元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑", "KRW": "韩元"}


def money(price: str | None, currency: str | None) -> str:
    """Return the price with its unit (35.90 元); a currency without a Chinese name keeps its code (ISO 4217), no price is a dash."""
    if not price:
        return "—"
    return f"{price} {_UNITS.get(currency or '', currency or '')}".rstrip()
