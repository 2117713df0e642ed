"""From a kept answer to what the page says: the general reading, and the site's own where there is a file."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from core.errors import BadInput, ExtractError
from core.records import Link, Page
from crawlers.extract.page import read_page
from crawlers.masking import mask_page
from crawlers.record import Kept
from crawlers.site import Site, with_site

log = logging.getLogger(__name__)


def is_html(kept: Kept) -> bool:
    """Return whether the answer is a page: by its type, or by its beginning where the server says nothing of use."""
    if "html" in kept.content_type.lower():
        return True
    head = kept.decoded[:512].lstrip().lower()
    return not kept.content_type and (head.startswith((b"<!doctype html", b"<html")) or b"<head" in head)


def is_sitemap(kept: Kept) -> bool:
    """Return whether the answer is a site map (sitemaps.org): by its root element, not by its name."""
    head = kept.decoded[:2048]
    return b"<urlset" in head or b"<sitemapindex" in head


def read(kept: Kept, site: Site | None = None) -> tuple[Page | None, str]:
    """Return (page, what went wrong). A page without a reading is None; a site file's complaint leaves the general reading in place."""
    try:
        page = read_page(kept.decoded, kept.final_url, content_type=kept.content_type)
    except (BadInput, ExtractError) as exc:
        return None, str(exc)
    page = replace(mask_page(page), overlays=kept.overlays)
    if site is None:
        return page, ""
    try:
        return with_site(site, page, kept.decoded.decode(page.charset or "utf-8", "replace")), ""
    except ExtractError as exc:
        return replace(page, warnings=(*page.warnings, str(exc))), str(exc)


def links_of(page: Page, drawn: Iterable[Link] = ()) -> list[Link]:
    """Return the page's links and those that only the drawn page has, each once, absolute."""
    found = {link.url: link for link in page.links}
    for link in drawn:
        found.setdefault(link.url, link)
    return list(found.values())
