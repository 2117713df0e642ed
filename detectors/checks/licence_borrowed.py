"""Shops of different operators show one and the same valid business licence: one of them shows another's."""

from __future__ import annotations

from collections.abc import Iterable

from detectors.check import Case, CheckHit
from detectors.checks._names import certainly_different
from detectors.checks._shop import places_of, seen_shop


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per number that a shop of another operator shows too. One operator with several shops is lawful."""
    shop = seen_shop(case)
    if shop is None:
        return
    others: dict[str, list[str]] = {}
    for row in shop.same_licence:
        if certainly_different(shop.operator, str(row.get("operator") or "")):
            others.setdefault(str(row["value"]), []).append(f"{row['operator']}（{row.get('shop') or '另一店铺'}）")
    for value, names in others.items():
        yield CheckHit(
            spans=places_of(case, "uscc", value),
            met=(f"本店经营者为{shop.operator}，同一统一社会信用代码{value}又由{'、'.join(dict.fromkeys(names))}公示",),
        )
