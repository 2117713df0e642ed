"""What the pipeline is measured against: a bare Scrapy spider that reads ten fields with parsel, the same tuned, and aiohttp with selectolax.

Usage: pipeline_rivals.py bare|tuned|upper ADDRESS (prints pages, seconds). They store, judge and index nothing.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

FIELDS = {
    "title": "h1.sku-name::text",
    "price": ".p-price .price::text",
    "list_price": ".market-price::text",
    "seller": ".shop-info a::text",
    "category": ".crumb a::text",
    "attributes": ".Ptable td::text",
    "images": ".thumb-list img::attr(data-big)",
    "stock": ".summary-stock em::text",
    "detail": ".detail-content p::text",
    "related": ".rec-item .p-name a::attr(href)",
}
TUNED = {
    "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "REDIRECT_ENABLED": False,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "DNSCACHE_ENABLED": True,
}


def scrapy_spider(start: str, settings: dict[str, Any]) -> int:
    """Crawl from the start page over its lists to every product; return the number of pages."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import Response

    items: list[dict[str, list[str]]] = []

    class Bare(Spider):
        name = "bare"
        start_urls = (start,)

        def parse(self, response: Response) -> Iterator[Request]:
            for address in response.css(".floors a::attr(href), .goods-item .p-name a::attr(href)").getall():
                yield response.follow(address, callback=self.product if "/item/" in address else self.parse)

        def product(self, response: Response) -> Iterator[dict[str, list[str]]]:
            item = {name: response.css(query).getall() for name, query in FIELDS.items()}
            items.append(item)
            yield item

    process = CrawlerProcess({"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, **settings})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    process.start()
    wrong = [item for item in items if not item["title"] or not item["price"]]
    if wrong:
        raise SystemExit(f"{len(wrong)} products without title or price")
    return int(crawler.stats.get_value("response_received_count") or 0)


async def upper_limit(start: str) -> int:
    """The same way with aiohttp and selectolax, without any framework."""
    import aiohttp
    from selectolax.lexbor import LexborHTMLParser

    queries = {name: query.partition("::")[0] for name, query in FIELDS.items()}
    known = {start}
    queue: asyncio.Queue[str] = asyncio.Queue()
    queue.put_nowait(start)

    async def work(session: aiohttp.ClientSession) -> None:
        while True:
            url = await queue.get()
            async with session.get(url) as answer:
                tree = LexborHTMLParser(await answer.read())
            if "/item/" in url:
                _ = {name: [node.text() for node in tree.css(query)] for name, query in queries.items()}
            else:
                for link in tree.css(".floors a, .goods-item .p-name a"):
                    address = urljoin(url, link.attributes.get("href") or "")
                    if address not in known:
                        known.add(address)
                        queue.put_nowait(address)
            queue.task_done()

    async with aiohttp.ClientSession() as session:
        workers = [asyncio.create_task(work(session)) for _ in range(16)]
        await queue.join()
        for worker in workers:
            worker.cancel()
    return len(known)


def main() -> int:
    """Run one of them and say how fast it was; the time of starting up is not counted for any."""
    how, start = sys.argv[1:3]
    begun = time.perf_counter()
    pages = asyncio.run(upper_limit(start)) if how == "upper" else scrapy_spider(start, TUNED if how == "tuned" else {})
    sys.stdout.write(f"{pages} {time.perf_counter() - begun:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
