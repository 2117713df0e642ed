"""The text fields of the index: what is found in which scope, as terms."""

from __future__ import annotations

from functools import lru_cache

from search.analysis import END, pair_terms
from search.base import Doc
from search.sounds import sound_terms

TEXT_FIELDS = ("pairs", "title", "names", "pictures")
"""`names` holds names as they are written and as they sound."""


def text_terms(doc: Doc) -> dict[str, str]:
    """Return the terms of each text field that has any, divided by blanks."""
    title = pair_terms((doc.title,))
    names, sounding = _names(doc.shop_name, doc.operator_name)
    pictures = pair_terms(line.text for picture in doc.pictures for line in picture.lines)
    identifiers = pair_terms(value for values in doc.identifiers.values() for value in values)
    # each text is cut once; two ENDs stand between the parts, so that no phrase spans two
    everything = f" {END}{END} ".join(filter(None, (title, pair_terms((doc.text,)), names, identifiers, pictures)))
    found = {"pairs": everything, "title": title, "names": sounding, "pictures": pictures}
    return {name: terms for name, terms in found.items() if terms}


@lru_cache(maxsize=4096)  # the documents of one shop carry the same names
def _names(shop: str, operator: str) -> tuple[str, str]:
    """Return the terms of names as written, and these with those of their sounds."""
    written = pair_terms((shop, operator))
    sounds = sound_terms(shop, operator)
    return written, f"{written} {END}{END} {sounds}" if sounds else written
