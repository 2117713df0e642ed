"""What a site file may say: selectors that must match, and how much a visit should find. A selector that finds nothing is news.

Selectors are CSS with Scrapy's `::text` and `::attr(name)`; without either, the element's whole text counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from parsel import Selector

from core.errors import ExtractError
from core.records import Page, PageListing
from crawlers.extract.prices import amount_of, read_prices

_AMOUNTS = ("price", "list_price")
FIELDS = ("title", "price", "currency", "list_price", "seller", "availability", "goods", "body")
Hard = Callable[[Selector, str], str]
"""A function for a hard page: (document, address) to the field's text."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A selector and how often it must match: exactly once, at most once, at least once."""

    css: str
    times: Literal["one", "maybe", "many"]

    def read(self, document: Selector) -> str:
        """Return the text found, several joined by line breaks; raise ExtractError naming the selector."""
        picked = document.css(self.css)
        values = picked.getall() if "::" in self.css else [" ".join(part.xpath(".//text()").getall()) for part in picked]
        found = [value for value in (" ".join(value.split()) for value in values) if value]
        if (self.times == "one" and len(found) != 1) or (self.times == "maybe" and len(found) > 1) or (self.times == "many" and not found):
            wanted = {"one": "1 match", "maybe": "at most 1 match", "many": "1 match or more"}[self.times]
            raise ExtractError(f"{self.css!r}: wanted {wanted}, found {len(found)}")
        return "\n".join(found)


def one(css: str) -> Pick:
    """Exactly one match, and not empty."""
    return Pick(css, "one")


def maybe(css: str) -> Pick:
    """None or one."""
    return Pick(css, "maybe")


def many(css: str) -> Pick:
    """At least one."""
    return Pick(css, "many")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """How much a whole visit should find: (at least, at most). A visit outside is reported: the shop's layout has changed.

    `fields`: of each field, the share of the product pages that have it, from 0 to 1: a field that dries up is news before the goods do.
    """

    listings: tuple[int, int] | None = None
    fields: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def complaint(self, listings: int, seen: Yield | None = None) -> str:
        """Return what is wrong with this number of listings, and with what was read of them, or an empty text."""
        wrong = []
        if self.listings is not None and not self.listings[0] <= listings <= self.listings[1]:
            wrong.append(f"listings: expected {self.listings[0]} to {self.listings[1]}, found {listings}")
        for name, (least, most) in self.fields.items() if seen is not None and seen.pages else ():
            share = seen.filled[name] / seen.pages if seen is not None else 0.0
            if not least <= share <= most:
                wrong.append(f"{name}: expected on {least:.0%} to {most:.0%} of the product pages, found on {share:.0%}")
        return "; ".join(wrong)


@dataclass
class Yield:
    """What a visit read: how many product pages, and on how many of them each field."""

    pages: int = 0
    filled: Counter[str] = field(default_factory=Counter)

    def add(self, page: Page) -> None:
        """Count a page; what is no product's is passed over."""
        if page.kind != "product" or not page.listings:
            return
        first = page.listings[0]
        self.pages += 1
        self.filled.update(name for name in FIELDS if getattr(first, "description" if name == "body" else name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One shop or advert channel. `item`: pattern of a product's address; `fields`: what to read there; `follow`: where links are, empty for anywhere."""

    name: str
    domain: str
    item: str
    fields: Mapping[str, Pick | Hard]
    start: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    expect: Expect = field(default_factory=Expect)

    def __post_init__(self) -> None:
        unknown = {*self.fields, *self.expect.fields} - set(FIELDS)
        if unknown:
            raise ExtractError(f"site {self.name}: unknown fields {sorted(unknown)}; known are {', '.join(FIELDS)}")

    def is_item(self, url: str) -> bool:
        """Return whether the address is a product's."""
        return re.search(self.item, url) is not None

    def read(self, html: str, url: str) -> dict[str, str]:
        """Return the fields of a product's page; raise ExtractError naming site, field, address and selector."""
        document = Selector(text=html)
        return {name: self._field(name, how, document, url) for name, how in self.fields.items()}

    def _field(self, name: str, how: Pick | Hard, document: Selector, url: str) -> str:
        try:
            return how.read(document) if isinstance(how, Pick) else how(document, url)
        except ExtractError as exc:
            raise ExtractError(f"site {self.name}, field {name}, {url}: {exc}") from exc


def with_site(site: Site, page: Page, html: str) -> Page:
    """Return the page with what the site file reads in place of the general reading; raise ExtractError as `Site.read` does."""
    if not site.is_item(page.url):
        return page
    told = site.read(html, page.url)
    body = told.pop("body", "")
    told = {name: _amount(site, name, value, page.url) if name in _AMOUNTS else value for name, value in told.items() if value}
    first = page.listings[0] if page.listings else PageListing(title=page.title, url=page.url)
    sources = {**first.sources, **dict.fromkeys(told, f"site {site.name}")}
    listing = replace(first, **told, description=body or first.description, sources=sources)  # type: ignore[arg-type]
    return replace(page, kind="product", listings=(listing, *page.listings[1:]))


def _amount(site: Site, name: str, text: str, url: str) -> str:
    """Return the decimal text of what a selector found as a price ("¥14.50"); raise ExtractError when it is none."""
    found = amount_of(text) or next((price.amount for price in read_prices(text, "cn")), "")
    if not found:
        raise ExtractError(f"site {site.name}, field {name}, {url}: {text[:60]!r} is no price")
    return found
