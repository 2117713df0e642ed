"""Scrapy's cookies, with the list of public suffixes that its library brings: no list is fetched behind the guard's back, none is kept in the home."""

from __future__ import annotations

from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract

cookies._split_domain = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


class CookiesMiddleware(cookies.CookiesMiddleware):
    """As Scrapy's own."""
