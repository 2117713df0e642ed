"""Structured data about products: JSON-LD (broken JSON and @graph too) as what it tells. Microdata and OpenGraph stand in files beside it."""

from __future__ import annotations

import re
from typing import Any

from crawlers.extract.dom import Dom
from crawlers.extract.literals import NotALiteral, read_json
from crawlers.extract.offers import items, read_offers, words
from crawlers.extract.told import Told

MOST_NODES = 20_000
LONGEST = 2_000_000  # characters of one block
_PRODUCT = re.compile(
    r"(?:^|[/#:])(?:product\w*|individualproduct|someproducts|productgroup|vehicle|car|motorcycle|book|softwareapplication|mobileapplication)$", re.IGNORECASE
)
_NO_GOODS = re.compile(
    r"(?:offer|aggregateoffer|organization|store|localbusiness|website|webpage|person|brand|rating|review|itemlist|offercatalog|breadcrumblist)$", re.IGNORECASE
)


def json_ld(dom: Dom) -> tuple[list[dict[str, Any]], list[str]]:
    """Return (all JSON-LD objects of the page, flat and in order; warnings for blocks that could not be read)."""
    blocks = [text for element, text in dom.scripts if "ld+json" in element.get("type").lower()]
    found: list[dict[str, Any]] = []
    warnings: list[str] = []
    for number, text in enumerate(blocks[:200], 1):
        try:
            found += _objects(read_json(text[:LONGEST]))
        except NotALiteral as exc:
            if text.strip():
                warnings.append(f"json-ld: block {number} cannot be read ({exc})")
    return found, warnings


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return every object in the value that has a type, outermost first; offers and what hangs on them stay inside their product."""
    found: list[dict[str, Any]] = []
    waiting = [value]
    seen = 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            if node.get("@type") or node.get("offers"):
                found.append(node)
            waiting.extend(
                node[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "about", "hasPart")
                if isinstance(node.get(key), dict | list)
            )
    return found


def kinds(node: dict[str, Any]) -> tuple[str, ...]:
    """Return the types of an object, without their vocabulary's address."""
    return tuple(str(kind).rpartition("/")[2].rpartition(":")[2] for kind in items(node.get("@type"))[:10])


def is_product(node: dict[str, Any]) -> bool:
    """Return whether the object is something that is sold."""
    names = kinds(node)
    if any(_PRODUCT.search(name) for name in names):
        return True
    return bool(node.get("offers")) and bool(words(node.get("name"))) and not any(_NO_GOODS.search(name) for name in names)


def told_by(nodes: list[dict[str, Any]], source: str, country: str) -> list[Told]:
    """Return what the product objects tell, in order."""
    return [_told(node, source, country) for node in nodes if is_product(node)]


def _told(node: dict[str, Any], source: str, country: str) -> Told:
    offers = node.get("offers")
    if not offers:
        offers = [variant.get("offers") for variant in items(node.get("hasVariant"))[:100] if isinstance(variant, dict)]
    if not offers and (node.get("price") or node.get("lowPrice")):
        offers = node
    offered = read_offers(offers, country)
    return Told(
        source=source,
        title=words(node.get("name")) or words(node.get("title")),
        price=offered.price,
        price_max=offered.price_max,
        currency=offered.currency,
        list_price=offered.list_price,
        images=tuple(dict.fromkeys(image for image in map(_image, items(node.get("image"))[:60]) if image)),
        seller=offered.seller,
        availability=offered.availability,
        url=words(node.get("url")) or (str(node.get("@id") or "") if str(node.get("@id") or "").startswith("http") else ""),
        goods=words(node.get("category")),
        description=words(node.get("description"))[:5_000],
        attributes=_attributes(node),
        sure=bool(offered.price),
    )


def _image(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("contentUrl") or value.get("url") or value.get("@id")
    return value.strip() if isinstance(value, str) else ""


def _attributes(node: dict[str, Any]) -> dict[str, str]:
    found = {name: words(node.get(key)) for name, key in (("brand", "brand"), ("sku", "sku"), ("model", "model"), ("manufacturer", "manufacturer"))}
    for item in items(node.get("additionalProperty"))[:60]:
        if isinstance(item, dict) and words(item.get("name")):
            found.setdefault(words(item["name"])[:40], words(item.get("value"))[:200])
    return {name: value for name, value in found.items() if value}


def breadcrumbs(nodes: list[dict[str, Any]]) -> list[str]:
    """Return the names of the first BreadcrumbList, outermost first."""
    for node in nodes:
        if "BreadcrumbList" in kinds(node):
            steps = [step for step in items(node.get("itemListElement"))[:20] if isinstance(step, dict)]
            return [name for name in (words(step.get("name")) or words(step.get("item")) for step in steps) if name]
    return []
