"""From a page to its record: the one door to extraction. Pure; everything else in this folder is called from here."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from core.errors import BadPage
from core.records import Page, PageListing, PageShop
from core.text import storable
from crawlers.extract.advert import ad_signs, read_advert
from crawlers.extract.attributes import attributes_of
from crawlers.extract.cards import Card, cards_of
from crawlers.extract.charset import decode
from crawlers.extract.entries import entries_of
from crawlers.extract.goods_words import goods_words
from crawlers.extract.kind import Evidence, kind_of
from crawlers.extract.links import links_of
from crawlers.extract.listing import Own, merge, own_product
from crawlers.extract.lists import rows_from_cards, rows_from_told
from crawlers.extract.meta import told_by_head
from crawlers.extract.microdata import microdata
from crawlers.extract.needs_browser import drawn, needs_browser
from crawlers.extract.pictures import gallery, media_base
from crawlers.extract.price_places import Place, price_places
from crawlers.extract.sales import sales_of
from crawlers.extract.seller import seller_of, site_name
from crawlers.extract.shop import read_shop
from crawlers.extract.state import embedded
from crawlers.extract.state_goods import goods_heard, goods_in, pictures_in
from crawlers.extract.structure import Structure, read_structure
from crawlers.extract.structured import breadcrumbs, json_ld, told_by
from crawlers.extract.text import FURNITURE, visible_text
from crawlers.extract.titles import headline, page_title
from crawlers.extract.view import View, view_of
from crawlers.extract.zones import Zone

LARGEST = 20 * 1024 * 1024  # bytes, or characters, of a page that is read
_MOST_ROWS = 500


def read_page(body: bytes, url: str, *, content_type: str = "") -> Page:
    """Return what a page says. `body`: bytes without content-encoding; `content_type`: as the server sent it.

    Raises BadPage, naming the address, for an empty page, one over 20 MB, and what is no text.
    """
    if len(body) > LARGEST:
        raise BadPage(f"{url}: {len(body)} bytes; a page over {LARGEST // 1024 // 1024} MB is not read")
    if not body.strip():
        raise BadPage(f"{url}: empty page")
    decoded = decode(body, content_type)
    if decoded.charset not in ("utf-16", "utf-32") and body[:4096].count(0) > len(body[:4096]) // 50:
        raise BadPage(f"{url}: no text but binary data")
    page = read_html(decoded.text, url)
    return replace(page, charset=decoded.charset, warnings=(*decoded.warnings, *page.warnings))


def read_html(html: str, url: str) -> Page:
    """Return what a page's HTML says. Raises BadPage, naming the address, for an empty page and one over 20 million characters."""
    if len(html) > LARGEST:
        raise BadPage(f"{url}: {len(html)} characters; a page over {LARGEST // 1024 // 1024} million is not read")
    if not html.strip():
        raise BadPage(f"{url}: empty page")
    with _no_collector():
        return _read(storable(html), url)  # in a function of its own: what it worked with is gone before the collector comes back


def _read(html: str, url: str) -> Page:
    view = view_of(html, url)
    return _page(view, _material(view))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector out meanwhile: a page is tens of thousands of small objects without cycles, and it would look at each several times."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What the readers found, before the page's kind is decided."""

    nodes: list[dict[str, Any]]
    warnings: list[str]
    places: list[Place]
    cards: list[Card]
    structure: Structure
    own: Own
    pictures: list[str]
    shop: PageShop | None


def _material(view: View) -> _Material:
    nodes, warnings = json_ld(view.dom)
    items = microdata(view.dom, view.zones)
    values = embedded(view.dom)
    places = price_places(view)
    cards = cards_of(view, places, headline(view)[1])
    structure = read_structure(view, places, cards)
    own = own_product(
        view,
        told_by(nodes, "json-ld", view.country),
        told_by(items, "microdata", view.country),
        told_by_head(view.head, view.country),
        [*goods_in([value for value in values if not value.heard], view.country), *goods_heard(values, view.country)],
        structure,
    )
    everything = visible_text(view.dom, view.zones, without=Zone.HIDDEN)
    shop = read_shop(view.dom, everything, view.url, [*nodes, *items])
    return _Material(
        nodes=nodes,
        warnings=warnings,
        places=places,
        cards=cards,
        structure=structure,
        own=own,
        pictures=pictures_in([value for value in values if not value.heard]),
        shop=shop,
    )


def _page(view: View, found: _Material) -> Page:
    title = page_title(view)
    entries = entries_of(view)
    rows = frozenset(
        index for start in (*(card.index for card in found.cards), *entries) for index in range(start, min(view.dom.elements[start].end, start + 500))
    )
    full = drawn(visible_text(view.dom, view.zones))
    signs = ad_signs(view, found.nodes, found.structure.headline, full, rows)
    kind = kind_of(
        view,
        Evidence(
            own=found.own,
            structure=found.structure,
            signs=signs,
            cards=len(found.cards),
            own_cards=sum(not card.related for card in found.cards),
            entries=len(entries),
            shop=found.shop,
            title=title,
        ),
    )
    alone = kind in ("product", "advertisement")
    text = drawn(visible_text(view.dom, view.zones, without=FURNITURE | Zone.RELATED | Zone.REVIEWS)) if alone else full
    listings, warnings = _listings(view, found, kind)
    if kind == "product" and listings:
        listings = (replace(listings[0], sales=sales_of(text)), *listings[1:])
    advert = None
    if kind == "advertisement":
        goods = listings[0].goods if listings else goods_words(view, found.structure.told.title, attributes_of(view), breadcrumbs(found.nodes), "")
        advert = read_advert(view, signs, found.structure.told.title or title, text, found.shop.operator if found.shop else "", goods, rows)
    shows_price = any(listing.price for listing in listings)
    if len(text) < 60 and kind == "product" and listings:
        text = "\n".join(part for part in (listings[0].title, listings[0].description, text) if part)
    if len(text) < 60 and kind == "list":  # rows that only the page's data holds
        text = "\n".join(part for row in listings for part in (row.title, row.price) if part)
    return Page(
        url=view.url,
        kind=kind,
        title=title,
        text=text,
        shop=found.shop,
        listings=listings,
        advertisement=advert,
        links=links_of(view.dom, view.url, view.link),
        needs_browser=needs_browser(view, text, goods=bool(listings), shows_price=shows_price),
        warnings=(*found.warnings, *warnings, *(("html: deeper or longer than is read",) if view.dom.cut else ())),
    )


def _listings(view: View, found: _Material, kind: str) -> tuple[tuple[PageListing, ...], tuple[str, ...]]:
    """Return (the own product first where the page has one, then the rows; warnings)."""
    rows = rows_from_cards(view, found.cards)
    if len(rows) < 2 or kind == "list":
        known = {row.url for row in rows if row.url} | {row.title for row in rows}
        rows += [row for row in rows_from_told(view, list(found.own.others)) if row.url not in known and row.title not in known]
    if kind == "product" or (kind == "advertisement" and any(item.price for item in found.own.told)):
        own, warnings = _own_listing(view, found)
        return (own, *[row for row in rows[:_MOST_ROWS] if row.url != own.url]), warnings
    return (tuple(rows[:_MOST_ROWS]) if kind != "advertisement" else ()), ()


def _own_listing(view: View, found: _Material) -> tuple[PageListing, tuple[str, ...]]:
    attributes = attributes_of(view)
    category = next((item.goods for item in found.own.told if item.goods), "")
    images = gallery(view, found.structure.headline)
    base = media_base(view) if found.pictures else ""
    named = tuple(url for url in (view.link(base + image if base and not image.startswith(("/", "http")) else image) for image in found.pictures) if url)
    return merge(
        view,
        found.own,
        found.places,
        {
            "attributes": attributes,
            "goods": goods_words(view, found.structure.told.title, attributes, breadcrumbs(found.nodes), category),
            "images": named or images,
            "images_from": "state" if named else "structure",
            "seller": seller_of(view) or _shop_name(found) or site_name(view),
        },
    )


def _shop_name(found: _Material) -> str:
    """Return the shop's name, unless it is a piece of the product's own title ("Cup - White" is sold by no White)."""
    name = found.shop.name if found.shop else ""
    return "" if name and name.lower() in found.structure.told.title.lower() else name
