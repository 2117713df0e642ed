"""The spider of site maps."""

from __future__ import annotations

from crawlers.sitemaproute import SitemapRoute
from crawlers.spiders.base import JobSpider


class SitemapSpider(JobSpider):
    """Visits what a site map names, and the pages about the shop that those link to."""

    name = "sitemap"
    route_class = SitemapRoute
