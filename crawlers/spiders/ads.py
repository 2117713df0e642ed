"""The spider of advert channels."""

from __future__ import annotations

from crawlers.adroute import AdRoute
from crawlers.spiders.base import JobSpider


class AdSpider(JobSpider):
    """Visits an advert channel and the landing page of each advert."""

    name = "ads"
    route_class = AdRoute
