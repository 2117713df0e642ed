"""How a request is fetched: by Scrapy's HTTP client, or by the browser when its meta says so; both under the guard."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import HtmlResponse, Response

from core.errors import AddressRefused, FetchFailed
from crawlers.browser.render import render
from crawlers.middlewares.capture import DRAWN
from crawlers.resolver import refusal
from crawlers.work import work_of


class Handler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, and the browser beside it; one browser for both schemes."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._work = work_of(crawler)

    async def download_request(self, request: Request) -> Response:
        """Fetch; raise AddressRefused when the guard refused every DNS answer."""
        if request.meta.get("browser"):
            return await self._drawn(request)
        try:
            return await super().download_request(request)
        except CannotResolveHostError as exc:
            why = refusal(urlsplit(request.url).hostname or "")
            if why:
                raise AddressRefused(why) from exc
            raise

    async def _drawn(self, request: Request) -> Response:
        if self._work.browser is None:
            raise FetchFailed("no browser was found")
        page = await render(self._work.browser, request.url)
        request.meta["rendered"] = page
        body = page.html.encode("utf-8", "replace")
        return HtmlResponse(page.final_url, status=page.status, headers={"Content-Type": DRAWN}, body=body, encoding="utf-8")

    async def close(self) -> None:
        """End the browser and the connections."""
        if self._work.browser is not None:
            await self._work.browser.close()
        await super().close()
