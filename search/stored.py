"""A document as the index gives it back: one JSON text, the same in both engines; nothing else of a document is stored."""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import to_json

from core.text import storable
from search.base import Doc, Hit, Picture, PictureLine, Query
from search.highlight import marks_of
from search.needles import Needle


def written(doc: Doc) -> str:
    """Return the document as one JSON text."""
    said: dict[str, Any] = {"id": doc.id, "kind": doc.kind, "url": doc.url, "title": storable(doc.title), "text": storable(doc.text)}
    said |= {"shop_name": storable(doc.shop_name), "operator_name": storable(doc.operator_name)}
    said |= {"price": doc.price, "risk": doc.risk, "confidence": doc.confidence}
    if doc.identifiers:
        said["identifiers"] = {kind: [storable(value) for value in values] for kind, values in doc.identifiers.items() if values}
    if doc.pictures:
        said["pictures"] = [[storable(item.key), [[storable(line.text), *line.box] for line in item.lines]] for item in doc.pictures]
    said["fields"] = dict(doc.fields)
    return to_json(said).decode()


def read(text: str) -> Doc:
    """Return the document of its JSON text."""
    said = json.loads(text)
    said["identifiers"] = {kind: tuple(values) for kind, values in said.get("identifiers", {}).items()}
    said["fields"] = {name: tuple(values) for name, values in said["fields"].items()}
    said["pictures"] = tuple(_picture(*item) for item in said.get("pictures", ()))
    return Doc(**said)


def _picture(key: str, lines: list[list[Any]]) -> Picture:
    return Picture(key=key, lines=tuple(PictureLine(text=text, box=(left, top, right, bottom)) for text, left, top, right, bottom in lines))


def hit_of(doc: Doc, query: Query, asked: tuple[Needle, ...], score: float = 0.0) -> Hit:
    """Return the document as a hit of this query."""
    return Hit(
        id=doc.id,
        kind=doc.kind,
        url=doc.url,
        title=doc.title,
        day=next(iter(doc.fields.get("day", ())), ""),
        shop=next(iter(doc.fields.get("shop", ())), ""),
        shop_name=doc.shop_name,
        operator_name=doc.operator_name,
        text=doc.text if query.body else "",
        identifiers=doc.identifiers if query.body else {},
        pictures=doc.pictures if query.body else (),
        fields=doc.fields,
        price=doc.price,
        risk=doc.risk,
        confidence=doc.confidence,
        score=score,
        marks=marks_of(doc, asked, query) if query.marks else (),
    )


def order_key(doc: Doc) -> str:
    """Return the last key of every order: the day as eight digits, then the id; no two documents have the same."""
    day = next(iter(doc.fields.get("day", ())), "")
    return f"{day.replace('-', '') or '00000000'}.{doc.id}"
