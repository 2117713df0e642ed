"""Where a visit to an advert channel goes: through the channel's own pages, and from each advert to its landing page, wherever that lies."""

from __future__ import annotations

from dataclasses import replace

from core.records import Link, Page, PageAdvertisement
from crawlers.again import Led
from crawlers.frontier import Wanted
from crawlers.links import clean, is_page, is_private, site_of
from crawlers.route import Route

_AUTHORITIES = (".gov.cn", ".12377.cn", ".12321.cn")  # seals in the foot of every Chinese page, never adverts


class AdRoute(Route):
    """Landing pages may lie on other hosts, each redirect is kept; their own links are not followed."""

    def follows(self, page: Page, wanted: Wanted, link: Link) -> bool:
        """Return whether this link is followed: the channel's own, or out of it from a list or an advert; other pages link to partners and friends."""
        if wanted.landing:
            return False
        if super().follows(page, wanted, link):
            return True
        host = f".{site_of(link.url).partition(':')[0]}"
        adverts = page.kind in ("list", "advertisement", "product")
        outside = adverts and site_of(link.url) not in self.homes and not host.endswith(_AUTHORITIES)
        return outside and is_page(link.url) and not is_private(link.url, link.text)

    def belongs(self, wanted: Wanted, final_url: str) -> bool:
        """Every redirect of an advert is followed to its end."""
        return True

    def link_to(self, url: str, page: Page, wanted: Wanted, weight: int) -> Wanted:
        """Return what to fetch; what lies outside the channel is a landing page."""
        return replace(super().link_to(url, page, wanted, weight), landing=site_of(url) not in self.homes)

    def follow(self, page: Page, wanted: Wanted, links: object) -> Led:
        """Queue the links of the channel's pages, and where an advert says that it leads."""
        if wanted.landing or site_of(page.url) not in self.homes:
            links = ()
        listed: list[Link] = list(links)  # type: ignore[call-overload]
        if page.advertisement and page.advertisement.landing_url and not wanted.landing:
            listed.insert(0, Link(url=page.advertisement.landing_url))
        return super().follow(page, wanted, listed)

    def judged(self, wanted: Wanted, page: Page) -> Page:
        """Return a landing page as the advert that it is."""
        outside = wanted.landing or site_of(page.url) not in self.homes
        if not outside or page.kind == "advertisement":
            return page
        told = page.advertisement or PageAdvertisement()
        goods = page.listings[0].goods if page.listings else ""
        advert = replace(told, title=told.title or page.title, text=told.text or page.text, landing_url=clean(page.url), goods=told.goods or goods)
        return replace(page, kind="advertisement", advertisement=advert)
