"""Provinces: their short names in licence numbers and their two-digit codes (GB/T 2260)."""

from __future__ import annotations

CODES = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "辽": "21", "吉": "22", "黑": "23", "沪": "31", "苏": "32", "浙": "33",
    "皖": "34", "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46", "渝": "50",
    "川": "51", "蜀": "51", "贵": "52", "黔": "52", "云": "53", "滇": "53", "藏": "54", "陕": "61", "秦": "61", "甘": "62", "陇": "62",
    "青": "63", "宁": "64", "新": "65",
}  # fmt: skip

NAMES = "".join(CODES)

_KNOWN = frozenset(CODES.values())


def is_province(code: str) -> bool:
    """Return whether the two digits are the code of a mainland province."""
    return code[:2] in _KNOWN


def is_division(code: str) -> bool:
    """Return whether a six-digit division code can be one: of a known province, or 100000 for the national authority.

    Districts come and go, and authorities of development zones use codes that no table of districts holds (441399 大亚湾):
    so only the province is tested.
    """
    return code == "100000" or is_province(code)
