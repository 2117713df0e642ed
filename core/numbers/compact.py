"""The two forms in which numbers are read: the readable text (position for position) and the compact number."""

from __future__ import annotations

import re

from core.text import Normal, normalise

# one character for one character, so that positions stay
_OPENING, _CLOSING, _DASHES = "[〔【{「﹝<〈《", "]〕】}」﹞>〉》", "‐‑‒–—―−－~"
_UNIFY = str.maketrans(_OPENING + _CLOSING + _DASHES + "\u2028\r\t", "(" * len(_OPENING) + ")" * len(_CLOSING) + "-" * len(_DASHES) + "\n\n ")
_BLANK = re.compile(r"\s+")


def readable(text: str) -> tuple[str, Normal]:
    """Return the text in which numbers are looked for, and the normal form (same positions) that leads back to the page."""
    normal = normalise(text)
    return normal.text.translate(_UNIFY), normal


def compact(value: str) -> str:
    """Return the number in upper case with round brackets and plain dashes, without blanks and invisible characters."""
    return _BLANK.sub("", normalise(value).text.translate(_UNIFY)).upper()


def shown(value: str) -> str:
    """Return a piece of normal text as a number to be shown: upper case, no blanks, its own brackets."""
    return _BLANK.sub("", value).upper()
