"""Microdata (itemscope, itemprop) as objects of the same shape as JSON-LD; schema.org and the older data-vocabulary.org."""

from __future__ import annotations

from typing import Any

from crawlers.extract.dom import Dom, Element
from crawlers.extract.zones import Zone

_MOST = 5_000
_ADDRESSES = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "source": "src",
    "embed": "src",
    "iframe": "src",
    "object": "data",
    "time": "datetime",
    "meter": "value",
    "data": "value",
}
_OLD_NAMES = {"offerDetails": "offers", "currency": "priceCurrency"}


def microdata(dom: Dom, zones: list[int]) -> list[dict[str, Any]]:
    """Return the outermost items in order. What stands among related goods is left out; a property outside any item is none of a product."""
    if dom.attributes.isdisjoint(("itemscope", "itemprop", "itemtype")):
        return []
    owners: dict[int, dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    marked = [element for element in dom.elements if "itemscope" in element.attrs or "itemprop" in element.attrs or "itemtype" in element.attrs]
    for element in marked[:_MOST]:
        owner = _owner(dom, element, owners)
        value: Any
        if "itemscope" in element.attrs or element.get("itemtype"):
            value = {"@type": element.get("itemtype").strip().rpartition("/")[2]}
            if element.get("itemid"):
                value["@id"] = element.get("itemid")
            owners[element.index] = value
            if not element.get("itemprop") or owner is None:
                value["@related"] = bool(zones[element.index] & Zone.RELATED)
                found.append(value)
        else:
            value = _value(dom, element, zones)
        if owner is not None:
            for name in element.get("itemprop").split()[:5]:
                _add(owner, _OLD_NAMES.get(name, name), value)
    return [item for item in found if not item.get("@related")]


def _owner(dom: Dom, element: Element, owners: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    index = element.parent
    while index >= 0:
        if index in owners:
            return owners[index]
        index = dom.elements[index].parent
    return None


def _value(dom: Dom, element: Element, zones: list[int]) -> str:
    """Return what a property holds: its content attribute, an address, or its text without what is struck out in it."""
    if "content" in element.attrs:
        return element.get("content").strip()
    name = _ADDRESSES.get(element.tag)
    if name:
        return (element.get(name) or element.get("data-src")).strip()
    texts = dom.inside(element.index)
    kept = [text.text for text in texts if not zones[text.parent] & (Zone.STRUCK | Zone.HIDDEN)] or [text.text for text in texts]
    return " ".join(" ".join(kept).split())[:5_000]


def _add(owner: dict[str, Any], name: str, value: Any) -> None:
    if name not in owner:
        owner[name] = value
    elif isinstance(owner[name], list):
        owner[name].append(value)
    elif name != "price":  # a second price of the same offer is a note beside the first
        owner[name] = [owner[name], value]
