"""Find goods in embedded values: objects with a title and a price, and lists of variants with prices alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from crawlers.extract import state_keys as keys
from crawlers.extract.availability import availability_of
from crawlers.extract.currency import currency_of
from crawlers.extract.offers import money, words
from crawlers.extract.state import Embedded
from crawlers.extract.told import Told

MOST_NODES = 40_000
_MOST_GOODS = 400
_IMAGE_INNER = ("url", "src", "img", "image", "original", "large", "big", "path", "pic", "imgurl", "picurl", "imageurl", "href")

Fields = dict[str, Any]


def goods_in(values: list[Embedded], country: str) -> list[Told]:
    """Return the goods of all values in order. A list of variants without a title tells prices alone (title "")."""
    found: list[Told] = []
    left = MOST_NODES
    for value in values:
        waiting: list[tuple[Any, str]] = [(value.value, value.name)]
        while waiting and left > 0 and len(found) < _MOST_GOODS:
            node, name = waiting.pop()
            left -= 1
            told = _goods(node, name, country)
            if told is not None:
                found.append(told)
            if isinstance(node, dict) and (told is None or not told.title):
                waiting.extend((inner, key) for key, inner in reversed(node.items()) if isinstance(inner, dict | list))
            elif isinstance(node, dict):
                # variants belong to the product that holds them; other goods inside it do not
                waiting.extend((inner, key) for key, inner in reversed(node.items()) if isinstance(inner, dict | list) and keys.plain(key) not in keys.VARIANTS)
            elif isinstance(node, list) and told is None:
                waiting.extend((inner, name) for inner in reversed(node))
    return found


def goods_heard(values: list[Embedded], country: str) -> list[Told]:
    """Return the goods of answers that speak of one product; what answers list, the page shows as rows, or not at all."""
    found = [_alone(goods_in([value], country)) for value in values if value.heard]
    return [replace(item, source="xhr") for items in found for item in items]


def _alone(items: list[Told]) -> list[Told]:
    """Return the one product among the goods of an answer: the only one that is called so, else the only one at all; without one nothing."""
    titled = [item for item in items if item.title]
    called = [item for item in titled if item.sure]
    own = called if len({item.title for item in called}) == 1 else titled
    return own if len({item.title for item in own}) == 1 else []


def pictures_in(values: list[Embedded]) -> list[str]:
    """Return the pictures of blocks that are nothing but pictures (a gallery's own block)."""
    found: list[str] = []
    for value in values:
        if isinstance(value.value, list) and keys.OWN_NAMES.search(value.name) is None:
            found += [image for image in map(_image, value.value[:60]) if image]
    return found


def _goods(node: Any, name: str, country: str) -> Told | None:
    if isinstance(node, list):
        return _variants(node, name, country)
    if not isinstance(node, dict) or not 2 <= len(node) <= 400:
        return None
    named = " ".join(map(str, node))
    if not ("rice" in named or "RICE" in named or "价" in named or keys.plain(name) in _VARIANTS or _holds_variants(node)):
        return None
    fields = {keys.plain(str(key)): value for key, value in node.items()}
    title = next((said for said in (_title(fields.get(key)) for key in keys.TITLES) if said), "")
    if not title:
        return _variants([value for value in node.values() if isinstance(value, dict)], name, country) if keys.plain(name) in keys.VARIANTS else None
    currency = currency_of(words(_first(fields, keys.CURRENCIES)), country)
    now, highest, was, amounts = _prices(fields, currency, country)
    if not now:
        return None
    return Told(
        source="state",
        title=title[:300],
        price=now,
        price_max=highest,
        currency=currency or _currency_inside(fields, country),
        list_price=was,
        images=_images(fields),
        seller=words(_first(fields, tuple(key for key in keys.SELLERS if words(fields.get(key)) != title)))[:100],
        availability=_availability(fields),
        url=next((link for link in (words(fields.get(key)) for key in keys.LINKS) if "/" in link), ""),
        goods=words(_first(fields, keys.CATEGORIES))[:100] if not str(_first(fields, keys.CATEGORIES)).isdigit() else "",
        description=next((text for text in (words(fields.get(key)) for key in keys.DESCRIPTIONS) if text), "")[:5_000],
        sure=bool(keys.OWN_NAMES.search(name)) and not keys.MANY_NAMES.search(name),
        amounts=amounts,
    )


def _holds_variants(node: Fields) -> bool:
    return any(isinstance(value, list | dict) and keys.plain(str(key)) in _VARIANTS for key, value in node.items())


def _title(value: Any) -> str:
    text = words(value) if isinstance(value, str) else ""
    return text if len(text) >= 2 and not text.replace(".", "").isdigit() and not text.startswith(("http", "{", "/", "#")) else ""


def _first(fields: Fields, names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), None)


def _prices(fields: Fields, currency: str, country: str) -> tuple[str, str, str, tuple[str, ...]]:
    """Return (price, highest or "", list price or "", every amount under a price key)."""
    read = {name: _amounts(value, currency, country) for name, value in fields.items() if name in _PRICE_KEYS and value not in (None, "", 0, "0")}
    now = next((read[name][0] for name in keys.PRICES if name in read and read[name][0]), "")
    was = [read[name][0] for name in keys.LISTS if name in read and read[name][0]] + [amount for _, _, amount in read.values() if amount]
    for name in keys.EITHER:
        other = read[name][0] if name in read else ""
        if other and now and Decimal(other) < Decimal(now):
            was.append(now)
            now = other
        elif other:
            was.append(other)
    plain = read["price"][0] if "price" in read else ""
    if plain and now and Decimal(plain) > Decimal(now):
        was.append(plain)
    variants = _variant_amounts(fields, currency, country)
    if not now and variants:
        now = min(variants, key=Decimal)
    highest = max(
        [*variants, *(high for _, high, _ in read.values() if high), *(read[name][0] for name in keys.HIGHEST if name in read and read[name][0])],
        key=Decimal,
        default="",
    )
    amounts = tuple(amount for triple in read.values() for amount in triple if amount)
    return now, highest if _above(highest, now) else "", max((amount for amount in was if _above(amount, now)), key=Decimal, default=""), amounts


_VARIANTS = frozenset(keys.VARIANTS)
_PRICE_KEYS = frozenset((*keys.PRICES, *keys.LISTS, *keys.HIGHEST, *keys.EITHER))


def _above(amount: str, other: str) -> bool:
    return bool(amount) and bool(other) and Decimal(amount) > Decimal(other)


def _amounts(value: Any, currency: str, country: str, depth: int = 0) -> tuple[str, str, str]:
    """Return (amount, highest, list price) of a price, which may be an object of its own."""
    if not isinstance(value, dict) or depth > 3:
        return (money(value, currency, country), "", "") if not isinstance(value, dict) else ("", "", "")
    fields = {keys.plain(str(key)): inner for key, inner in value.items()}
    now = next((amount for amount in (_amounts(fields.get(name), currency, country, depth + 1)[0] for name in (*keys.INNER_NOW, *keys.PRICES)) if amount), "")
    if now and fields.get("centamount") and not any(fields.get(name) for name in ("value", "amount", "price")):
        now = format(Decimal(now) / 100, "f")
    was = next((amount for amount in (_amounts(fields.get(name), currency, country, depth + 1)[0] for name in (*keys.INNER_WAS, *keys.LISTS)) if amount), "")
    high = next((amount for amount in (_amounts(fields.get(name), currency, country, depth + 1)[0] for name in (*keys.INNER_MAX, *keys.HIGHEST)) if amount), "")
    return now, high if _above(high, now) else "", was if _above(was, now) else ""


def _currency_inside(fields: Fields, country: str) -> str:
    for name in keys.PRICES:
        inner = fields.get(name)
        if isinstance(inner, dict):
            code = currency_of(words(_first({keys.plain(str(key)): value for key, value in inner.items()}, keys.CURRENCIES)), country)
            if code:
                return code
    return ""


def _variant_amounts(fields: Fields, currency: str, country: str) -> list[str]:
    found: list[str] = []
    for name in _VARIANTS & fields.keys():
        value = fields[name]
        rows = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        for row in rows[:300]:
            if isinstance(row, dict) and name != "options":
                inner = {keys.plain(str(key)): item for key, item in row.items() if keys.plain(str(key)) not in _VARIANTS}
                now = _prices(inner, currency, country)[0]
                found += [now] if now else []
    return found


def _variants(rows: list[Any], name: str, country: str) -> Told | None:
    """Return the prices of a list whose rows are versions of one product: prices, stock and the like, but no title."""
    flat = [{keys.plain(str(key)): value for key, value in row.items()} for row in rows[:300] if isinstance(row, dict)]
    if not flat or len(flat) != len(rows[:300]) or any(_title(row.get(key)) for row in flat for key in keys.TITLES if key != "skuname"):
        return None
    if not any(mark in keys.plain(name) for mark in ("sku", "variant", "spec", "goods", "product", "model", "attr")) and not all(
        "stock" in row or "skuid" in row for row in flat
    ):
        return None
    read = [_prices(row, "", country) for row in flat]
    prices = [now for now, _, _, _ in read if now]
    if not prices:
        return None
    lowest = min(prices, key=Decimal)
    cheapest = next(item for item in read if item[0] == lowest)
    highest = max(prices, key=Decimal)
    return Told(
        source="state",
        price=lowest,
        price_max=highest if _above(highest, lowest) else "",
        currency=next((code for code in (currency_of(words(_first(row, keys.CURRENCIES)), country) for row in flat) if code), ""),
        list_price=cheapest[2],
        availability="InStock" if any(_availability(row) == "InStock" for row in flat) else _availability(flat[0]),
        sure=True,
        amounts=tuple(amount for item in read for amount in item[3]),
    )


def _availability(fields: Fields) -> str:
    for name in keys.STOCKS:
        value = fields.get(name)
        if isinstance(value, dict):
            inner = _availability({keys.plain(str(key)): item for key, item in value.items() if not isinstance(item, dict)})
            if inner:
                return inner
        elif isinstance(value, bool):
            return "InStock" if value else "OutOfStock"
        elif isinstance(value, int | float) or (isinstance(value, str) and value.isdigit()):
            return "InStock" if float(value) > 0 else "OutOfStock"
        elif value and availability_of(value):
            return availability_of(value)
    return ""


def _images(fields: Fields) -> tuple[str, ...]:
    for name in keys.IMAGES:
        value = fields.get(name)
        if isinstance(value, str) and value.count(",") and value.count(".jpg") + value.count(".png") > 1:
            value = value.split(",")
        found = [image for image in map(_image, value[:60] if isinstance(value, list) else [value]) if image]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _image(value: Any) -> str:
    if isinstance(value, dict):
        fields = {keys.plain(str(key)): inner for key, inner in value.items()}
        value = next((fields[name] for name in _IMAGE_INNER if isinstance(fields.get(name), str)), "")
    text = value.strip() if isinstance(value, str) else ""
    return text if ("/" in text or "." in text) and len(text) < 1_000 and " " not in text and not text.startswith("data:") else ""
