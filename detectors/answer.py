"""One line of `tradewatch detect`: a record as JSON in, its findings as JSON out. Takes what `tradewatch extract` prints too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, get_args

from core.clock import BEIJING
from core.codec import to_json
from core.errors import BadInput
from core.records import Document, DocumentKind, Finding
from detectors.engine import Engine

# the kinds of documents, and what extraction calls a page
KINDS: dict[str, DocumentKind] = {kind: kind for kind in get_args(DocumentKind)} | {"product": "listing", "list": "shop", "other": "page", "review": "page"}

FIRST_YEAR, LAST_YEAR = 1990, 2100  # of a page on the net

_Record = Mapping[str, Any]


def answer(engine: Engine, record: _Record) -> dict[str, Any]:
    """Return {"id", "findings": […]} with spans as character positions in the fields as given; raise BadInput naming the field that is wrong."""
    document = document_from(record)
    return {"id": record.get("id"), "findings": [_said(finding) for finding in engine.detect(document)]}


def _said(finding: Finding) -> dict[str, Any]:
    """The finding as it is printed; what only some findings have (parts, a place in a picture) is left out of the others."""
    said: dict[str, Any] = to_json(finding)
    spans = [{key: value for key, value in span.items() if value or key not in ("picture", "box")} for span in said["spans"]]
    return {key: value for key, value in said.items() if value or key != "parts"} | {"spans": spans}


def document_from(record: _Record) -> Document:
    """Return what the detectors look at; raise BadInput naming the field that is wrong.

    A page that extraction read (kind product, list or other, or with `listings`) is looked at by its own product or advert and its visible text.
    """
    kind = _kind(record)
    own = _own_part(record, kind)
    title, text, goods = _text(own, "title") or _text(record, "title"), _text(record, "text"), _text(own, "goods") or _text(record, "goods")
    if kind == "advertisement":
        text = text or _text(own, "text")
    if not title and not text and not record.get("needs") and "listings" not in record:  # a page that extraction read may say nothing
        raise BadInput("text: missing (a record needs a text or a title)")
    return Document(
        id=_id(record),
        kind=kind,
        text=text,
        title=title,
        goods=goods,
        url=_text(record, "url"),
        captured_at=_moment(record.get("captured_at")),
        price=_text(own, "price") or _text(record, "price"),
        needs=_needs(record),
    )


def _kind(record: _Record) -> DocumentKind:
    kind = record.get("kind")
    known = KINDS.get(kind) if isinstance(kind, str) else None
    if kind is None and isinstance(record.get("error"), str):
        raise BadInput(record["error"])  # what `tradewatch extract` said of a page that it could not read
    if known is None:
        raise BadInput(f"kind: {kind!r} is none of {', '.join(KINDS)}")
    return known


def _own_part(record: _Record, kind: DocumentKind) -> _Record:
    """The page's own product or advert, where extraction found one; else nothing."""
    if kind == "advertisement":
        part = record.get("advertisement") or {}
        if not isinstance(part, dict):
            raise BadInput(f"advertisement: wanted an object, got {type(part).__name__}")
        return part
    listings = record.get("listings") or []
    if not isinstance(listings, list) or not all(isinstance(item, dict) for item in listings):
        raise BadInput("listings: wanted a list of objects")
    return listings[0] if kind == "listing" and listings else {}


def _id(record: _Record) -> str:
    ident = record.get("id")
    if ident is None:
        return ""
    if isinstance(ident, bool) or not isinstance(ident, str | int):
        raise BadInput(f"id: wanted text, got {type(ident).__name__}")
    return str(ident)


def _text(record: _Record, name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if name == "price" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise BadInput(f"{name}: wanted text, got {type(value).__name__}")
    return value


def _moment(value: Any) -> datetime | None:
    """A time, or a day (its first moment); one without a zone is Beijing's, as whoever writes a listing down means it."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadInput(f"captured_at: wanted a time as text, got {type(value).__name__}")
    try:
        if len(value) == len("2026-01-01"):
            return _checked(datetime.combine(date.fromisoformat(value), time(), BEIJING))
        moment = datetime.fromisoformat(value)
    except ValueError as exc:
        raise BadInput(f"captured_at: {value!r} is no ISO 8601 time") from exc
    return _checked(moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING))


def _checked(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadInput(f"captured_at: the year {moment.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def _needs(record: _Record) -> dict[str, object]:
    needs = record.get("needs") or {}
    if not isinstance(needs, dict):
        raise BadInput(f"needs: wanted an object, got {type(needs).__name__}")
    return dict(needs)
