"""The spider of shops."""

from __future__ import annotations

from crawlers.spiders.base import JobSpider


class ShopSpider(JobSpider):
    """Visits one shop: its lists, goods, licences and pages about itself, on its own host."""

    name = "shop"
