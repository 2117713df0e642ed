"""Step "detect": the rules in force on the capture's day look at a record. Pure: records in, findings out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.codec import to_json
from core.numbers import canonical
from core.records import Advertisement, Document, DocumentKind, Finding, Licence, Listing, Page, Shop
from core.repositories.documents import Stored
from core.shop_text import shop_text
from detectors.engine import Engine
from pipeline.showing import Showings

# a page of a shop that is neither product nor advert speaks for the shop; an article or a notice does not
_PAGE_KINDS: dict[str, DocumentKind] = {"list": "shop", "shop": "shop", "other": "page"}


def document_of(item: Stored, page: Page | None, captured_at: datetime, more: Mapping[str, object] | None = None) -> Document:
    """Return what the detectors look at: the record's own fields, so that a span's positions hold for the stored text.

    `needs["page"]`: the visible text of the page that shows this item alone, so that a rule can see what the page does not say. `needs["popup"]`: what
    lay over the page when the browser drew it. `more`: other needs.
    """
    whole: dict[str, object] = {"page": page.text} if page is not None and page.kind in ("product", "advertisement") else {}
    popups = [to_json(over) for over in page.overlays if over.kind == "popup"] if page is not None else []
    whole |= {"popup": popups} if popups else {}
    whole |= more or {}
    if isinstance(item, Listing):
        return Document(
            id=item.id, kind="listing", text=item.text, title=item.title, goods=item.goods, url=item.url, captured_at=captured_at, price=item.price, needs=whole
        )
    if isinstance(item, Advertisement):
        return Document(
            id=item.id, kind="advertisement", text=item.text, title=item.title, goods=item.goods, url=item.url, captured_at=captured_at, needs=whole
        )
    return Document(id=item.id, kind=_PAGE_KINDS.get(item.kind, "page"), text=item.text, title=item.title, url=item.url, captured_at=captured_at, needs=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a visit saw of a shop beside its facts.

    `links`: link marks to a licence. `offers`: pages of goods, None where nobody counted: who offers nothing needs no licence. `offered`: the goods.
    `more`: what else is handed to the detectors (the operator register, brands).
    """

    complete: bool
    links: int = 0
    offers: int | None = None
    offered: tuple[dict[str, str], ...] = ()
    showings: Showings | None = None
    more: Mapping[str, object] = field(default_factory=dict)


def judge(engine: Engine, item: Stored, page: Page | None, captured_at: datetime, more: Mapping[str, object] | None = None) -> tuple[Finding, ...]:
    """Return the findings of a stored record. `more`: what is known beside its page."""
    return engine.detect(document_of(item, page, captured_at, more))


def judge_shop(engine: Engine, shop: Shop, same_licence: list[dict[str, object]], seen: Seen) -> tuple[Finding, ...]:
    """Return the findings that only a whole shop shows: licence missing, hidden, invalid, ended, borrowed, out of scope (电子商务法 art. 10, 12, 15)."""
    needs: dict[str, object] = {
        "licences": [_licence(item, seen) for item in shop.licences],
        "exemption": shop.exemption,
        "operator": shop.operator,
        "images": len(shop.licence_images),
        "links": seen.links,
        "offers": seen.offers,
        "complete": seen.complete,
        "same_licence": same_licence,
        "showing": list(seen.showings.showing) if seen.showings else [],
        "offered": list(seen.offered),
    }
    handed = {"shop": needs, **seen.more}
    return engine.detect(Document(id=shop.id, kind="shop", text=shop_text(shop), title=shop.name, url=shop.url, captured_at=shop.last_seen, needs=handed))


def _licence(item: Licence, seen: Seen) -> dict[str, object]:
    row: dict[str, object] = {"kind": item.kind, "value": item.value, "valid": item.valid, "why": item.why, "until": item.until}
    if seen.showings is not None:
        key = item.kind, canonical(item.kind, item.value)
        row |= {"steps": seen.showings.steps.get(key), "on_goods": key in seen.showings.on_goods}
    return row
