"""What one source of a page tells of one product, before the sources are merged."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Fields as `core.records.PageListing`; "" or empty where the source says nothing. `source`: json-ld, microdata, opengraph, state, xhr, structure.

    `sure`: whether the source itself names this as the page's own product. `amounts`: every price-like number seen with it.
    """

    source: str
    title: str = ""
    price: str = ""
    price_max: str = ""
    currency: str = ""
    list_price: str = ""
    images: tuple[str, ...] = ()
    seller: str = ""
    availability: str = ""
    url: str = ""
    goods: str = ""
    description: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    sure: bool = False
    amounts: tuple[str, ...] = ()
