"""Step "store": from what a page says to the records that are kept, with ids that follow from content."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urldefrag

from sqlalchemy import Connection

from core.ids import digest
from core.records import Advertisement, Capture, Listing, Page, PageListing, Shop, StoredPage
from core.repositories import documents, index_queue, shops
from core.repositories.documents import Stored
from pipeline.shopkey import shop_id, shop_key


def records_of(page: Page, capture: Capture, seller: str = "", ident: str = "") -> list[Stored]:
    """Return the records of a page: its product, or its advert, or the page itself. `ident` replaces the address where there is none."""
    key = shop_key(page.url, seller)
    shop = shop_id(key) if key else ""
    where = ident or _address(page.url)
    seen = capture.fetched_at
    if page.kind == "product" and page.listings:
        return [_listing(page, page.listings[0], capture, shop, where)]
    if page.kind == "advertisement" and page.advertisement:
        ad = page.advertisement
        return [
            Advertisement(
                id=digest("advertisement", shop, where),
                shop_id=shop,
                url=page.url,
                title=ad.title or page.title,
                text=page.text or ad.text,
                advertiser=ad.advertiser,
                landing_url=ad.landing_url,
                marked=ad.marked,
                goods=ad.goods,
                capture_id=capture.id,
                first_seen=seen,
                last_seen=seen,
            )
        ]
    return [
        StoredPage(
            id=digest("page", shop, where),
            shop_id=shop,
            url=page.url,
            kind=page.kind,
            title=page.title,
            text=page.text,
            capture_id=capture.id,
            first_seen=seen,
            last_seen=seen,
        )
    ]


def _listing(page: Page, first: PageListing, capture: Capture, shop: str, where: str) -> Listing:
    return Listing(
        id=digest("listing", shop, where),
        shop_id=shop,
        url=page.url,
        title=first.title,
        text=page.text,
        price=first.price,
        currency=first.currency,
        list_price=first.list_price,
        images=first.images,
        seller=first.seller,
        availability=first.availability,
        goods=first.goods,
        capture_id=capture.id,
        first_seen=capture.fetched_at,
        last_seen=capture.fetched_at,
    )


def _address(url: str) -> str:
    # a plain anchor is the same page; a hash route (#/item/3, #!/item/3) is a page of its own
    base, fragment = urldefrag(url)
    return f"{base}#{fragment}" if fragment.startswith(("/", "!")) else base


def store(connection: Connection, records: list[Stored], page: Page, seller: str = "") -> list[str]:
    """Write the records, and the shop they belong to when it is new. Returns the ids that are new."""
    if records:
        ensure_shop(connection, page.url, seller, records[0].last_seen)
    return [item.id for item in records if documents.put(connection, item)]


def ensure_shop(connection: Connection, url: str, seller: str, seen: datetime | None) -> str:
    """Make the shop's row when there is none; its facts are settled when the whole shop has been seen. Returns its id, "" when nobody is named.

    It is queued for the index: a seller that came by file, or the host of a landing page, is never settled and yet looked for.
    """
    key = shop_key(url, seller)
    if not key:
        return ""
    ident = shop_id(key)
    if shops.find(connection, ident) is None:
        shops.put(connection, Shop(id=ident, key=key, url=url, name=seller, first_seen=seen, last_seen=seen), set())
        index_queue.put(connection, [("shop", ident)])
    return ident
