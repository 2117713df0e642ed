"""A shop that was seen whole shows no business licence in any lawful way (电子商务法 art. 15, 网络交易监督管理办法 art. 12)."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.check import Case, CheckHit
from detectors.checks._shop import BUSINESS, SeenShop, business_numbers, seen_shop

_PLACEHOLDER = "页面上的号码是占位或者遮盖字符，不算公示"


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for a shop without number, picture, link mark or self-declaration. A wrong number is shown, though: that is another rule's."""
    shop = seen_shop(case)
    if shop is None or not shop.complete or shop.offers == 0 or _shows_something(shop):
        return
    numbers = list(business_numbers(case))
    if any(not number.is_placeholder for number, _ in numbers):
        return
    spans = tuple(span for _, span in numbers)
    invented = bool(spans) or any(item.kind in BUSINESS for item in shop.licences)
    yield CheckHit(spans=spans, met=(_PLACEHOLDER,) if invented else ())


def _shows_something(shop: SeenShop) -> bool:
    numbers = [item for item in shop.licences if item.kind in BUSINESS and not item.is_placeholder]
    return bool(numbers or shop.images or shop.links or shop.exemption)
