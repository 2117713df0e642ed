"""A shown permit number (food, drugs) that cannot exist: its check digit, its form or its division is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from core.numbers import canonical
from detectors.check import Case, CheckHit
from detectors.checks._shop import Shown, numbers_of, places_of, seen_shop

# those with a check digit or a published form; 备案 (YB) follows the same rule only by assumption
KINDS = ("food", "food_production", "drug")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield an answer for each wrong number in the text, and for those that only the shop's own record (a read picture) holds."""
    told: set[tuple[str, str]] = set()
    for number, span in numbers_of(case, KINDS):
        if _is_wrong(number):
            told.add((number.kind, canonical(number.kind, number.value)))
            yield CheckHit(spans=(span,), met=(number.why,))
    shop = seen_shop(case)
    for number in shop.licences if shop else ():
        if number.kind in KINDS and _is_wrong(number) and (number.kind, canonical(number.kind, number.value)) not in told:
            yield CheckHit(spans=places_of(case, number.kind, number.value), met=(f"{number.value}：{number.why}",))


def _is_wrong(number: Shown) -> bool:
    return number.valid is False and not number.is_placeholder and "采信" not in number.why
