"""A small shop on loopback with pages as they should not be: 50 MB long, in another charset than they say, cut off, not found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADDRESS = "127.0.0.40"
BIG = 50 * 1024 * 1024
_HEAD = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
_PRODUCT = _HEAD + "<h1>{title}</h1><p>¥<b>{price}</b></p><button>加入购物车</button><p>包装完好。</p></body></html>"
_LINKS = "".join(f'<li><a href="{path}">{path}</a></li>' for path in ("/big.html", "/charset.html", "/good.html", "/gone.html", "/cut.html"))


def pages() -> dict[str, bytes]:
    """Return what stands at each address."""
    big = _PRODUCT.format(title="大页面台灯", price="88.00").encode()
    return {
        "/": (_HEAD.format(title="杂货铺") + f"<ul>{_LINKS}</ul></body></html>").encode(),
        "/big.html": big + b"<p>" + b"x" * (BIG - len(big)) + b"</p>",
        "/charset.html": _PRODUCT.format(title="老式铜壶", price="66.00").encode("gb18030"),
        "/good.html": _PRODUCT.format(title="手工藤椅", price="129.00").encode(),
        "/robots.txt": b"User-agent: *\nDisallow:\n",
        "/cut.html": b"",
    }


class _Handler(BaseHTTPRequestHandler):
    stored = pages()

    def do_GET(self) -> None:
        body = self.stored.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
        # the last page promises more than it sends
        self.send_header("Content-Length", str(len(body or b"") + (1000 if self.path == "/cut.html" else 0)))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are no error here."""


@contextmanager
def odd_shop() -> Iterator[str]:
    """Serve the shop; gives its address."""
    server = _Server((ADDRESS, 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
