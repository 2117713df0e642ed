"""A licence that is there, but where nobody finds or reads it: behind more than one step, a dead link, an unreadable picture.

电子商务法 art. 15 wants it on the home page, conspicuous and lasting; a link there that leads to it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.records import Span
from detectors.check import Case, CheckHit
from detectors.checks._shop import BUSINESS, SeenShop, Showing, Shown, places_of, seen_shop

FURTHEST = 1
"""Links between the home page and the licence that are still conspicuous."""
_WHAT = {"link": "证照链接", "picture": "证照图片"}


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for a shop seen whole whose licence is hidden in every way in which it is shown."""
    shop = seen_shop(case)
    if shop is None or not shop.complete or shop.offers == 0 or shop.exemption:
        return
    numbers = [item for item in shop.licences if item.kind in BUSINESS and not item.is_placeholder]
    if any(not _far(item.steps) for item in numbers) or any(_shows(place) for place in shop.showing):
        return
    if len(shop.showing) < shop.images + shop.links:  # some were not followed: nothing is known of them
        return
    met = tuple(dict.fromkeys(_why(shop, numbers)))
    if met:
        yield CheckHit(spans=tuple(_places(case, numbers)), met=met)


def _far(steps: int | None) -> bool:
    return steps is not None and steps > FURTHEST


def _shows(place: Showing) -> bool:
    return place.state == "unknown" or (place.state == "good" and not _far(place.steps))


def _why(shop: SeenShop, numbers: list[Shown]) -> Iterator[str]:
    for item in numbers:
        yield f"{item.value}只在距首页{item.steps}次点击的页面上出现"
    for place in shop.showing:
        what = _WHAT.get(place.what, place.what)
        if place.state == "good":
            yield f"{what}距首页{place.steps}次点击"
        else:
            yield f"{what}{'已失效' if place.state == 'dead' else '无法辨认'}{f'（{place.why}）' if place.why else ''}"


def _places(case: Case, numbers: list[Shown]) -> Iterator[Span]:
    for item in numbers:
        yield from places_of(case, item.kind, item.value)
