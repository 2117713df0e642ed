"""Visit one address with the browser: wait until the page has drawn itself, and hand back what was received and what it became."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from typing import Any

from playwright.async_api import Error, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from core.errors import FetchFailed
from core.records import Hop, Overlay
from crawlers.browser.clicked import links_by_click
from crawlers.browser.heard import Heard, block
from crawlers.browser.launch import first_line
from crawlers.browser.overlays import LOOK, overlays
from crawlers.browser.pool import BrowserPool
from crawlers.guard import host_and_port

LONGEST = 90.0  # seconds for one page, all in all
QUIET = 8_000  # milliseconds to wait for the network to fall silent
_SCREEN = 900  # pixels that are seen without scrolling
_LAZY = 0.4  # seconds that a list is given to load more
LARGEST = 20 * 1024 * 1024  # characters of a drawn page

MOST_NODES = 150_000  # elements of a drawn page

_GROW = "() => { window.scrollTo(0, document.documentElement.scrollHeight); return document.documentElement.scrollHeight }"
# one question for everything: each costs the browser's driver as much as a small page
_DRAWN = f"""async ([scrolls, screen, lazy, mostNodes, longest]) => {{
  const over = ({LOOK})()  // before scrolling: what a visitor meets first
  const grow = {_GROW}
  for (let height = grow(), more; scrolls > 0 && height > screen; scrolls--, height = more) {{
    await new Promise(done => setTimeout(done, lazy))
    if ((more = grow()) <= height) break
  }}
  const nodes = document.getElementsByTagName('*').length
  if (nodes > mostNodes) return {{nodes}}
  const html = (document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '') + document.documentElement.outerHTML
  const links = Array.from(document.links, link => [link.href, (link.textContent || '').trim().slice(0, 200)]).slice(0, 5000)
  return {{nodes, over, size: html.length, html: html.length > longest ? '' : html, links}}
}}"""
_UNDONE = ("content-encoding", "transfer-encoding", "content-length")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page as the browser received it (request and response of the main document) and as it drew it (`html`, with JSON it asked for behind it; `links`)."""

    url: str
    final_url: str
    status: int
    request_headers: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    body: bytes
    chain: tuple[Hop, ...]
    html: str
    links: tuple[tuple[str, str], ...]
    overlays: tuple[Overlay, ...] = ()


async def render(pool: BrowserPool, url: str, *, scrolls: int = 3) -> Rendered:
    """Return the drawn page; raise AddressRefused or FetchFailed, naming the address."""
    try:
        async with pool.page() as page, asyncio.timeout(LONGEST):  # waiting for a page is not the site's fault
            heard = Heard()
            page.on("response", heard.note)
            try:
                response = await open_page(pool, page, url)
                body = await _body(response)
                await quiet(page)
                answers = await heard.answers(response)
                drawn = await _read(page, url, response, body, scrolls)
                clicked = await links_by_click(page, len(drawn.links), [text for _, text in answers])
                return replace(drawn, html=drawn.html + "".join(block(*answer) for answer in answers), links=(*drawn.links, *clicked))
            finally:
                page.remove_listener("response", heard.note)
    except (Error, TimeoutError) as exc:
        raise FetchFailed(f"{url}: browser: {first_line(exc)}") from exc


async def open_page(pool: BrowserPool, page: Page, url: str) -> Response:
    """Go to the address; raise AddressRefused when the guard said no on the way, FetchFailed when there is no answer."""
    pool.guard.check_url(url)
    host, port = host_and_port(url)
    pool.proxy.trouble.pop(f"{host}:{port}", None)
    try:
        response = await page.goto(url, wait_until="domcontentloaded")
    except Error as exc:
        why = "robots.txt forbids what it leads to" if "ERR_BLOCKED_BY_CLIENT" in str(exc) else first_line(exc)
        raise pool.trouble(url) or FetchFailed(f"{url}: browser: {why}") from exc
    if response is None:
        raise FetchFailed(f"{url}: browser: no answer")
    trouble = pool.trouble(response.url) if response.status in (403, 502) else None  # the proxy's own two answers
    if trouble is not None:
        raise trouble
    return response


async def settle(page: Page, *, scrolls: int) -> None:
    """Wait until the page is quiet, and scroll while it grows, at most `scrolls` times."""
    await quiet(page)
    await grow(page, scrolls=scrolls)


async def quiet(page: Page) -> None:
    """Wait until the network is silent, for a while."""
    with contextlib.suppress(PlaywrightTimeout):  # some pages never fall silent; what is there by then is read
        await page.wait_for_load_state("networkidle", timeout=QUIET)


async def grow(page: Page, *, scrolls: int) -> None:
    """Scroll while the page grows, at most `scrolls` times: lists load what is looked at."""
    height = int(await page.evaluate(_GROW))
    for _ in range(scrolls):
        if height <= _SCREEN:
            return
        await asyncio.sleep(_LAZY)
        grown = int(await page.evaluate(_GROW))
        if grown <= height:
            return
        height = grown


async def _body(response: Response) -> bytes:
    """Return what was received, asked for at once: a script may go on to another page, or hang, as soon as it runs."""
    try:
        return await response.body()
    except Error:
        return b""  # it went on already; the drawn page is the evidence then


async def _read(page: Page, url: str, response: Response, body: bytes, scrolls: int) -> Rendered:
    drawn: dict[str, Any] = await page.evaluate(_DRAWN, [scrolls, _SCREEN, int(_LAZY * 1000), MOST_NODES, LARGEST])
    if drawn["nodes"] > MOST_NODES:
        raise FetchFailed(f"{url}: the drawn page has {drawn['nodes']} elements; {MOST_NODES} at most are read")
    if drawn["size"] > LARGEST:
        raise FetchFailed(f"{url}: the drawn page has more than {LARGEST} characters")
    return Rendered(
        url=url,
        final_url=page.url,
        status=response.status,
        request_headers=tuple((await response.request.all_headers()).items()),
        headers=_decoded_headers((item["name"], item["value"]) for item in await response.headers_array()),
        body=body,
        chain=await _chain(response),
        html=str(drawn["html"]),
        links=tuple((str(href), str(text)) for href, text in drawn["links"]),
        overlays=overlays(drawn["over"]),
    )


def _decoded_headers(headers: object) -> tuple[tuple[str, str], ...]:
    # the browser hands the body out decoded; the header that is no longer true keeps its value under the name that web archives use
    return tuple((f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else name, value) for name, value in headers)  # type: ignore[attr-defined]


async def _chain(response: Response) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    before = response.request.redirected_from
    while before is not None:
        answer = await before.response()
        hops.append(Hop(url=before.url, status=answer.status if answer else 0))
        before = before.redirected_from
    return tuple(reversed(hops))
