"""What the browser asks for: nothing that robots.txt forbids by any way, no fonts, media, pictures and trackers; a document always anew, its parts once."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from core.errors import FetchFailed
from core.settings import Settings
from crawlers.browser.filter import is_tracker
from crawlers.browser.find import find_browser
from crawlers.browser.pool import BrowserPool
from crawlers.browser.render import render
from crawlers.guard import Guard
from tests.crawlers.little_site import page


def visit(sites, *urls, may_fetch=lambda url: "/private/" not in url):
    async def here(_host, _port):
        return ["127.0.0.1"]

    async def run():
        guard = Guard(tuple((ipaddress.ip_network("127.0.0.1"), int(site.address.partition(":")[2])) for site in sites))
        pool = BrowserPool(find_browser(Settings()), guard, lookup=here)
        pool.filter.may_fetch = may_fetch
        try:
            return [await render(pool, url) for url in urls]
        finally:
            await pool.close()

    return asyncio.run(run())


def text(body: str, kind: str = "text/plain", **headers: str):
    return 200, {"Content-Type": kind, **headers}, body.encode()


WAYS = """<h1>店</h1><div id="open"></div><script>
const ask = path => fetch(path).catch(() => 0)
ask('/private/fetch')
const old = new XMLHttpRequest(); old.open('GET', '/private/xhr'); old.send()
new EventSource('/private/events')
new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/private/worker').catch(() => 0)"])))
window.open('/private/window')
document.body.insertAdjacentHTML('beforeend', '<iframe src="/private/frame"></iframe><iframe src="http://other.example:PORT/frame"></iframe>')
ask('/moved')
ask('/open').then(answer => answer.text()).then(said => document.getElementById('open').textContent = said)
</script>"""


@pytest.mark.browser
@pytest.mark.usefixtures("browser_name")
def test_no_way_leads_past_robots_txt(site, other_site):
    port = other_site.address.partition(":")[2]
    site.routes |= {"/": page(WAYS.replace("PORT", port)), "/open": text("open goods"), "/moved": (302, {"Location": "/private/moved"}, b"")}
    other_site.routes["/frame"] = page("<script>fetch('/private/in-a-frame').catch(() => 0); fetch('/open')</script>")
    (drawn,) = visit([site, other_site], f"{site.url}/")
    assert "open goods" in drawn.html
    assert {"/open", "/moved"} <= set(site.hits)
    assert {"/frame", "/open"} <= set(other_site.hits)
    assert [path for path in site.hits + other_site.hits if "/private/" in path] == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("browser_name")
def test_all_of_them_are_gone_when_robots_txt_lets_them(site, other_site):
    site.routes |= {"/": page(WAYS.replace("PORT", other_site.address.partition(":")[2])), "/moved": (302, {"Location": "/private/moved"}, b"")}
    visit([site, other_site], f"{site.url}/", may_fetch=lambda _: True)
    assert {f"/private/{way}" for way in ("fetch", "xhr", "events", "worker", "frame", "moved")} <= set(site.hits)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("browser_name")
def test_a_page_that_leads_to_what_robots_txt_forbids_says_so(site):
    site.routes |= {"/": (302, {"Location": "/private/page"}, b""), "/private/page": page("x")}
    with pytest.raises(FetchFailed, match=r"robots\.txt forbids"):
        visit([site], f"{site.url}/")
    assert "/private/page" not in site.hits


PARTS = """<style>@font-face{font-family:x;src:url(/x.woff2)} body{font-family:x;background:url(/back.png)}</style><h1>店</h1><img src="/goods.jpg">
<video src="/film.mp4" autoplay></video><script src="/app.js"></script><script>navigator.sendBeacon('/beacon', 'x')</script>"""


@pytest.mark.browser
@pytest.mark.usefixtures("browser_name")
def test_only_what_a_page_needs_is_loaded_and_a_document_always_anew(site):
    lasting = {"Cache-Control": "max-age=600"}
    site.routes |= {f"/{name}": (200, {"Content-Type": "text/html; charset=utf-8", **lasting}, page(PARTS)[2]) for name in ("1", "2")}
    site.routes["/app.js"] = text("document.title = '画好了'", "text/javascript", **lasting)
    visit([site], f"{site.url}/1", f"{site.url}/2", f"{site.url}/1")
    assert site.hits == ["/1", "/app.js", "/2", "/1"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://hm.baidu.com/hm.js", True),
        ("https://x@www.google-analytics.com:443/j", True),
        ("http://hm.baidu.com.shop.example/", False),
        ("http://shop.example/hm.baidu.com/", False),
    ],
)
def test_a_tracker_is_known_by_its_host_alone(url, said):
    assert is_tracker(url) is said
