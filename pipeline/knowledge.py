"""What is handed to the detectors beside a record's own text: the brand register, what others ask for such goods, what stood at the address before."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import Connection

from core.clock import beijing_day
from core.codec import to_json
from core.errors import NotFound
from core.handed_in import Brand
from core.records import Document, Listing
from core.repositories import documents, market, registers
from core.repositories.documents import Stored
from detectors.brandbook import BrandBook, Mention, book_from
from detectors.engine import Engine


@dataclass
class Shelf:
    """The brand register, made ready once and again when it has changed."""

    rows: list[Brand] = field(default_factory=list)
    book: BrandBook | None = None
    asked: Connection | None = None

    def current(self, connection: Connection) -> BrandBook | None:
        """Return the book of the brands as they stand in the database; None when there are none. Asked for once in a view of the database."""
        if connection is not self.asked:
            self.asked = connection
            rows = registers.every_brand(connection)
            if rows != self.rows:
                self.rows, self.book = rows, book_from([to_json(brand) for brand in rows])
        return self.book if self.rows else None


def handed(connection: Connection, shelf: Shelf, engine: Engine, item: Stored) -> dict[str, object]:
    """Return the needs of a stored record that do not stand on its page. Called before the record is stored: `before` is what it replaces."""
    needs: dict[str, object] = {}
    book = shelf.current(connection)
    if book is not None:
        needs["brands"] = book
    if isinstance(item, Listing):
        needs |= _before(connection, item)
        if book is not None:
            needs |= _market(connection, book, engine, item)
    return needs


def _before(connection: Connection, item: Listing) -> dict[str, object]:
    try:
        known = documents.get(connection, "listing", item.id)
    except NotFound:
        return {}
    if not isinstance(known, Listing) or not known.title or known.title == item.title:
        return {}
    day = beijing_day(known.last_seen).isoformat() if known.last_seen else ""
    return {"before": {"title": known.title, "goods": known.goods, "day": day}}


def _market(connection: Connection, book: BrandBook, engine: Engine, item: Listing) -> dict[str, object]:
    """What other shops ask for goods of the brand and class that the title names."""
    mention: Mention | None = next(iter(book.mentions(item.title)), None)
    if mention is None or not item.currency:
        return {}
    klass = _class(engine, item.title, item.goods)
    found = market.offers(connection, (*mention.brand.latin, *mention.brand.chinese), item.currency, item.id)
    same = [offer for offer in found if offer.shop_id != item.shop_id and _class(engine, offer.title, offer.goods) == klass]
    prices = [price for price in (_number(offer.price) for offer in same) if price]
    if not prices:
        return {}
    return {"market": {"median": median(prices), "count": len(prices), "shops": len({offer.shop_id for offer in same}), "what": mention.brand.name}}


def _class(engine: Engine, title: str, goods: str) -> str:
    return engine.goods_of(Document(id="", kind="listing", text="", title=title, goods=goods))


def _number(price: str) -> float:
    try:
        return float(price)
    except ValueError:  # a price in words ("面议") is none to compare with
        return 0.0
