"""A shop shows who it is, but not the permit that its goods need: what it shows does not cover what it sells (电子商务法 art. 10, 12, 15).

`with: {permit: NAME}` names a duty of `detectors.permits`. Silent where a picture or a link that nobody could read may hold the permit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.check import Case, CheckHit
from detectors.checks._offers import Offer
from detectors.checks._register import entries_of
from detectors.checks._shop import BUSINESS, SeenShop, places_of, seen_shop
from detectors.permits import DUTIES, FARM, INDUSTRIAL, Duty

_OPEN_PERMIT = "other"  # a permit whose kind the number does not tell
_MOST_NAMED = 3
ONE_IN = 30
"""Of so many goods of all kinds one may be taken for others."""


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for a shop seen whole that sells such goods and shows no such permit."""
    duty, shop = DUTIES[str(case.options["permit"])], seen_shop(case)
    if shop is None or not shop.complete or not _says_who_it_is(shop) or _may_hold(shop, duty):
        return
    goods = [offer for offer in shop.offered if _needs(duty, offer, shop.exemption)]
    if len(goods) < enough(duty, len(shop.offered)):
        return
    held = [entry for entry in entries_of(case, shop) if any(duty.answered_by(permit.kind, permit.number) for permit in entry.permits)]
    yield CheckHit(
        spans=tuple(span for number in shop.licences if number.kind in BUSINESS for span in places_of(case, number.kind, number.value)),
        met=tuple(_met(duty, shop, goods)),
        open=("登记信息中有该许可，是否只是未公示",) if held else (f"经营者是否实际取得{duty.permit}",),
    )


def enough(duty: Duty, offered: int) -> int:
    """Return from how many offers such goods are told: one slip among many goods is none, but one drug is one."""
    return 1 if duty.least == 1 else max(min(duty.least, max(1, offered)), offered // ONE_IN)


def _says_who_it_is(shop: SeenShop) -> bool:
    """Who shows nothing at all is another rule's."""
    return bool(shop.exemption or shop.images or shop.links) or any(item.kind in BUSINESS and not item.is_placeholder for item in shop.licences)


def _may_hold(shop: SeenShop, duty: Duty) -> bool:
    """Whether the permit is shown, or stands where nobody could look."""
    if any(not item.is_placeholder and duty.answered_by(item.kind, item.value) and not _of_makers(shop, item.kind) for item in shop.licences):
        return True
    unread = any(place.state in ("unknown", "unreadable") for place in shop.showing)
    uncounted = not shop.showing and bool(shop.images or shop.links)
    return unread or uncounted or any(item.kind == _OPEN_PERMIT and "许可" in item.value for item in shop.licences)


def _of_makers(shop: SeenShop, kind: str) -> bool:
    """Several numbers of one kind that only goods show are those of their makers."""
    return kind == "food_production" and len([item for item in shop.licences if item.kind == kind and item.on_goods]) > 1


def _needs(duty: Duty, offer: Offer, exemption: str) -> bool:
    if not duty.needed_for(offer.klass.name, offer.klass.confidence, offer.said):
        return False
    if duty.name != "food" or offer.klass.name != "ordinary_food" or INDUSTRIAL.search(offer.said):
        return True
    return not (FARM.search(offer.title) or "自产" in exemption)


def _met(duty: Duty, shop: SeenShop, goods: list[Offer]) -> Iterator[str]:
    named = "、".join(f"“{offer.title[:30]}”" for offer in goods[:_MOST_NAMED])
    yield f"所售商品依法须取得{duty.permit}：{named}等{len(goods)}件"
    if shop.exemption:
        yield "店铺声明依法不需要办理登记，但需要取得行政许可的经营活动不适用该情形"
    else:
        yield f"已公示的证照信息中没有{duty.permit}"
