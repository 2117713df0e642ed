"""Where a query's words stand in a document: found in every form of each text, shown as the page's own characters, with boxes on pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.text import Normal
from search.analysis import views
from search.base import Doc, Mark, PictureLine, Query
from search.identifiers import compact
from search.needles import Needle
from search.sounds import sounding

AROUND = 24  # characters before and after a mark
MOST = 5  # places of one word in one text
_FIELDS_OF_SCOPE = {"title": ("title",), "names": ("shop_name", "operator_name"), "pictures": ("picture",)}


@dataclass(frozen=True, slots=True)
class Place:
    """One text of a document."""

    field: str
    text: str
    item: int = 0
    picture: str = ""
    line: PictureLine | None = None


@lru_cache(maxsize=512)
def _views(text: str) -> tuple[Normal, ...]:
    return views(text)


def marks_of(doc: Doc, asked: tuple[Needle, ...], query: Query) -> tuple[Mark, ...]:
    """Return the first places of each word in each text of the document, in reading order; at least one of each word that was found."""
    wanted = _FIELDS_OF_SCOPE.get(query.scope, ())
    found = [mark for place in _places(doc) if not wanted or place.field in wanted for mark in _in_text(place, asked)]
    if query.identifiers:
        found += [mark for mark in _carried(doc, query) if mark not in found]
    return tuple(found)


def _places(doc: Doc) -> Iterator[Place]:
    yield Place("title", doc.title)
    yield Place("text", doc.text)
    yield Place("shop_name", doc.shop_name)
    yield Place("operator_name", doc.operator_name)
    for kind, values in doc.identifiers.items():
        for number, value in enumerate(values):
            yield Place(kind, value, number)
    for picture in doc.pictures:
        for number, line in enumerate(picture.lines):
            yield Place("picture", line.text, number, picture.key, line)


def _in_text(place: Place, asked: tuple[Needle, ...]) -> list[Mark]:
    spans: dict[tuple[int, int], bool] = {}
    for needle in asked if place.text else ():
        for (start, end), masked in _spans(place, needle):
            spans[start, end] = spans.get((start, end), True) and masked
    return [_mark(place, start, end, masked) for (start, end), masked in sorted(spans.items())]


def _spans(place: Place, needle: Needle) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield where the needle stands, at most MOST places, and whether only under a disguise."""
    left = MOST
    for number, view in enumerate(_views(place.text)):
        for form in needle.forms:
            for start, end in _finds(view.text, form):
                if left:
                    left -= 1
                    yield view.span(start, end), number > 0 and not any(map(str.isdigit, form))
    if left == MOST and needle.sound and place.field in ("shop_name", "operator_name"):
        for span in sounding(place.text, needle.sound):
            yield span, False


def _finds(text: str, form: str) -> Iterator[tuple[int, int]]:
    if " " in form:  # any blanks of the page stand for the one that was typed
        for match in re.finditer(r"\s+".join(map(re.escape, form.split())), text):
            yield match.span()
        return
    at = text.find(form)
    while at >= 0:
        yield at, at + len(form)
        at = text.find(form, at + len(form))


def _carried(doc: Doc, query: Query) -> Iterator[Mark]:
    """Yield the identifiers that were asked for, each marked as a whole."""
    for kind, values in doc.identifiers.items():
        asked = [value for name in (kind, "") for value in query.identifiers.get(name, ())]
        exact, patterns = {compact(value) for value in asked}, [_wildcards(value) for value in asked]
        for number, value in enumerate(values):
            key = compact(value)
            if key in exact or any(pattern.fullmatch(key) for pattern in patterns):
                yield _mark(Place(kind, value, number), 0, len(value), False)


def _wildcards(value: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(part) or re.escape(compact(part)) for part in value), re.DOTALL)


def _mark(place: Place, start: int, end: int, masked: bool) -> Mark:
    text = place.text
    return Mark(
        field=place.field,
        start=start,
        end=end,
        text=text[start:end],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
        item=place.item,
        masked=masked,
        picture=place.picture,
        box=_box(place.line, start, end) if place.line else None,
    )


def _box(line: PictureLine, start: int, end: int) -> tuple[float, float, float, float]:
    """Return the word's share of its line's box; a line that is higher than wide is read downwards."""
    left, top, right, bottom = line.box
    length = len(line.text)
    if bottom - top > right - left:
        step = (bottom - top) / length
        return left, top + start * step, right, top + end * step
    step = (right - left) / length
    return left + start * step, top, left + end * step, bottom
