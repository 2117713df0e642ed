"""The picture of the goods stands in shops of other operators too (`needs["image"]`: {"elsewhere": [{"shop", "operator"}]}).

Dealers share their maker's pictures: alone this says nothing, it only adds to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.errors import BadInput
from detectors.check import Case, CheckHit

_MOST_NAMED = 3


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer that names the shops."""
    given = case.document.needs.get("image")
    if given is None:
        return
    if not isinstance(given, Mapping):
        raise BadInput(f"needs.image: wanted an object, got {type(given).__name__}")
    others = [row for row in given.get("elsewhere") or () if row.get("shop")]
    if others:
        named = "、".join(str(row["shop"]) for row in others[:_MOST_NAMED])
        yield CheckHit(met=(f"商品图片与{len(others)}家无关店铺（{named}）的商品图片相同",))
