"""Shops of different operators show one and the same valid licence or permit: one of them shows another's."""

from __future__ import annotations

from collections.abc import Iterable

from core.numbers.labels import label_of
from detectors.check import Case, CheckHit
from detectors.checks._names import certainly_different
from detectors.checks._shop import places_of, seen_shop


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer per number that a shop of another operator shows too. One operator with several shops is lawful."""
    shop = seen_shop(case)
    if shop is None:
        return
    others: dict[tuple[str, str], list[str]] = {}
    for row in shop.same_licence:
        if certainly_different(shop.operator, str(row.get("operator") or "")):
            key = str(row.get("kind") or "uscc"), str(row["value"])
            others.setdefault(key, []).append(f"{row['operator']}（{row.get('shop') or '另一店铺'}）")
    for (kind, value), names in others.items():
        yield CheckHit(
            spans=places_of(case, kind, value),
            met=(f"本店经营者为{shop.operator}，同一{label_of(kind)}{value}又由{'、'.join(dict.fromkeys(names))}公示",),
        )
