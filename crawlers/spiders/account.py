"""The spider of accounts and of shops on a platform."""

from __future__ import annotations

from crawlers.accountroute import AccountRoute
from crawlers.spiders.base import JobSpider


class AccountSpider(JobSpider):
    """Visits one account or one shop of a platform: its own pages and what they list, never the platform around it."""

    name = "account"
    route_class = AccountRoute
