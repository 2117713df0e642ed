"""A stored record as a document of the index: its texts, who is behind it, what was found in it, and by which numbers it can be told again. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from core.clock import beijing_day
from core.pictures import PictureReading
from core.records import Advertisement, Listing, Shop, StoredFinding
from core.repositories.documents import Stored
from core.shop_text import shop_text
from detectors.goods import goods_class
from search.base import Doc, Picture, PictureLine

_SEVERITY = {"low": 20, "medium": 45, "high": 70}
_SURE = {"low": 0, "medium": 15, "high": 30}
_CONFIDENCE = {"low": 30, "medium": 60, "high": 90}
_PHONE = re.compile(r"(?<![\d.])(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4})(?![\d.])")
PHONES = 20  # of one document


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rows say of a record: its shop, its findings, the status of each lead, its pictures (address and reading)."""

    shop: Shop | None
    findings: Sequence[StoredFinding] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)
    pictures: Sequence[tuple[str, PictureReading]] = ()


def doc_of(item: Stored | Shop, kind: str, known: Known) -> Doc:
    """Return the record's document."""
    shop = known.shop
    title = item.name or item.key if isinstance(item, Shop) else item.title
    text = shop_text(item) if isinstance(item, Shop) else item.text
    leads = [found for found in known.findings if found.lead_id]
    open_leads = [found.finding for found in leads if known.statuses.get(found.lead_id) != "dismissed"]
    fields = {
        "kind": (kind,),
        "category": tuple(sorted({found.finding.category for found in leads})),
        "rule": tuple(sorted({found.finding.rule for found in leads})),
        "severity": tuple(sorted({found.finding.severity for found in leads})),
        "status": tuple(sorted(set(known.statuses.values()))),
        "goods_class": _goods(item),
        "day": (beijing_day(item.last_seen).isoformat(),) if item.last_seen else (),
        **_of_shop(shop),
    }
    return Doc(
        id=item.id,
        kind=kind,
        url=item.url,
        title=title,
        text=text,
        pictures=tuple(_picture(url, reading) for url, reading in known.pictures if reading.lines),
        shop_name=shop.name if shop else "",
        operator_name=shop.operator if shop else "",
        identifiers=_identifiers(item, text, known),
        fields={name: values for name, values in fields.items() if values},
        price=cents(item.price) if isinstance(item, Listing) else None,
        risk=max((_SEVERITY[one.severity] + _SURE[one.confidence] for one in open_leads), default=0),
        confidence=max((_CONFIDENCE[one.confidence] for one in open_leads), default=0),
    )


def is_past(doc: Doc, oldest: date | None) -> bool:
    """Return whether the document was last seen before this day; one without a day is kept."""
    day = next(iter(doc.fields.get("day", ())), "")
    return oldest is not None and bool(day) and day < oldest.isoformat()


def cents(price: str) -> int | None:
    """Return a price of decimal text in cents, None where it is none."""
    try:
        value = Decimal(price)
    except InvalidOperation:
        return None
    return int((value * 100).to_integral_value()) if value.is_finite() and 0 <= value < 10**8 else None


def _of_shop(shop: Shop | None) -> dict[str, tuple[str, ...]]:
    if shop is None:
        return {}
    platform = shop.key.partition("#")[0]
    found = {"shop": shop.key, "area": shop.area, "operator": shop.operator, "platform": platform}
    return {name: (value[:2000],) for name, value in found.items() if value}


def _goods(item: Stored | Shop) -> tuple[str, ...]:
    if isinstance(item, Listing | Advertisement):
        name = goods_class(item.goods, item.title, item.text).name
        return (name,) if name else ()
    return ()


def _picture(url: str, reading: PictureReading) -> Picture:
    lines = (PictureLine(text=line.text, box=(float(line.box[0]), float(line.box[1]), float(line.box[2]), float(line.box[3]))) for line in reading.lines)
    return Picture(key=url, lines=tuple(lines))


def _identifiers(item: Stored | Shop, text: str, known: Known) -> dict[str, tuple[str, ...]]:
    """Return the numbers by which the record can be told again. Those of a shop stand at the shop, not at each of its goods."""
    contacts = item.contacts if isinstance(item, Shop) else ()
    phones = [*(contact for contact in contacts if _PHONE.fullmatch(contact)), *(match.group() for match in _PHONE.finditer(text))]
    found = {
        "licence": [licence.value for licence in item.licences] if isinstance(item, Shop) else [],
        "phone": phones[:PHONES],
        "qr": [code.text for _, reading in known.pictures for code in reading.codes],
        "picture": [reading.same_as or reading.sha256 for _, reading in known.pictures],  # pictures that look the same have one number
        "contact": [contact for contact in contacts if not _PHONE.fullmatch(contact)],
    }
    return {kind: tuple(dict.fromkeys(values)) for kind, values in found.items() if values}
