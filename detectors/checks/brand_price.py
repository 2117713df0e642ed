"""A brand's goods far below their guide price, or below what shops usually ask (`needs["market"]`: {"median", "count", "shops", "what"}).

Alone a low price says nothing: old stock and clearance are lawful. So second-hand goods are left out, and the finding only adds to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.errors import BadInput
from core.records import Span
from detectors.brandbook import Brand
from detectors.check import Case, CheckHit
from detectors.checks._brands import SECOND_HAND, book_of, own_brands

BELOW_GUIDE, BELOW_MARKET = 0.35, 0.4
LEAST_SEEN, LEAST_SHOPS = 5, 3
"""Offers and shops from which a median is one."""
_NUMBER = re.compile(r"\d{1,8}(?:\.\d{1,2})?")
_PART_PAYMENT = re.compile(r"定金|订金|预付|首付|分期|补差|邮费|运费|链接|代购费|起拍|样品")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer with each comparison shown."""
    book, price = book_of(case), _price(case.document.price)
    said = f"{case.document.title}\n{case.document.text[:500]}"
    if book is None or price is None or SECOND_HAND.search(said) or _PART_PAYMENT.search(case.document.title):
        return
    for mention in own_brands(case, book)[:1]:
        met = tuple(_comparisons(case, mention.brand, price))
        if met:
            yield CheckHit(spans=(_span(case, mention.start, mention.end),), met=met)


def _span(case: Case, start: int, end: int) -> Span:
    return case.span("title", start, end)


def _comparisons(case: Case, brand: Brand, price: float) -> Iterator[str]:
    what, guide = _guide(brand, case.document.title)
    if guide and price < guide * BELOW_GUIDE:
        yield f"标价{price:g}元，{brand.name}{what}指导价{guide:g}元，为其{price / guide:.0%}"
    market = case.document.needs.get("market")
    if market is None:
        return
    if not isinstance(market, Mapping):
        raise BadInput(f"needs.market: wanted an object, got {type(market).__name__}")
    median, count, shops = float(market["median"]), int(market["count"]), int(market.get("shops") or 0)
    if count >= LEAST_SEEN and shops >= LEAST_SHOPS and price < median * BELOW_MARKET:
        yield f"标价{price:g}元，{shops}家店铺{count}件同类商品的中位价{median:g}元，为其{price / median:.0%}"


def _guide(brand: Brand, title: str) -> tuple[str, float]:
    """Return the guide price of what the title names, else the one for all goods, else zero."""
    for what, price in sorted(brand.guide_prices.items(), key=lambda item: -len(item[0])):
        if what in title:
            return what, price
    return "", 0.0


def _price(said: str) -> float | None:
    found = _NUMBER.fullmatch(said.strip())
    return float(found[0]) if found and float(found[0]) > 0 else None
