"""A shown licence or permit whose last day has passed: said beside the number, known from the register, or of a kind that no longer exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.numbers import canonical
from detectors.check import Case, CheckHit
from detectors.checks._register import entries_of
from detectors.checks._shop import SeenShop, Shown, places_of, seen_shop

# replaced in 2015 and valid for at most five years: 食品流通许可证, 餐饮服务许可证
_ENDED_KINDS = {"food_old": "旧式食品流通、餐饮服务许可证，有效期最迟已于2020年届满"}


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per number that has ended; a permit of the same kind that holds clears the ended ones."""
    shop = seen_shop(case)
    if shop is None:
        return
    renewed = {item.kind for item in shop.licences if item.until is not None and item.until >= case.day}
    replaced = {"food_old": {"food", "food_filing"}}
    held = {item.kind for item in shop.licences if item.valid}
    for item in shop.licences:
        if item.is_placeholder or item.kind in renewed or replaced.get(item.kind, set()) & held:
            continue
        for why in _ended(case, shop, item):
            yield CheckHit(spans=places_of(case, item.kind, item.value), met=(f"{item.value}：{why}",))


def _ended(case: Case, shop: SeenShop, item: Shown) -> Iterator[str]:
    if item.kind in _ENDED_KINDS:
        yield _ENDED_KINDS[item.kind]
    elif item.until is not None and item.until < case.day:
        yield f"所示有效期至{item.until:%Y年%m月%d日}，已届满"
    else:
        for entry in entries_of(case, shop):
            for permit in entry.permits:
                same = permit.kind == item.kind and canonical(permit.kind, permit.number) == canonical(item.kind, item.value)
                if same and permit.until is not None and permit.until < case.day:
                    yield f"登记信息显示有效期至{permit.until:%Y年%m月%d日}，已届满"
