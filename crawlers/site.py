"""What a site file may say: selectors that must match, and how much a visit should find. A selector that finds nothing is news.

Selectors are CSS with Scrapy's `::text` and `::attr(name)`; without either, the element's whole text counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from parsel import Selector

from core.errors import ExtractError
from core.records import Page, PageListing

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
    """How much a whole visit should find: (at least, at most). A visit outside is reported."""

    listings: tuple[int, int] | None = None

    def complaint(self, listings: int) -> str:
        """Return what is wrong with this number of listings, or an empty text."""
        if self.listings is None or self.listings[0] <= listings <= self.listings[1]:
            return ""
        return f"listings: expected {self.listings[0]} to {self.listings[1]}, found {listings}"


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
        unknown = set(self.fields) - set(FIELDS)
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
    told = {name: value for name, value in told.items() if value}
    first = page.listings[0] if page.listings else PageListing(title=page.title, url=page.url)
    sources = {**first.sources, **dict.fromkeys(told, f"site {site.name}")}
    listing = replace(first, **told, description=body or first.description, sources=sources)  # type: ignore[arg-type]
    return replace(page, kind="product", listings=(listing, *page.listings[1:]))
