"""Where a visit by search terms goes: the site's own search for each term, its further pages, and what it found."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from core.records import Link, Page
from crawlers.frontier import Wanted
from crawlers.links import clean
from crawlers.route import Route

PLACE = "{q}"
MOST = 200  # terms of one target


class SearchRoute(Route):
    """The target's address holds `{q}` where the term stands, and the terms behind `#`: https://mall.example/search?word={q}#药酒,祛斑霜"""

    @property
    def searches(self) -> list[str]:
        """The addresses that ask for each term."""
        address, _, told = self.work.target.url.partition("#")
        terms = [term.strip() for term in told.replace("，", ",").replace("、", ",").split(",") if term.strip()]
        address = address.replace(quote(PLACE), PLACE)
        return [clean(address.replace(PLACE, quote(term))) for term in terms[:MOST]] or [clean(address)]

    @property
    def start_url(self) -> str:
        """The address that asks for the first term."""
        return self.searches[0]

    def begin(self) -> None:
        """Queue all searches."""
        super().begin()
        for url in self.searches[1:]:
            self.frontier.push(Wanted(url=url, via=self.via_for(url), weight=90))

    def follows(self, page: Page, wanted: Wanted, link: Link) -> bool:
        """Return whether the link is followed: further pages of a search and what it lists; from what was found nothing but licences."""
        if not super().follows(page, wanted, link):
            return False
        if link.url in (page.shop.licence_links if page.shop else ()):
            return True
        paths = {urlsplit(url).path for url in self.searches}
        if urlsplit(page.url).path not in paths:
            return False
        if urlsplit(link.url).path in paths:
            return any(_same_search(url, link.url) for url in self.searches)
        return link.url in {item.url for item in page.listings}


def _same_search(search: str, url: str) -> bool:
    """Return whether the address asks for the same term: a page of the same search carries its parameters."""
    return set(urlsplit(search).query.split("&")) <= set(urlsplit(clean(url)).query.split("&"))
