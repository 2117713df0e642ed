"""Before anything is parsed: request and response go into WARC, each redirect and each refusal too."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from core.clock import now
from core.records import Hop
from crawlers.browser.render import Rendered
from crawlers.record import Kept, Recorder, request_line
from crawlers.work import work_of
from evidence.decode import decode_body

DRAWN = "text/html; charset=utf-8"


class CaptureMiddleware:
    """Stands next to the downloader: it sees the bytes as sent. Leaves `kept` in the request's meta, and the body decoded."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CaptureMiddleware:
        """Scrapy's constructor."""
        return cls(work_of(crawler).recorder)

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the exchange; raise BadInput when its content encoding cannot be undone."""
        rendered = request.meta.pop("rendered", None)
        kept = self._drawn(rendered) if isinstance(rendered, Rendered) else self._plain(request, response)
        request.meta["kept"] = kept
        request.meta["drawn_links"] = rendered.links if isinstance(rendered, Rendered) else ()
        headers = {name: value for name, value in response.headers.items() if name.lower() != b"content-encoding"}
        return response.replace(body=kept.decoded, headers=headers)

    def _plain(self, request: Request, response: Response) -> Kept:
        at = now()
        headers = pairs(response.headers)
        chain = tuple(Hop(url=url, status=_status(why)) for url, why in zip(*hops_of(request), strict=False))
        place = self.recorder.write(
            request.url,
            request=(request_line(request.method, request.url), [("Host", _netloc(request.url)), *pairs(request.headers)]),
            status=response.status,
            headers=headers,
            body=response.body,
            fetched_at=at,
            chain=chain,
        )
        return Kept(
            place=place,
            fetched_at=at,
            final_url=response.url,
            status=response.status,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
            via="http",
            chain=chain,
            decoded=decode_body(response.body, headers),
            headers=tuple(headers),
        )

    def _drawn(self, page: Rendered) -> Kept:
        at = now()
        self.recorder.write(
            page.url,
            request=(request_line("GET", page.url), page.request_headers),
            status=page.status,
            headers=page.headers,
            body=page.body,
            fetched_at=at,
            chain=page.chain,
        )
        html = page.html.encode("utf-8", "replace")
        place = self.recorder.writer.write_resource(page.final_url, DRAWN, html, at)
        return Kept(
            place=place,
            fetched_at=at,
            final_url=page.final_url,
            status=page.status,
            content_type=DRAWN,
            via="browser",
            chain=page.chain,
            decoded=html,
            overlays=page.overlays,
        )


def pairs(headers: Headers) -> list[tuple[str, str]]:
    """Return the headers as text, each value by itself."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def hops_of(request: Request) -> tuple[list[str], list[object]]:
    """Return the addresses that redirected to this request, and why each did."""
    return list(request.meta.get("redirect_urls", ())), list(request.meta.get("redirect_reasons", ()))


def _status(why: object) -> int:
    return why if isinstance(why, int) else 0


def _netloc(url: str) -> str:
    return url.split("/", 3)[2]
