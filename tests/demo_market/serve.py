"""Serves the market on loopback, all hosts in one process: `python -m tests.demo_market.serve --port P [--seed N]`.

Prints one line when it answers and ends on SIGTERM. For the tests there are two addresses beside the pages: `GET /__log` gives all requests so
far, `POST /__control` with {"shop", "path", "old", "new"} changes the words of one page.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.demo_market.market import build
from tests.demo_market.model import Market, Page
from tests.demo_market.world import DEFAULT_SEED


class Stall:
    """All pages by host and path, what was asked for, and changes of words."""

    def __init__(self, market: Market) -> None:
        self.pages: dict[tuple[str, str], Page] = {(shop.address, page.path): page for shop in market.shops for page in shop.pages}
        self.address = {shop.key: shop.address for shop in market.shops}
        self.changes: dict[tuple[str, str], list[tuple[bytes, bytes]]] = {}
        self.log: list[str] = []

    def body(self, address: str, page: Page) -> bytes:
        """Return the page's bytes, with the words changed that were asked to be."""
        body = page.body
        for old, new in self.changes.get((address, page.path), ()):
            body = body.replace(old, new)
        return body

    def control(self, order: dict[str, str]) -> str:
        """Change the words of a page; returns what is wrong, or an empty text."""
        key = (self.address.get(order["shop"], ""), order["path"])
        if key not in self.pages:
            return f"no page {order['shop']} {order['path']}"
        if order["old"].encode() not in self.body(key[0], self.pages[key]):
            return f"{order['old']!r} does not stand on {order['path']}"
        self.changes.setdefault(key, []).append((order["old"].encode(), order["new"].encode()))
        return ""


def handler(stall: Stall) -> type[BaseHTTPRequestHandler]:
    """Return the class that answers requests out of the stall."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "market"
        sys_version = ""

        def do_GET(self) -> None:
            address = self.server.server_address[0]
            if self.path == "/__log":
                return self._send(200, "application/json", json.dumps(stall.log).encode())
            stall.log.append(f"{address} {self.path}")
            page = stall.pages.get((address, self.path))
            if page is None:
                return self._send(404, "text/html; charset=utf-8", "<!DOCTYPE html><title>404</title><p>页面不存在</p>".encode())
            return self._send(page.status, page.content_type, stall.body(address, page), page.location)

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            problem = stall.control(json.loads(raw)) if self.path == "/__control" else "unknown"
            self._send(400 if problem else 200, "text/plain; charset=utf-8", problem.encode())

        def _send(self, status: int, content_type: str, body: bytes, location: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: the log is kept in the stall."""

    return Handler


class Server(ThreadingHTTPServer):
    """One host. Connections that a killed client leaves do not keep the process alive."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over clients that hang up; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def serve(market: Market) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stall = Stall(market)
    servers = [Server((address, market.port), handler(stall)) for address in market.addresses]
    for server in servers:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    pages = sum(page.truth is not None for shop in market.shops for page in shop.pages)
    sys.stdout.write(f"demo market: {len(servers)} hosts, {pages} pages, seed {market.seed}, http://{market.addresses[0]}:{market.port}/\n")
    sys.stdout.flush()
    ended.wait()
    for server in servers:
        server.shutdown()
        server.server_close()


def main() -> int:
    """Read the arguments and serve; 1 when a port is taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    args = parser.parse_args()
    try:
        serve(build(args.seed, args.port))
    except OSError as exc:
        sys.stderr.write(f"demo market: port {args.port}: {exc.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
