"""A listing that showed other goods before (`needs["before"]`: {"title", "goods", "day"}): its sales and reviews are another product's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from core.errors import BadInput
from detectors.check import Case, CheckHit
from detectors.goods import goods_class

_SURE = 0.6
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z]+")


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer when class and words of the goods are others than before at the same address."""
    before, now = case.document.needs.get("before"), case.document
    if before is None:
        return
    if not isinstance(before, Mapping) or not before.get("title"):
        raise BadInput("needs.before: wanted an object with a title")
    earlier = goods_class(str(before.get("goods") or ""), str(before["title"]), "")
    current = goods_class(now.goods, now.title, "")
    if min(earlier.confidence, current.confidence) < _SURE or earlier.name == current.name:
        return
    if not _pairs(str(before["title"])) & _pairs(now.title):
        day = f"（{before['day']}）" if before.get("day") else ""
        yield CheckHit(spans=(case.span("title", 0, len(now.title)),), met=(f"同一链接此前{day}出售“{str(before['title'])[:40]}”，现已换成另一种商品",))


def _pairs(title: str) -> set[str]:
    runs = _LETTERS.findall(title.lower())
    return {run[place : place + 2] for run in runs for place in range(len(run) - 1)}
