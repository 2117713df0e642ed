"""A whole shop as text: what detectors judge, the index holds and the screens mark, so that positions hold in all three."""

from __future__ import annotations

from core.records import Shop


def shop_text(shop: Shop) -> str:
    """Return the shop's facts as lines: name, operator, address, exemption, then each licence as "kind value"."""
    lines = [shop.name, shop.operator, shop.address, shop.exemption, *(f"{x.kind} {x.value}" for x in shop.licences)]
    return "\n".join(line for line in lines if line)
