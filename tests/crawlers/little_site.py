"""A web site of a few pages on loopback, for one test: routes are functions or fixed answers, every request is written down."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


def page(body: str, title: str = "小店", status: int = 200, **headers: str) -> Answer:
    html = f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    return status, {"Content-Type": "text/html; charset=utf-8", **headers}, html.encode()


class LittleSite:
    """Serves `routes` (path with query to an answer, or a function of the hit's number to one); 404 for the rest."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.routes: dict[str, Answer | Callable[[int], Answer]] = {}
        self.hits: list[str] = []
        self.etags = False  # whether pages carry an ETag, and answer 304 when it is still theirs
        self.not_modified: list[str] = []
        self.agents: set[str] = set()
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self._server.daemon_threads = True
        self.address = f"{host}:{self._server.server_port}"
        self.url = f"http://{self.address}"

    def __enter__(self) -> LittleSite:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - self is the handler inside
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.hits.append(self.path)
                site.agents.add(self.headers.get("User-Agent", ""))
                route = site.routes.get(self.path, (404, {"Content-Type": "text/plain"}, b"nothing here"))
                status, headers, body = route(site.hits.count(self.path)) if callable(route) else route
                etag = f'"{zlib.crc32(body)}"'
                if site.etags and status == 200 and self.headers.get("If-None-Match") == etag:
                    site.not_modified.append(self.path)
                    status, body = 304, b""
                self.send_response(status)
                if site.etags:
                    self.send_header("ETag", etag)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815

            def handle(self) -> None:
                try:
                    super().handle()
                except ConnectionError:
                    self.close_connection = True  # a crawl that was killed in the middle

            def log_message(self, *_: object) -> None:
                """Keep the test's output clean."""

        return Handler
