"""Step "detect": the rules in force on the capture's day look at a record. Pure: records in, findings out."""

from __future__ import annotations

from datetime import datetime

from core.records import Advertisement, Document, DocumentKind, Finding, Listing, Page, Shop
from core.repositories.documents import Stored
from core.shop_text import shop_text
from detectors.engine import Engine

# a page of a shop that is neither product nor advert speaks for the shop; an article or a notice does not
_PAGE_KINDS: dict[str, DocumentKind] = {"list": "shop", "shop": "shop", "other": "page"}


def document_of(item: Stored, page: Page | None, captured_at: datetime) -> Document:
    """Return what the detectors look at: the record's own fields, so that a span's positions hold for the stored text.

    `needs["page"]`: the visible text of the page that shows this item alone, so that a rule can see what the page does not say.
    """
    whole: dict[str, object] = {"page": page.text} if page is not None and page.kind in ("product", "advertisement") else {}
    if isinstance(item, Listing):
        return Document(
            id=item.id, kind="listing", text=item.text, title=item.title, goods=item.goods, url=item.url, captured_at=captured_at, price=item.price, needs=whole
        )
    if isinstance(item, Advertisement):
        return Document(
            id=item.id, kind="advertisement", text=item.text, title=item.title, goods=item.goods, url=item.url, captured_at=captured_at, needs=whole
        )
    return Document(id=item.id, kind=_PAGE_KINDS.get(item.kind, "page"), text=item.text, title=item.title, url=item.url, captured_at=captured_at, needs=whole)


def judge(engine: Engine, item: Stored, page: Page | None, captured_at: datetime) -> tuple[Finding, ...]:
    """Return the findings of a stored record."""
    return engine.detect(document_of(item, page, captured_at))


def judge_shop(
    engine: Engine, shop: Shop, same_licence: list[dict[str, object]], *, complete: bool, links: int = 0, offers: int | None = None
) -> tuple[Finding, ...]:
    """Return the findings that only a whole shop shows: licence missing, invalid, borrowed (电子商务法 art. 15).

    `links`: link marks to a licence that the visit saw. `offers`: pages of goods that it saw, None where nobody counted: who offers nothing needs no licence.
    """
    needs: dict[str, object] = {
        "licences": [{"kind": x.kind, "value": x.value, "valid": x.valid, "why": x.why} for x in shop.licences],
        "exemption": shop.exemption,
        "operator": shop.operator,
        "images": len(shop.licence_images),
        "links": links,
        "offers": offers,
        "complete": complete,
        "same_licence": same_licence,
    }
    document = Document(id=shop.id, kind="shop", text=shop_text(shop), title=shop.name, url=shop.url, captured_at=shop.last_seen, needs={"shop": needs})
    return engine.detect(document)
