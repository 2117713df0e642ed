"""The spider of search terms."""

from __future__ import annotations

from crawlers.searchroute import SearchRoute
from crawlers.spiders.base import JobSpider


class SearchSpider(JobSpider):
    """Asks a site's own search for terms, and visits what it finds."""

    name = "search"
    route_class = SearchRoute
