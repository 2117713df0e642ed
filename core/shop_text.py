"""A whole shop as text: what detectors judge, the index holds and the screens mark, so that positions hold in all three."""

from __future__ import annotations

from core.numbers.labels import label_of
from core.records import Shop


def shop_text(shop: Shop) -> str:
    """Return the shop's facts as lines: name, operator, address, exemption, then each licence as "统一社会信用代码：value"."""
    lines = [shop.name, shop.operator, shop.address, shop.exemption, *(f"{label_of(x.kind)}：{x.value}" for x in shop.licences)]
    return "\n".join(line for line in lines if line)
