"""Pieces of patterns that the families share. They match readable text: lower case, round brackets, plain dashes."""

from __future__ import annotations

import re
from datetime import date

from core.clock import beijing_day, now
from core.numbers.regions import NAMES

CJK = "\u4e00-\u9fff"
N = "[0-9x*×_#]"  # a digit, or what stands in for one in a template
PROVINCE = f"[{NAMES}]"
# a province, or one strange character in its place (广ICP备…), which the check then names
PREFIX = f"(?:{PROVINCE} ?|(?<![{CJK}])[{CJK}] ?)?"
BRACKETED = rf"\(? ?{PROVINCE} ?\)?"
YEAR = rf"\(? ?{N}{{2,4}} ?\)?"
END = " ?号?"
ALONE = "(?<![0-9a-z])"
STOP = "(?![0-9a-z])"


def digits(*lengths: int, least: int, most: int) -> str:
    """Return a pattern for a run of digits: first of the right lengths (also with single blanks inside), then of any length."""
    exact = "|".join(f"{N}{{{size}}}(?!{N})" for size in lengths)
    spaced = "|".join(rf"\d(?: ?\d){{{size - 1}}}(?! ?\d)" for size in lengths)
    return f"(?:{exact}|{spaced}|{N}{{{least},{most}}})"


def this_year() -> int:
    """Return the year in Beijing: numbers that carry a later one were never issued."""
    return beijing_day(now()).year


def plausible_year(text: str, first: int) -> bool:
    """Return whether a year of two or four digits lies between `first` and this year."""
    if not re.fullmatch(r"\d{2}|\d{4}", text):
        return False
    year = int(text) if len(text) == 4 else 2000 + int(text)
    return first <= year <= this_year()


def day_of(text: str) -> date | None:
    """Return the day of YYMMDD (20YY), None when there is no such day."""
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None
