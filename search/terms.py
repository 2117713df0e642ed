"""The text fields of the index: what is found in which scope, as terms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from search.analysis import pair_terms
from search.base import Doc
from search.sounds import sound_terms

TEXT_FIELDS = ("pairs", "title", "names", "pictures", "sounds")


def text_terms(doc: Doc) -> dict[str, str]:
    """Return the terms of each text field that has any, divided by blanks."""
    found = {
        "pairs": pair_terms(_everything(doc)),
        "title": pair_terms((doc.title,)),
        "pictures": pair_terms(line.text for picture in doc.pictures for line in picture.lines),
        **_names(doc.shop_name, doc.operator_name),
    }
    return {name: terms for name, terms in found.items() if terms}


def _everything(doc: Doc) -> Iterator[str]:
    yield from (doc.title, doc.text, doc.shop_name, doc.operator_name)
    for values in doc.identifiers.values():
        yield from values
    for picture in doc.pictures:
        yield from (line.text for line in picture.lines)


@lru_cache(maxsize=4096)  # the documents of one shop carry the same names
def _names(shop: str, operator: str) -> dict[str, str]:
    return {"names": pair_terms((shop, operator)), "sounds": sound_terms(shop, operator)}
