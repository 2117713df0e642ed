"""One page made ready to be read: its flat lists, zones, head and address, worked out once for every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawlers.extract.currency import country_of
from crawlers.extract.dom import Dom, read_dom
from crawlers.extract.links import absolute, base_of
from crawlers.extract.meta import Head, read_head
from crawlers.extract.zones import zones_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`country`: whose notation and currency the page uses where it does not say ("cn", "jp", ""); `head_names`: its titles, best first."""

    dom: Dom
    zones: list[int]
    head: Head
    url: str
    base: str
    country: str
    known_links: dict[str, str] = field(default_factory=dict)
    known_headline: list[tuple[str, int]] = field(default_factory=list)

    def link(self, href: str) -> str:
        """Return the absolute address of a link of this page, "" for none. Remembered: cards, pictures and links ask again."""
        known = self.known_links.get(href)
        if known is None:
            known = self.known_links[href] = absolute(self.base, href)
        return known


_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]{2}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def view_of(html: str, url: str) -> View:
    """Return the page made ready."""
    dom = read_dom(html)
    head = read_head(dom)
    country = country_of(url, head.language)
    if country in ("", "us") and len(_HAN.findall(html[:20_000])) >= 10 and not _KANA.search(html[:20_000]):
        country = "cn"  # many shop programs leave lang="en" above a Chinese page
    return View(dom=dom, zones=zones_of(dom), head=head, url=url, base=base_of(dom, url), country=country)
