"""What a shop offers (`needs["shop"]["offered"]`), each thing with its class of goods: which permits the law asks for follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detectors.goods import GoodsClass, goods_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing on offer. `said`: title and the beginning of its text, in one piece."""

    title: str
    said: str
    klass: GoodsClass


def offers_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Offer, ...]:
    """Return the offers of {"title", "goods", "text"} rows; the same title is read once."""
    found: dict[str, Offer] = {}
    for row in rows:
        title, text = str(row.get("title") or ""), str(row.get("text") or "")
        if title and title not in found:
            found[title] = Offer(title=title, said=f"{title}\n{text}", klass=goods_class(str(row.get("goods") or ""), title, text))
    return tuple(found.values())
