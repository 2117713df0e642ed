"""Where a visit by site map goes: what the map names, and the pages about the shop that those link to."""

from __future__ import annotations

from core.records import Link, Page
from crawlers.frontier import Wanted
from crawlers.links import ABOUT_THE_SHOP, weight
from crawlers.route import Route


class SitemapRoute(Route):
    """The target's address is the map itself, or any page of the site: then its map is looked for where it usually lies."""

    def begin(self) -> None:
        """Queue the target's address, and the map where the address is none."""
        super().begin()
        path = self.start_url.partition("?")[0].lower()
        if not path.endswith((".xml", ".xml.gz", ".gz")):
            self.guess_sitemap(Page(url=self.start_url, kind="other"))

    def follows(self, page: Page, wanted: Wanted, link: Link) -> bool:
        """Return whether the link is followed: from a page only those about the shop are, the map's own all are."""
        if not super().follows(page, wanted, link):
            return False
        if wanted.kind == "sitemap" or (wanted.start and page.kind == "other" and not page.title):
            return True
        licences = frozenset(page.shop.licence_links if page.shop else ())
        return weight(link, frozenset(), licences) >= ABOUT_THE_SHOP
