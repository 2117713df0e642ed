"""How fast the browser draws, and whether it stays small: `benchmarks/browser_memory.py [PAGES] [heavy] [SECONDS]`; prints memory on the way.

After so many seconds (default: no end) no further page is begun.

Pages are those of a shop drawn by script: a document, a style, a script of 60 KB, one XHR, pictures that are not loaded. `heavy`: each page also keeps
megabytes of objects. Beside it, in the same run: the same pages by a Playwright page each, opened and closed, everything loaded.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import linear_regression

from playwright.async_api import async_playwright

from core.settings import Settings
from crawlers.browser.find import FoundBrowser, find_browser
from crawlers.browser.memory import memory_below
from crawlers.browser.pool import PAGES_AT_ONCE, BrowserPool
from crawlers.browser.render import render
from crawlers.guard import guard_of

LOOK = 20  # pages between two looks
PLAIN = 40  # pages that are drawn the plain way
TICK = os.sysconf("SC_CLK_TCK")
MENU = "".join(f'<li><a href="/list/{number}">分类{number}</a></li>' for number in range(150))
DRAW = """const page = location.pathname.slice(1)
fetch('/api/' + page).then(answer => answer.json()).then(goods => {
  const rows = goods.rows.map(row => `<li><a href="/${row.id}">${row.name}</a><img src="/p/${row.id}.jpg"></li>`).join('')
  document.getElementById('app').innerHTML = `<h1>${goods.title}</h1><p class="price">¥${goods.price}</p><img src="/p/${page}.jpg">
    <div>${goods.text}</div><ul>${rows}</ul>`
})
"""
HEAVY = """const many = Array.from({length: 400}, (_, n) => ({name: '惠州特产' + n + location.pathname, text: '梅菜扣肉'.repeat(200)}))
document.body.append(...many.map(one => { const row = document.createElement('li'); row.textContent = one.name + one.text; return row }))
window.kept = new Array(200000).fill(location.pathname)
"""


class Shop(BaseHTTPRequestHandler):
    """Any number of products."""

    protocol_version = "HTTP/1.1"
    heavy = False

    def do_GET(self) -> None:
        kind, body = self._answer(self.path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.path.startswith("/app."):
            self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, path: str) -> tuple[str, bytes]:
        if path.startswith("/api/"):
            rows = [{"id": number, "name": f"相关商品{number}"} for number in range(40)]
            return "application/json", json.dumps({"title": f"惠州特产{path[5:]}号", "price": "19.90", "text": "梅菜扣肉" * 200, "rows": rows}).encode()
        if path == "/app.js":
            return "text/javascript", (DRAW + (HEAVY if self.heavy else "") + "//" + "x" * 60_000).encode()
        if path == "/app.css":
            return "text/css", b"body{font-family:sans-serif}" + b".x{color:red}" * 500
        if path.startswith("/p/"):
            return "image/jpeg", b"x" * 20_000
        head = f"<!doctype html><meta charset=utf-8><title>{path}</title><link rel=stylesheet href=/app.css>"
        return "text/html; charset=utf-8", f"{head}<ul>{MENU}</ul><div id=app></div><script src=/app.js></script>".encode()

    def log_message(self, *_: object) -> None:
        """Keep the figures' page clean."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Of one page: `wall` seconds, `busy` seconds of processor time of this process (the little shop included), the driver and the browser."""

    wall: float
    busy: float


def busy() -> float:
    """Return the processor time that this process and all below it took so far."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + sum(_ticks(pid) for pid in _below(os.getpid())) / TICK


def _below(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        children = [child for child, parent in parents.items() if parent == pid]
        found += children
        todo += children
    return found


def _ticks(pid: int) -> int:
    try:
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]))
    except OSError:
        return 0


async def reused(pages: int, address: str, found: FoundBrowser, settings: Settings, seconds: float) -> tuple[list[tuple[int, float]], Cost]:
    """Draw so many pages our way, or as many as fit into the time. Returns (pages so far, megabytes of the browser), and what a page cost."""
    pool = BrowserPool(found, guard_of(settings))
    seen: list[tuple[int, float]] = []
    done = 0

    async def one(number: int) -> None:
        nonlocal done
        if time.monotonic() - started > seconds:
            return
        drawn = await render(pool, f"http://{address}/{number}")
        if f"惠州特产{number}号" not in drawn.html or len(drawn.links) < 190:
            raise RuntimeError(f"page {number} was not drawn")
        done += 1
        if done % LOOK == 0:
            seen.append((done, memory_below() / 1e6))

    async def line(numbers: Iterator[int]) -> None:
        for number in numbers:
            await one(number)

    started = time.monotonic()
    try:
        await one(0)
        began, cost = time.monotonic(), busy()
        numbers = iter(range(1, pages))
        await asyncio.gather(*(line(numbers) for _ in range(2 * PAGES_AT_ONCE)))
        return seen, Cost(wall=(time.monotonic() - began) / done, busy=(busy() - cost) / done)
    finally:
        await pool.close()


async def plain(pages: int, address: str, found: FoundBrowser) -> Cost:
    """Draw so many pages as a first try with Playwright does: a page each, as many at once, its HTML when the network is silent."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found.executable_path, chromium_sandbox=os.geteuid() != 0)
        room = asyncio.Semaphore(PAGES_AT_ONCE)

        async def one(number: int) -> None:
            async with room:
                page = await browser.new_page()
                await page.goto(f"http://{address}/{number}", wait_until="networkidle")
                await page.content()
                await page.close()

        await one(0)
        began, cost = time.monotonic(), busy()
        await asyncio.gather(*(one(number) for number in range(1, pages)))
        result = Cost(wall=(time.monotonic() - began) / pages, busy=(busy() - cost) / pages)
        await browser.close()
        return result


def main() -> int:
    """Print the course, the most, the slope over the second half, and the speed."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    Shop.heavy = "heavy" in sys.argv
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"127.0.0.1:{server.server_port}"
    settings = Settings(allow_addresses=address)
    found = find_browser(settings)
    if found is None:
        raise RuntimeError("no browser was found")
    seconds = float(sys.argv[-1]) if len(sys.argv) > 2 and sys.argv[-1].isdigit() else float("inf")
    seen, ours = asyncio.run(reused(pages, address, found, settings, seconds))
    other = asyncio.run(plain(PLAIN, address, found))
    for number, megabytes in [*seen[:: max(1, len(seen) // 12)], seen[-1]]:
        sys.stdout.write(f"{number:6} pages {megabytes:7.0f} MB\n")
    late = seen[len(seen) // 2 :]
    slope = linear_regression([number for number, _ in late], [megabytes for _, megabytes in late]).slope
    most = max(megabytes for _, megabytes in seen)
    sys.stdout.write(f"most {most:.0f} MB, slope over the second half {slope * 1000:+.1f} MB a thousand pages\n")
    for name, cost in (("reused", ours), ("a new page each", other)):
        sys.stdout.write(f"{name}: {1 / cost.wall:.1f} pages/s, {cost.busy * 1000:.0f} ms of processor time a page\n")
    return 0 if most < 1_200 else 1


if __name__ == "__main__":
    sys.exit(main())
