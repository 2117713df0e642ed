"""The text fields of the index: what is found in which scope, as terms."""

from __future__ import annotations

from functools import lru_cache

from search.analysis import TERM, cut, joined_forms
from search.base import Doc
from search.sounds import sound_forms

TEXT_FIELDS = ("pairs", "title", "names", "pictures")
"""`names` holds names as they are written and as they sound."""


def text_terms(doc: Doc) -> dict[str, str]:
    """Return the terms of each text field that has any, divided by blanks."""
    title = joined_forms((doc.title,))
    names, sounding = _names(doc.shop_name, doc.operator_name)
    identifiers = "".join(_forms(value) for values in doc.identifiers.values() for value in values)
    pictures = joined_forms(line.text for picture in doc.pictures for line in picture.lines)
    # cut as one text; what is found in one part alone is then a piece of the whole
    everything = cut(f"{title}{joined_forms((doc.text,))}{names}{identifiers}{pictures}")
    found = {"pairs": everything, "title": everything[: _length(title)], "names": sounding, "pictures": everything[-_length(pictures) :] if pictures else ""}
    return {name: terms for name, terms in found.items() if terms}


def _length(joined: str) -> int:
    """Return how long the terms of a joined text are."""
    return max(0, TERM * (len(joined) - 1) - 1)


@lru_cache(maxsize=4096)  # the documents of one shop carry the same numbers
def _forms(value: str) -> str:
    return joined_forms((value,))


@lru_cache(maxsize=4096)  # and the same names
def _names(shop: str, operator: str) -> tuple[str, str]:
    """Return names as written, joined, and the terms of these with those of their sounds."""
    written = joined_forms((shop, operator))
    return written, cut(written + sound_forms(shop, operator))
