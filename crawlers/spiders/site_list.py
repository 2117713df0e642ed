"""The spider of lists of sites."""

from __future__ import annotations

from crawlers.listroute import SiteListRoute
from crawlers.spiders.base import JobSpider


class SiteListSpider(JobSpider):
    """Visits a list of sites and proposes the sites as targets; an officer decides whether they are watched."""

    name = "site_list"
    route_class = SiteListRoute
