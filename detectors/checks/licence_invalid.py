"""A shown number of a business licence cannot exist: its check character, length or division is wrong (GB 32100-2015, GS 15-2006)."""

from __future__ import annotations

from collections.abc import Iterable

from core.numbers import canonical
from detectors.check import Case, CheckHit
from detectors.checks._shop import BUSINESS, Shown, business_numbers, places_of, seen_shop


def check(case: Case) -> Iterable[CheckHit]:
    """Yield an answer for each wrong number in the text, and for those that only the shop's own record (a read picture) holds."""
    told: set[str] = set()
    for number, span in business_numbers(case):
        if _is_wrong(number):
            told.add(canonical(number.kind, number.value))
            yield CheckHit(spans=(span,), met=(number.why,))
    shop = seen_shop(case)
    for number in shop.licences if shop else ():
        if number.kind in BUSINESS and _is_wrong(number) and canonical(number.kind, number.value) not in told:
            yield CheckHit(spans=places_of(case, number.kind, number.value), met=(f"{number.value}：{number.why}",))


def _is_wrong(number: Shown) -> bool:
    return number.valid is False and not number.is_placeholder
