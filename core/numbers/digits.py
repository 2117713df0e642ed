"""Check digits of Chinese licence numbers, and what gives an invented number away. Pure functions on upper-case text."""

from __future__ import annotations

import re

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

MASKS = "X*×_#?"
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RISING = "01234567890123456789"


def mod_11_10_digit(body: str) -> str:
    """Return the check digit of ISO 7064 MOD 11,10 (GB/T 17710) that belongs behind `body` (digits only)."""
    return str(mod_11_10.calc_check_digit(body))


def organisation_digit(body: str) -> str:
    """Return the check character of GB 11714-1997 behind the eight characters of an organisation code."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(_ORGANISATION.index(char) * weight for char, weight in zip(body, weights, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def uscc_digit(body: str) -> str:
    """Return the check character of GB 32100-2015 behind the first 17 characters of a unified social credit code."""
    return str(uscc.calc_check_digit(body))


def is_masked(value: str) -> bool:
    """Return whether digits are covered or stand open (XXXX, 2014***, ____)."""
    return bool(re.search(r"[*×_#?]|X{2}|(?<=\d)X(?=\d)", value))


def is_template(digits: str) -> bool:
    """Return whether the digits are such as one types to fill a field: all the same, or counted up or down."""
    if len(digits) >= 3 and set(digits) == {"0"}:
        return True
    if len(digits) < 5:
        return False
    return len(set(digits)) == 1 or digits in _RISING or digits in _RISING[::-1]
