"""What is sorted by: for each order a number of its value, the day, and the id as far as it fits. Ranges are asked of the same numbers."""

from __future__ import annotations

from search.base import Doc
from search.plan import day_number

_DAYS = 10**8  # more than any day as a number, which takes 27 bits
_NO_PRICE = 10**10  # comes after every price
MOST = 2**62
"""No key is as high, none as low as its negative."""

_RANGES = {"day_number": ("by_day", 1 << 35), "price": ("by_price_high", _DAYS), "risk": ("by_risk", 1 << 55), "confidence": ("by_confidence", 1 << 55)}


def sorting_keys(doc: Doc) -> tuple[tuple[str, int], ...]:
    """Return (field, number); documents without a price come last both ways."""
    day = day_number(next(iter(doc.fields.get("day", ())), ""))
    begins = beginning(doc.id)
    low, high = (_NO_PRICE, -_DAYS) if doc.price is None else (doc.price, doc.price * _DAYS)
    return (
        ("by_day", day << 35 | begins),
        ("by_risk", (doc.risk << 27 | day) << 28 | begins >> 7),
        ("by_confidence", (doc.confidence << 27 | day) << 28 | begins >> 7),
        ("by_price_low", low * _DAYS + _DAYS - 1 - day),
        ("by_price_high", high + day),
    )


def bounds(name: str, low: int | None, high: int | None) -> tuple[str, int, int]:
    """Return the field and the bounds, both inclusive, that say that a number lies between these: day_number, price, risk, confidence, or what is sorted by."""
    if name.startswith("by_"):
        return name, -MOST if low is None else low, MOST if high is None else high
    field, size = _RANGES[name]
    first = max(0, low or 0) * size  # what has no price lies below 0
    last = MOST if high is None else high * size + size - 1
    return field, min(first, MOST), max(-1, min(last, MOST))


def beginning(ident: str) -> int:
    """Return the first five characters of an id (ASCII, seven bits each) as a number that keeps their order."""
    number = 0
    for char in ident[:5].ljust(5, "\0").encode("ascii"):
        number = number << 7 | char
    return number
