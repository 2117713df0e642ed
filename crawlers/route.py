"""Where a crawl goes: which links, pictures and site maps of a page are queued, and by which way each is fetched."""

from __future__ import annotations

from collections.abc import Iterable

from core.clock import now
from core.records import Link, Page
from core.repositories import coverage, leads
from core.repositories import frontier as frontier_rows
from core.written_task import within_scope
from crawlers import stops
from crawlers.again import Led
from crawlers.ending import Losses
from crawlers.frontier import FIRST, Frontier, Via, Wanted
from crawlers.links import Bounds, clean, is_page, is_private, is_route, site_of, unsorted, weight
from crawlers.work import Work

DEEPEST = 40  # links away from the start
PICTURES = 6  # pictures of licences of one shop
GOODS_PICTURES = 3  # pictures of one product
ASK_EVERY = 8  # pictures of goods between two looks at which pages have leads
OF_GOODS = 1  # weight of such a picture: behind all pages
SITEMAPS = 6  # files of one site map


class Route:
    """The way through one shop. `homes`: the host asked for, and the one that its start page redirects to."""

    def __init__(self, work: Work, frontier: Frontier) -> None:
        self.work = work
        self.frontier = frontier
        self.bounds = Bounds()
        self.homes: set[str] = {site_of(work.target.url)}
        self.drawn_hosts: set[str] = set()  # read through the browser, as evidence showed, in this visit or in earlier ones
        self.losses = Losses()
        self.pictures = 0
        self.goods_pictures = 0
        self.sitemaps = 0
        self._pictures_allowed: int | None = None

    def begin(self) -> None:
        """Queue the target's own address."""
        url = self.start_url
        if url not in self.frontier.waiting_pages():  # one that failed for good in an earlier run is tried again: without it there is nothing to visit
            self.frontier.push(Wanted(url=url, via=self.via_for(url), weight=100, start=True), again=True)

    @property
    def start_url(self) -> str:
        """The address that a visit begins with."""
        return clean(self.work.target.url)

    def via_for(self, url: str) -> Via:
        """Return how the address is fetched first: the browser where the target, its host or a hash route asks for it."""
        policy = self.work.target.browser
        if self.work.browser is None or policy == "never":
            return "http"
        if policy == "always" or is_route(url.partition("#")[2]) or site_of(url) in self.drawn_hosts:
            return "browser"
        return "http"

    def learn_browser(self, host: str, why: str) -> None:
        """Remember, for this visit and the next ones, that the browser shows more of the host; `why`: the evidence."""
        if host not in self.drawn_hosts:
            self.drawn_hosts.add(host)
            self.work.recorder.later(lambda connection: frontier_rows.remember_site(connection, host, "browser", why, now()))

    def is_home(self, url: str) -> bool:
        """Return whether the address belongs to the target: its own host, or one that its written task names."""
        return site_of(url) in self.homes or (bool(self.work.target.scope) and within_scope(self.work.target, url))

    def follows(self, page: Page, wanted: Wanted, link: Link) -> bool:
        """Return whether this link of the page is followed."""
        return self.is_home(link.url) and is_page(link.url) and not is_private(link.url, link.text)

    def belongs(self, wanted: Wanted, final_url: str) -> bool:
        """Return whether a page that redirects led to is still the target's."""
        return self.is_home(final_url)

    def judged(self, wanted: Wanted, page: Page) -> Page:
        """Return the page as this target's class understands it."""
        return page

    def link_to(self, url: str, page: Page, wanted: Wanted, weight: int) -> Wanted:
        """Return what to fetch for a link of this page."""
        return Wanted(url=url, via=self.via_for(url), weight=weight, depth=wanted.depth + 1, referer=page.url.partition("#")[0])

    def follow(self, page: Page, wanted: Wanted, links: Iterable[Link]) -> Led:
        """Queue the links of a page, and the pictures of licences and of its goods. Returns what it led to, also what was queued before."""
        led: Led = []
        goods = frozenset(listing.url for listing in page.listings)
        licences = frozenset(page.shop.licence_links if page.shop else ())
        for link in links:
            plain, weigh = Link(url=clean(link.url), text=link.text), weight(link, goods, licences)
            if self._follow_one(page, wanted, plain, weigh):
                led.append((plain.url, weigh, "page"))
        for image in page.shop.licence_images if page.shop else ():
            led.append((image, 100, "picture"))
            self._picture(image, wanted, page.url)
        for image in page.listings[0].images[:GOODS_PICTURES] if page.kind == "product" and page.listings else ():
            led.append((image, 1, "goods"))
            self._goods_picture(image, wanted, page.url)
        return led

    def follow_known(self, led: Iterable[tuple[str, int, str]], wanted: Wanted, final_url: str) -> None:
        """Queue what a page led to when it was read: it says the same now."""
        here = Page(url=final_url, kind="other")
        for url, weigh, what in led:
            if what == "picture":
                self._picture(url, wanted, final_url)
            elif what == "goods":
                continue  # was fetched with the page; another picture has another address, and then the page is another
            elif what == "guess":
                self.guess_sitemap(here)
            elif not self.frontier.knows(url) and within_scope(self.work.target, url):
                self.bounds.against(url)
                self.frontier.push(self.link_to(url, here, wanted, weigh))

    def _picture(self, image: str, wanted: Wanted, page_url: str) -> None:
        if self.frontier.knows(image):
            return
        if self.pictures >= PICTURES:
            self.work.recorder.stop(stops.PICTURES, image)
        else:
            self.pictures += 1
            self.frontier.push(Wanted(url=image, kind="picture", weight=100, depth=wanted.depth + 1, referer=page_url.partition("#")[0]))

    def _goods_picture(self, image: str, wanted: Wanted, page_url: str) -> None:
        """Queue a picture of goods, behind everything else, as long as the job may have more of them read."""
        if not self.work.settings.ocr_budget:  # nobody will read it
            self.work.recorder.stop(stops.PICTURES, image)
        elif not self.frontier.knows(image):
            self.frontier.push(Wanted(url=image, kind="picture", weight=OF_GOODS, depth=wanted.depth + 1, referer=page_url.partition("#")[0]))

    def has_room_for(self, wanted: Wanted) -> bool:
        """Return whether this address may be fetched still: of the pictures of goods only as many as can be read, those beside a lead first."""
        if wanted.kind != "picture" or wanted.weight >= FIRST:
            return True
        if self.goods_pictures >= self._most_goods_pictures():
            self.frontier.landed(wanted)
            self.frontier.settle(wanted)
            self.work.recorder.stop(stops.PICTURES, wanted.url)
            return False
        self.goods_pictures += 1
        return True

    def prefer_suspicious(self) -> None:
        """Put pictures on pages with a lead first. Their pages are judged meanwhile by another process: asked again now and then."""
        pages = self.frontier.pages_of_pictures() if self.goods_pictures % ASK_EVERY == 0 else []
        if pages:
            with self.work.recorder.database.read() as connection:
                self.frontier.prefer(leads.at(connection, pages))

    def _most_goods_pictures(self) -> int:
        """How many may be fetched. Asked for the first time when no page is left: then what the pages led to is known."""
        if self._pictures_allowed is None:
            with self.work.recorder.database.read() as connection:
                self._pictures_allowed = coverage.pictures_allowed(connection, self.work.target, self.work.settings.ocr_budget)
        return self._pictures_allowed

    def _follow_one(self, page: Page, wanted: Wanted, link: Link, weigh: int) -> bool:
        """Queue the link unless something keeps it out; returns whether the address is queued, now or before."""
        if self.frontier.knows(link.url):
            return True
        if not self.follows(page, wanted, link) or self._shows_the_same(link.url):
            return False
        if not within_scope(self.work.target, link.url):
            self.work.recorder.stop(stops.SCOPE, link.url)
            return False
        bound = stops.DEPTH if wanted.depth >= DEEPEST else self.bounds.against(link.url)
        if bound:
            self.work.recorder.stop(bound, link.url)
            return False
        following = self.link_to(link.url, page, wanted, weigh)
        if following.via == "http" and is_route(link.url.partition("#")[2]):
            self.work.recorder.skip(link.url, "a page that only a browser shows")
            self.work.recorder.stop(stops.NO_BROWSER, link.url)
            self.losses.add(following, "a page that only a browser shows")
            self.frontier.mark(link.url, "a page that only a browser shows")
        else:
            self.frontier.push(following)
        return True

    def _shows_the_same(self, url: str) -> bool:
        plain = unsorted(url)
        return plain != url and self.frontier.knows(plain)

    def shows_goods(self, page: Page) -> bool:
        """Return whether the page links to goods of its own site."""
        return any(site_of(listing.url) in self.homes for listing in page.listings if listing.url)

    def guess_sitemap(self, page: Page) -> None:
        """Queue the site's map, as its home page links to no goods: those that its robots.txt names, else the usual address."""
        scheme, _, host = page.url.split("/", 3)[:3]
        named = [url for url in self.work.named_maps.get(f"{scheme}//{host}", ()) if site_of(url) in self.homes]
        for url in named[:SITEMAPS]:
            self.sitemaps += 1
            self.frontier.push(Wanted(url=url, kind="sitemap", depth=1, referer=page.url))
        if not named:
            self.frontier.push(Wanted(url=f"{scheme}//{host}/sitemap.xml", kind="sitemap", depth=1, referer=page.url, guess=True))

    def follow_sitemap(self, wanted: Wanted, final_url: str, pages: Iterable[str], maps: Iterable[str]) -> None:
        """Queue what a site map names."""
        for url in maps:
            if self.sitemaps < SITEMAPS and site_of(url) in self.homes:
                self.sitemaps += 1
                self.frontier.push(Wanted(url=url, kind="sitemap", depth=wanted.depth + 1, referer=wanted.url))
        here = Page(url=final_url, kind="other")
        for url in pages:
            self._follow_one(here, wanted, Link(url=clean(url)), 10)
