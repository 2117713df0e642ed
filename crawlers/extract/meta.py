"""What the page's head says of it: OpenGraph, product and Twitter properties, canonical address, language."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawlers.extract.availability import availability_of
from crawlers.extract.currency import currency_of
from crawlers.extract.dom import Dom
from crawlers.extract.offers import money
from crawlers.extract.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`properties`: meta property or name, lower case, to its values in order."""

    title: str = ""
    canonical: str = ""
    language: str = ""
    properties: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """Return the first value of the first of these properties that has one."""
        return next((value for name in names for value in self.properties.get(name, []) if value), "")


def read_head(dom: Dom) -> Head:
    """Return the head's facts; meta elements are taken wherever they stand, for broken pages close their head early."""
    title, canonical, language = "", "", ""
    properties: dict[str, list[str]] = {}
    for element in dom.elements:
        if element.tag == "meta":
            name = (element.get("property") or element.get("name")).strip().lower()
            content = " ".join(element.get("content")[:5_000].split())
            if name and content:
                properties.setdefault(name, []).append(content)
        elif element.tag == "title" and not title and not _in_picture(dom, element.parent):
            title = dom.said(element.index, 500)
        elif element.tag == "link" and "canonical" in element.get("rel").lower():
            canonical = canonical or element.get("href").strip()
        elif element.tag == "html":
            language = element.get("lang").strip()
    return Head(title=title, canonical=canonical, language=language, properties=properties)


def _in_picture(dom: Dom, index: int) -> bool:
    # an SVG drawing has a <title> too
    return any(dom.elements[i].tag == "svg" for i in dom.ancestors(index))


def told_by_head(head: Head, country: str) -> Told | None:
    """Return what OpenGraph says of a product; None when it names neither a product nor a price."""
    currency = currency_of(head.first("product:price:currency", "og:price:currency", "product:sale_price:currency"), country)
    price = next((found for found in (money(head.first(name), currency, country) for name in _PRICES) if found), "")
    if not price and "product" not in head.first("og:type").lower():
        return None
    was = money(head.first("product:original_price:amount", "og:price:standard_amount"), currency, country)
    return Told(
        source="opengraph",
        title=head.first("og:title", "twitter:title"),
        price=price,
        currency=currency if price else "",
        list_price=was,
        images=tuple(head.properties.get("og:image", [])[:30]),
        availability=availability_of(head.first("product:availability", "og:availability")),
        url=head.first("og:url") or head.canonical,
        goods=head.first("product:category"),
        description=head.first("og:description", "description"),
        attributes={"brand": head.first("product:brand", "og:brand")} if head.first("product:brand", "og:brand") else {},
        sure=bool(price),
    )


_PRICES = ("product:sale_price:amount", "product:price:amount", "og:price:amount", "product:price", "og:price")
