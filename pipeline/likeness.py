"""Whether two claims, or two adverts, say the same: punctuation and a slip apart. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from core.text import normalise, squeeze

CLAIM, ADVERT = 92.0, 90.0
"""Percent of likeness (Indel) from which claims and adverts are the same."""
LEAST_ADVERT = 20
"""Letters from which two adverts can be one: a shorter text is a claim that many make."""
_LONGEST = 4000
_DIGITS = re.compile(r"\d+")


def letters(text: str) -> str:
    """Return the text in normal form, letters and digits only."""
    return "".join(char for char in squeeze(normalise(text[:_LONGEST])).text if char.isalnum())


def same_claim(one: str, other: str) -> bool:
    """Return whether two claims say the same; other figures are another claim (治愈率98%, 治愈率95%)."""
    first, second = letters(one), letters(other)
    if not first or not second or _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    return first == second or fuzz.ratio(first, second) >= CLAIM


def same_advert(one: str, other: str) -> bool:
    """Return whether two adverts are nearly the same text; telephones and prices may differ from place to place."""
    first, second = (_DIGITS.sub("", letters(text)) for text in (one, other))
    return min(len(first), len(second)) >= LEAST_ADVERT and fuzz.ratio(first, second) >= ADVERT
