"""Where a visit to an account or to a shop on a platform goes: its own pages, and the goods and posts that they list; not the platform around it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from core.records import Link, Page
from crawlers.frontier import Wanted
from crawlers.route import Route

_IDENTITY = frozenset({"shop_id", "shopid", "store_id", "storeid", "seller_id", "sellerid", "user_id", "userid", "uid", "mid", "account", "sec_uid", "id"})


class AccountRoute(Route):
    """A page belongs to the account when its path lies below the account's, or it carries the account's number; what those pages list is visited too."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        parts = urlsplit(self.work.target.url)
        self._below = parts.path.rstrip("/")
        self._carried = {pair for pair in parse_qsl(parts.query) if pair[0].lower() in _IDENTITY}

    def is_own(self, url: str) -> bool:
        """Return whether the address is one of the account's own pages."""
        parts = urlsplit(url)
        if self._carried:
            return self._carried <= set(parse_qsl(parts.query))
        return bool(self._below) and (parts.path == self._below or parts.path.startswith(f"{self._below}/"))

    def follows(self, page: Page, wanted: Wanted, link: Link) -> bool:
        """Return whether the link is followed: the account's own pages, and from those the goods, posts and licences that they list."""
        if not super().follows(page, wanted, link):
            return False
        if self.is_own(link.url) or (not self._below and not self._carried):
            return True
        listed = {item.url for item in page.listings} | set(page.shop.licence_links if page.shop else ())
        return (wanted.start or self.is_own(page.url)) and link.url in listed
