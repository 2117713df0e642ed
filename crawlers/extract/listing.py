"""Merge what the sources tell of the page's own product, in order of trust: JSON-LD, microdata, OpenGraph, embedded state, structure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from core.records import PageListing
from crawlers.extract.price_places import Place
from crawlers.extract.structure import CONVINCING, Structure
from crawlers.extract.sureness import sureness
from crawlers.extract.titles import headline, words_of
from crawlers.extract.told import Told
from crawlers.extract.view import View

_DATA = ("state", "xhr")  # what programs keep for programs: amounts may be in cents
_COUNTRY_CURRENCY = {"cn": "CNY", "jp": "JPY", "tw": "TWD", "hk": "HKD", "uk": "GBP", "us": "USD"}
_FIELDS = ("title", "price", "price_max", "currency", "list_price", "images", "seller", "availability", "url", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The page's own product as each source tells it, most trusted first; `others`: other goods that the data names."""

    told: tuple[Told, ...]
    others: tuple[Told, ...]


def own_product(view: View, json_ld: list[Told], microdata: list[Told], head: Told | None, state: list[Told], structure: Structure) -> Own:
    """Return what each source tells of the product that this page is about; nothing from a source that only lists other goods."""
    found: list[Told] = []
    others: list[Told] = []
    for told in (json_ld, microdata):
        own = _pick(view, told)
        found += [own] if own else []
        others += [item for item in told if item is not own and not (own and item.title == own.title)]
    if head is not None:
        found.append(head)
    own = _pick_state(view, state)
    found += [own] if own else []
    others += [item for item in state if item is not own and item.title and not (own and same_product(item.title, own.title))]
    if structure.told.price or found:
        found.append(structure.told)
    return Own(told=tuple(_in_one_unit(found, structure)), others=tuple(others))


def same_product(title: str, name: str) -> bool:
    """Return whether a product's title and a name on the page mean the same product: most words of both, or a long title inside the name."""
    told, named = words_of(title), words_of(name)
    if not told or not named:
        return False
    common = len(told & named)
    if told == named:
        return True
    return (common >= 0.8 * len(told) and len(told) >= 3) or (common >= 0.6 * len(told) and common >= 0.6 * len(named) and common > 1)


def _names(view: View) -> list[str]:
    return [name for name in (headline(view)[0], view.head.first("og:title", "twitter:title"), view.head.title) if name]


def _pick(view: View, told: list[Told]) -> Told | None:
    """Return the page's own product among those that structured data describes: named like the page, or at this address, or the only one."""
    named = [item for item in told if item.title]
    names = _names(view)
    here = {view.link(view.url), view.link(view.head.canonical or view.url)}
    scored = []
    for place, item in enumerate(named):
        score = 2.0 * any(same_product(item.title, name) for name in names) + 1.0 * (bool(item.url) and view.link(item.url) in here) + 0.5 * bool(item.price)
        scored.append((score, -place, item))
    best = max(scored, default=None, key=lambda entry: entry[:2])
    if best is None:
        return None
    alone = len({item.title for item in named}) == 1
    return best[2] if best[0] >= 1.0 or alone else None


def _pick_state(view: View, told: list[Told]) -> Told | None:
    """Return the own product in embedded state: named like the page; else the one object called product or goods; else a lone list of variants."""
    names = _names(view)
    named = [item for item in told if item.title and any(same_product(item.title, name) for name in names)]
    if named:
        return max(named, key=lambda item: (bool(item.images), bool(item.list_price or item.price_max), len(item.amounts)))
    sure = [item for item in told if item.title and item.sure]
    if len({item.title for item in sure}) == 1 and headline(view)[1] < 0:
        return sure[0]
    variants = [item for item in told if not item.title]
    return variants[0] if len({(item.price, item.price_max) for item in variants}) == 1 else None


def _in_one_unit(found: list[Told], structure: Structure) -> list[Told]:
    """Return the sources with state prices in whole units: shops keep cents (分), which the visible or another price gives away.

    Where the state holds the very price that the page convincingly shows under another key, the visible one is right about which it is.
    """
    known = [Decimal(item.price) for item in found if item.source not in _DATA and item.price]
    return [_whole_units(item, known, structure) if item.source in _DATA and item.price else item for item in found]


def _whole_units(item: Told, known: list[Decimal], structure: Structure) -> Told:
    if any(Decimal(item.price) == 100 * price for price in known):
        item = replace(item, price=_cents(item.price), price_max=_cents(item.price_max), list_price=_cents(item.list_price))
    shown = structure.told.price
    if shown and structure.score >= CONVINCING + 3 and Decimal(shown) != Decimal(item.price) and shown in item.amounts:
        return replace(item, price=shown, price_max="", list_price="")
    return item


def _cents(amount: str) -> str:
    return format(Decimal(amount) / 100, ".2f") if amount else ""


def merge(view: View, own: Own, places: list[Place], extra: dict[str, Any]) -> tuple[PageListing, tuple[str, ...]]:
    """Return (the page's own product, warnings where two sources disagree). `extra`: goods, attributes, images and seller read elsewhere."""
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for name in _FIELDS:
        teller = next((item for item in own.told if getattr(item, name)), None)
        if teller is not None:
            values[name], sources[name] = getattr(teller, name), teller.source
    shown = next((item.title for item in own.told if item.source == "structure"), "")
    if sources.get("title") == "opengraph" and shown and headline(view)[1] >= 0 and same_product(shown, values["title"]):
        values["title"], sources["title"] = shown, "structure"  # what is written to be shared adds "40 % off"
    for name in ("price_max", "currency"):  # a range belongs to the price beside it
        teller = next((item for item in own.told if item.source == sources.get("price")), None)
        if teller is not None and (name == "price_max" or getattr(teller, name)):
            values[name], sources[name] = getattr(teller, name), teller.source
    _fill(view, values, sources, places, extra)
    if not _above(values.get("list_price", ""), values.get("price", "")):
        values.pop("list_price", None)
    kept = {name: value for name, value in values.items() if value}
    kept["attributes"] = {**extra["attributes"], **{name: value for item in own.told for name, value in item.attributes.items() if value}}
    kept["url"] = view.link(kept.get("url", "")) or view.url
    said_by = {name: source for name, source in sources.items() if kept.get(name)}
    listing = PageListing(**{"title": "", **kept}, goods=extra["goods"], sources=said_by, sure=sureness(kept, said_by, own.told))
    return listing, _disagreements(own.told)


def _fill(view: View, values: dict[str, Any], sources: dict[str, str], places: list[Place], extra: dict[str, Any]) -> None:
    """Complete in place what no source tells of itself: the currency that the page writes, gallery, seller."""
    if values.get("price") and not values.get("currency"):
        signs = Counter(price.currency for place in places for price in place.prices if price.signed and price.currency)
        values["currency"] = signs.most_common(1)[0][0] if signs else _COUNTRY_CURRENCY.get(view.country, "")
        sources["currency"] = "structure"
    images = dict.fromkeys(url for url in (view.link(image) for image in values.get("images", ())) if url)
    if len(images) < 2:
        gallery = extra["images"]
        images.update(dict.fromkeys(gallery))
        if gallery and not values.get("images"):
            sources["images"] = extra["images_from"]
    values["images"] = tuple(images)
    if not values.get("seller") and extra["seller"]:
        values["seller"], sources["seller"] = extra["seller"], "structure"


def _above(amount: str, other: str) -> bool:
    return bool(amount) and bool(other) and Decimal(amount) > Decimal(other)


def _disagreements(told: tuple[Told, ...]) -> tuple[str, ...]:
    """Return a sentence for each source whose price lies outside what the most trusted one says."""
    priced = [item for item in told if item.price and (item.source != "structure" or item.sure)]
    if not priced:
        return ()
    first = priced[0]
    low, high = Decimal(first.price), Decimal(first.price_max or first.price)
    return tuple(f"price: {first.source} says {first.price}, {item.source} says {item.price}" for item in priced[1:] if not low <= Decimal(item.price) <= high)
