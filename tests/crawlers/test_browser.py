"""The browser: pages drawn by script are read, and whatever a page's script does, nothing outside the allowance is reached."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import subprocess
import time
from pathlib import Path

import pytest

from core.errors import AddressRefused, FetchFailed
from core.records import Hop
from core.settings import Settings
from crawlers.browser.find import find_browser
from crawlers.browser.pool import BrowserPool
from crawlers.browser.proxy import system_lookup
from crawlers.browser.render import Rendered, render
from crawlers.guard import Guard
from evidence.store import EvidenceStore
from tests.crawlers.little_site import LittleSite, page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser_name")]

DRAWN = """<div id="app"></div><script>
setTimeout(() => { document.getElementById('app').innerHTML = '<h1>脚本画出的毛巾</h1><a href="#/item/2">第二件</a>' }, 200)
</script>"""

# every way out that a page's script has and that can be tried in a line
BREAKOUT = """<h1>坏页</h1><div id="done"></div><iframe src="http://{inside}/frame"></iframe><img src="http://{inside}/image"><script>
const inside = '{inside}'
for (const url of ['http://' + inside + '/fetch', 'http://169.254.169.254/latest/', 'http://localhost:' + inside.split(':')[1] + '/name',
                   'http://0x7f000001:' + inside.split(':')[1] + '/hex', 'http://2130706433:' + inside.split(':')[1] + '/decimal', '/redirect'])
  fetch(url, {{mode: 'no-cors'}}).catch(() => 0)
try {{ new WebSocket('ws://' + inside + '/socket') }} catch (e) {{}}
try {{ new EventSource('http://' + inside + '/events') }} catch (e) {{}}
try {{ new Worker(URL.createObjectURL(new Blob(["fetch('http://" + inside + "/worker', {{mode: 'no-cors'}})"]))) }} catch (e) {{}}
navigator.sendBeacon && navigator.sendBeacon('http://' + inside + '/beacon', 'x')
const form = document.createElement('form'); form.action = 'http://' + inside + '/form'; form.target = '_blank'; document.body.append(form); form.submit()
window.open('http://' + inside + '/popup')
</script>"""


def allow(*sites: LittleSite) -> Guard:
    return Guard(tuple((ipaddress.ip_network("127.0.0.1"), int(site.address.partition(":")[2])) for site in sites))


def visit(guard: Guard, url: str, lookup=system_lookup) -> Rendered:
    async def run() -> Rendered:
        found = find_browser(Settings())
        assert found is not None
        pool = BrowserPool(found, guard, lookup=lookup)
        try:
            return await render(pool, url)
        finally:
            await pool.close()

    return asyncio.run(run())


def test_a_page_drawn_by_script_is_read(site):
    site.routes["/"] = page(DRAWN)
    drawn = visit(allow(site), f"{site.url}/")
    assert "脚本画出的毛巾</h1>" in drawn.html
    assert (f"{site.url}/#/item/2", "第二件") in drawn.links
    assert b"setTimeout" in drawn.body
    assert drawn.status == 200


def test_a_redirect_in_the_browser_is_kept(site):
    site.routes |= {"/old": (302, {"Location": "/new"}, b""), "/new": page("<h1>新</h1>")}
    drawn = visit(allow(site), f"{site.url}/old")
    assert (drawn.final_url, drawn.chain) == (f"{site.url}/new", (Hop(url=f"{site.url}/old", status=302),))


def test_no_script_reaches_an_address_that_the_guard_refuses(site, other_site):
    site.routes |= {"/": page(BREAKOUT.format(inside=other_site.address)), "/redirect": (302, {"Location": f"{other_site.url}/redirected"}, b"")}
    visit(allow(site), f"{site.url}/")
    assert "/redirect" in site.hits
    assert other_site.hits == []


def test_the_same_page_reaches_it_when_it_is_allowed(site, other_site):
    site.routes |= {"/": page(BREAKOUT.format(inside=other_site.address)), "/redirect": (302, {"Location": f"{other_site.url}/redirected"}, b"")}
    visit(allow(site, other_site), f"{site.url}/")
    assert {"/fetch", "/redirected", "/socket", "/worker", "/frame"} <= set(other_site.hits)


def test_a_redirect_to_a_refused_address_is_an_error_with_its_reason(site, other_site):
    site.routes["/"] = (302, {"Location": f"{other_site.url}/"}, b"")
    other_site.routes["/"] = page("inside")
    with pytest.raises(AddressRefused, match="loopback"):
        visit(allow(site), f"{site.url}/")
    assert other_site.hits == []


def test_a_name_whose_answer_points_inside_is_refused(site):
    async def inside(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    site.routes["/"] = page("inside")
    with pytest.raises(AddressRefused, match="DNS answer for shop"):
        visit(Guard(), f"http://shop.example:{site.address.partition(':')[2]}/", inside)
    assert site.hits == []


def test_a_name_that_does_not_resolve_is_said(site):
    with pytest.raises(FetchFailed, match="DNS lookup failed"):
        visit(Guard(), "http://no-such-shop.invalid/")


def test_a_download_and_a_dialog_do_not_stop_the_crawl(site):
    site.routes |= {"/dialog": page("<h1>x</h1><script>alert(1); confirm(2)</script>"), "/file": (200, {"Content-Type": "application/zip"}, b"PK")}
    assert "<h1>x</h1>" in visit(allow(site), f"{site.url}/dialog").html
    with pytest.raises(FetchFailed):
        visit(allow(site), f"{site.url}/file")


def browsers_of(root: int) -> set[int]:
    """Return the ids of the process's descendants that are browsers or Playwright's driver."""
    parents, names = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                names[int(entry.name)] = (entry / "cmdline").read_bytes().decode(errors="replace")
            except (OSError, ValueError):
                continue  # it ended while we looked

    def is_below(pid: int) -> bool:
        while pid > 1:
            pid = parents.get(pid, 0)
            if pid == root:
                return True
        return False

    return {pid for pid, name in names.items() if is_below(pid) and ("playwright" in name or "chrom" in name)}


def all_end_within(seconds: float, pids: set[int]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(is_running(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_nothing_is_left_running(site):
    site.routes["/"] = page("x")
    visit(allow(site), f"{site.url}/")
    assert browsers_of(os.getpid()) == set()


# ---------------------------------------------------------------- whole crawls


SPA = """<div id="app"></div><script>
const routes = {{'': '<h1>首页</h1><a href="#/item/1">毛巾一</a> <a href="#/item/2">毛巾二</a> <a href="#/cart">购物车</a>',
  '#/item/1': '<h1>纯棉毛巾一号</h1><p>¥19.90</p>', '#/item/2': '<h1>纯棉毛巾二号</h1><p>¥29.90</p>'}}
document.getElementById('app').innerHTML = routes[location.hash] || ''
</script>"""


@pytest.mark.slow
def test_a_single_page_shop_is_visited_route_by_route(site, crawl_of):
    site.routes["/"] = page(SPA.replace("{{", "{").replace("}}", "}"))
    crawl = crawl_of(f"{site.url}/", site, browser="auto").run()
    assert sorted(crawl.urls()) == [f"{site.url}/", f"{site.url}/#/item/1", f"{site.url}/#/item/2"]
    assert all(capture.via == "browser" for capture, _ in crawl.rows() if capture.kind == "page")
    assert "纯棉毛巾二号" in next(read.text for capture, read in crawl.rows() if capture.url.endswith("#/item/2"))
    assert crawl.urls("shell") == [f"{site.url}/"]
    assert crawl.problems() == []


@pytest.mark.slow
def test_what_the_browser_drew_lies_in_the_evidence_beside_what_was_sent(site, crawl_of):
    site.routes["/"] = page(SPA.replace("{{", "{").replace("}}", "}"))
    crawl = crawl_of(f"{site.url}/", site, browser="always").run()
    capture = next(capture for capture, _ in crawl.rows() if capture.url == f"{site.url}/")
    drawn = EvidenceStore(crawl.settings.evidence_folder).read(capture.warc, capture.offset, capture.length)
    assert drawn.kind == "resource"
    assert "毛巾一" in drawn.body.decode()


@pytest.mark.slow
def test_a_server_rendered_shop_needs_no_browser(site, crawl_of):
    site.routes |= {"/": page('<h1>小店</h1><a href="/1">毛巾</a>'), "/1": page("<h1>毛巾</h1><p>¥19.90</p>")}
    crawl = crawl_of(f"{site.url}/", site, browser="auto").run()
    assert {capture.via for capture, _ in crawl.rows()} == {"http"}


@pytest.mark.slow
def test_a_target_that_wants_no_browser_names_the_page_that_would_need_one(site, crawl_of):
    site.routes["/"] = page('<div id="app"></div><script src="/app.js"></script>')
    crawl = crawl_of(f"{site.url}/", site, browser="never").run()
    assert "drawn by script" in crawl.why(f"{site.url}/")
    assert crawl.report["stopped"].startswith("incomplete")
    assert crawl.report["start_stored"] is True


def started(crawl) -> tuple[subprocess.Popen[bytes], set[int]]:
    """Start a crawl and wait until its browser draws a page that never ends."""
    child = crawl.start()
    while len(browsers_of(child.pid)) < 3 and child.poll() is None:
        time.sleep(0.05)
    time.sleep(1)
    return child, browsers_of(child.pid)


ENDLESS = DRAWN + "<script>setInterval(() => fetch('/more?' + Math.random()), 100)</script>"


@pytest.mark.slow
def test_a_killed_crawl_leaves_no_browser_behind(site, crawl_of):
    site.routes["/"] = page(ENDLESS)
    child, browsers = started(crawl_of(f"{site.url}/", site, browser="always"))
    child.kill()
    child.communicate()
    assert len(browsers) >= 3
    assert all_end_within(10, browsers)


@pytest.mark.slow
def test_a_crawl_that_is_asked_to_end_takes_its_browser_along(site, crawl_of):
    site.routes["/"] = page(ENDLESS)
    crawl = crawl_of(f"{site.url}/", site, browser="always")
    child, browsers = started(crawl)
    began = time.monotonic()
    child.terminate()
    crawl.end(child, 15)
    assert time.monotonic() - began < 9
    assert crawl.report["stopped"] == "stopped by SIGTERM"
    assert all_end_within(10, browsers)


@pytest.mark.slow
def test_a_page_that_the_browser_could_not_draw_is_drawn_when_the_job_is_taken_up_again(site, crawl_of, tmp_path):
    site.routes["/"] = page(SPA.replace("{{", "{").replace("}}", "}"))
    crawl = crawl_of(f"{site.url}/", site, browser="auto")
    broken = tmp_path / "broken-browser"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    whole, crawl.settings = crawl.settings, crawl.settings.model_copy(update={"browser": str(broken)})
    crawl.run()
    assert crawl.report["stopped"].startswith("incomplete")
    assert [capture.via for capture, _ in crawl.rows() if capture.kind == "page"] == ["http"]
    crawl.settings = whole
    again = crawl.again().run()
    assert {capture.url for capture, _ in again.rows() if capture.via == "browser"} == {f"{site.url}/", f"{site.url}/#/item/1", f"{site.url}/#/item/2"}
    assert (again.report["pages"], again.report["stopped"]) == (3, "all pages visited")
