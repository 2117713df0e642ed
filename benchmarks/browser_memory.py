"""Whether the browser stays small over many pages: `benchmarks/browser_memory.py [PAGES]`; prints memory on the way, the most, and the slope."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import linear_regression

from core.settings import Settings
from crawlers.browser.find import find_browser
from crawlers.browser.memory import memory_below
from crawlers.browser.pool import BrowserPool
from crawlers.browser.render import render
from crawlers.guard import guard_of

AT_ONCE = 3
LOOK = 20  # pages between two looks
SCRIPT = """const goods = Array.from({length: 400}, (_, n) => ({id: n, name: '惠州特产' + n + '号' + PAGE, text: '梅菜扣肉'.repeat(200)}))
document.body.append(...goods.map(one => { const row = document.createElement('li'); row.textContent = one.name + one.text; return row }))
window.kept = new Array(200000).fill(PAGE)"""


class Shop(BaseHTTPRequestHandler):
    """Pages that a script draws, each other than the one before, each with a few megabytes of objects."""

    def do_GET(self) -> None:
        number = self.path.strip("/") or "0"
        body = f"<!doctype html><meta charset=utf-8><title>{number}</title><h1>第{number}页</h1><script>const PAGE = '{number}';{SCRIPT}</script>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the figures' page clean."""


async def visit(pages: int, address: str) -> list[tuple[int, float]]:
    """Draw so many pages; returns (pages so far, megabytes of the browser)."""
    settings = Settings(allow_addresses=address)
    found = find_browser(settings)
    if found is None:
        raise RuntimeError("no browser was found")
    pool = BrowserPool(found, guard_of(settings))
    seen: list[tuple[int, float]] = []
    room = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def one(number: int) -> None:
        nonlocal done
        async with room:
            await render(pool, f"http://{address}/{number}", scrolls=0)
        done += 1
        if done % LOOK == 0:
            seen.append((done, memory_below() / 1e6))

    try:
        await asyncio.gather(*(one(number) for number in range(pages)))
    finally:
        await pool.close()
    return seen


def main() -> int:
    """Print the course, the most, the slope over the second half, and the speed."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    began = time.monotonic()
    seen = asyncio.run(visit(pages, f"127.0.0.1:{server.server_port}"))
    speed = pages / (time.monotonic() - began)
    for number, megabytes in seen[:: max(1, len(seen) // 12)]:
        sys.stdout.write(f"{number:6} pages {megabytes:7.0f} MB\n")
    late = seen[len(seen) // 2 :]
    slope = linear_regression([number for number, _ in late], [megabytes for _, megabytes in late]).slope
    most = max(megabytes for _, megabytes in seen)
    sys.stdout.write(f"most {most:.0f} MB, slope over the second half {slope * 1000:+.1f} MB a thousand pages, {speed:.1f} pages/s\n")
    return 0 if most < 1_200 else 1


if __name__ == "__main__":
    sys.exit(main())
