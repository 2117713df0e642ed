"""The shop as structured data tell it: schema.org Organization, Store and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_SHOP = re.compile(r"(?:Store|Shop|LocalBusiness|Pharmacy|Restaurant)$")
_ORGANISATION = re.compile(r"(?:Organization|Corporation|OnlineBusiness)$")
_PARTS = ("addressRegion", "addressLocality", "streetAddress")
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What structured data say of the one who sells."""

    name: str = ""
    legal_name: str = ""
    contacts: tuple[str, ...] = ()
    address: str = ""


def read_organisation(structured: Sequence[Mapping[str, object]]) -> Organisation:
    """Return what the objects say of the shop; a Store outranks an Organization. Objects of other types are passed over."""
    for pattern in (_SHOP, _ORGANISATION):
        for item in structured[:_MOST]:
            if any(pattern.search(kind) for kind in _kinds(item)):
                found = _read(item)
                if found != Organisation():
                    return found
    return Organisation()


def _kinds(item: Mapping[str, object]) -> list[str]:
    kind = item.get("@type", item.get("type"))
    return [value.rpartition("/")[2] for value in (kind if isinstance(kind, list) else [kind]) if isinstance(value, str)]


def _read(item: Mapping[str, object]) -> Organisation:
    contacts = [_words(source.get(key)) for source in (item, *_inside(item.get("contactPoint"))) for key in ("telephone", "email")]
    return Organisation(
        name=_words(item.get("name")),
        legal_name=_words(item.get("legalName")),
        contacts=tuple(dict.fromkeys(value.removeprefix("mailto:") for value in contacts if value)),
        address=_address(item.get("address")),
    )


def _inside(value: object) -> Iterator[Mapping[str, object]]:
    for item in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(item, Mapping):
            yield item


def _words(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(value.split())[:200] if isinstance(value, str) else ""


def _address(value: object) -> str:
    if isinstance(value, str):
        return _words(value)
    return next(("".join(_words(item.get(part)) for part in _PARTS) for item in _inside(value)), "")
