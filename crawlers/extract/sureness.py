"""How sure each field of a product is: whether several sources of the page tell the same, or one contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from crawlers.extract.titles import alike
from crawlers.extract.told import Told

_EXACT = ("json-ld", "microdata")  # written for machines, and shown to search engines: wrong ones cost the shop its place
_NUMBERS = ("price", "price_max", "list_price")


def sureness(values: Mapping[str, object], sources: Mapping[str, str], told: Sequence[Told]) -> dict[str, str]:
    """Return high, medium or low for each field that has a source.

    High: told for machines, or by two sources alike. Low: another source says something else, or the page's structure alone was not convincing.
    """
    return {name: _of_field(name, values[name], source, told) for name, source in sources.items() if values.get(name)}


def _of_field(name: str, value: object, source: str, told: Sequence[Told]) -> str:
    said: list[object] = [getattr(item, name, None) for item in told if item.source != source]
    others = [other for other in said if other]
    agree = sum(_same(name, value, other) for other in others)
    if len(others) > agree:
        return "medium" if source in _EXACT else "low"
    if agree or source in _EXACT:
        return "high"
    own = next((item for item in told if item.source == source), None)
    return "medium" if own is not None and (own.sure or source != "structure") else "low"


def _same(name: str, value: object, other: object) -> bool:
    if name in _NUMBERS:
        return Decimal(str(value)) == Decimal(str(other))
    if name == "title":
        return alike(str(value), str(other)) >= 0.8
    return value == other or name in ("images", "url", "description")
