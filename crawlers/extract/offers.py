"""schema.org offers to a price: one offer, several variants, AggregateOffer, price specifications; for JSON-LD and microdata alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from typing import Any

from crawlers.extract.availability import availability_of
from crawlers.extract.currency import currency_of
from crawlers.extract.prices import amount_of, read_prices

_MOST = 300  # offers of one product that are looked at
_TAGS = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>")
_LIST_TYPES = ("ListPrice", "StrikethroughPrice", "MSRP", "SRP", "RegularPrice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Price facts of all offers of one product."""

    price: str = ""
    price_max: str = ""
    currency: str = ""
    list_price: str = ""
    availability: str = ""
    seller: str = ""


def items(value: Any) -> list[Any]:
    """Return the value as a list; None is an empty one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def words(value: Any) -> str:
    """Return the text of a value: itself, or the name of an object, or the first of a list."""
    if isinstance(value, list):
        return next((said for said in map(words, value[:20]) if said), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("value") or ""
        return words(value) if not isinstance(value, dict) else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if "&" in text or "<" in text:
        text = _TAGS.sub(" ", unescape(text))
    return " ".join(text.split())


def read_offers(value: Any, country: str = "") -> Offered:
    """Return what the offers say together: the lowest price, the highest where it differs."""
    offers = [offer for offer in _flat(value) if isinstance(offer, dict)]
    currency = next((code for code in (currency_of(words(_first(offer, "priceCurrency")), country) for offer in offers) if code), "")
    read = [_amounts(offer, currency, country) for offer in offers]
    prices = [amount for low, high, _ in read for amount in (low, high) if amount]
    lists = [was for _, _, was in read if was]
    lowest = min(prices, key=Decimal, default="")
    highest = max(prices, key=Decimal, default="")
    was = max(lists, key=Decimal, default="")
    states = [state for state in (availability_of(words(offer.get("availability"))) for offer in offers) if state]
    return Offered(
        price=lowest,
        price_max=highest if lowest and Decimal(highest) != Decimal(lowest) else "",
        currency=currency or next((code for offer in offers for code in [_signed_currency(offer, country)] if code), ""),
        list_price=was if was and lowest and Decimal(was) > Decimal(lowest) else "",
        availability="InStock" if "InStock" in states else states[0] if states else "",
        seller=next((name for name in (words(offer.get("seller") or offer.get("offeredBy")) for offer in offers) if name), ""),
    )


def _flat(value: Any) -> list[Any]:
    found: list[Any] = []
    waiting = list(reversed(items(value)))
    while waiting and len(found) < _MOST:
        offer = waiting.pop()
        found.append(offer)
        if isinstance(offer, dict) and offer.get("offers") is not None:
            waiting.extend(reversed(items(offer["offers"])[:_MOST]))
    return found


def _first(offer: dict[str, Any], name: str) -> Any:
    if offer.get(name):
        return offer[name]
    return next((spec[name] for spec in items(offer.get("priceSpecification")) if isinstance(spec, dict) and spec.get(name)), None)


def _amounts(offer: dict[str, Any], currency: str, country: str) -> tuple[str, str, str]:
    """Return (lowest, highest, list price) of one offer."""
    low = money(offer.get("lowPrice"), currency, country) or money(offer.get("price"), currency, country)
    high = money(offer.get("highPrice"), currency, country)
    was = ""
    for spec in items(offer.get("priceSpecification"))[:20]:
        if not isinstance(spec, dict):
            continue
        amount = money(spec.get("price") or spec.get("minPrice"), currency, country)
        if any(name in str(spec.get("priceType", "")) for name in _LIST_TYPES):
            was = amount
        elif "UnitPrice" not in str(spec.get("@type", "")):
            low = low or amount
    ranges = read_prices(str(offer.get("price", "")), country) if not high and isinstance(offer.get("price"), str) else ()
    if len(ranges) == 1 and ranges[0].highest:
        high = ranges[0].highest
    return low, high, was


def money(value: Any, currency: str, country: str) -> str:
    """Return the amount of a machine-readable or a written price."""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("price")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        plain = amount_of(value, currency)
        if plain:
            return plain
        found = [price for price in read_prices(value, country) if price.role != "other"]
        return found[0].amount if found else ""
    return amount_of(value, currency) if isinstance(value, int | float) else ""


def _signed_currency(offer: dict[str, Any], country: str) -> str:
    found = read_prices(str(offer.get("price") or offer.get("lowPrice") or ""), country)
    return next((price.currency for price in found if price.signed), "")
