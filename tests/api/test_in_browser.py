"""The screens in a real browser: keys, parts that change by themselves, no wish against the policy, no page wider than a phone."""

from __future__ import annotations

import socket
import threading
import time

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright

from api.app import create_app
from crawlers.browser.find import find_browser
from pipeline.indexing import drain
from pipeline.rooms import open_rooms
from tests.api.conftest import PASSWORD
from tests.api.world import World

pytestmark = pytest.mark.browser

LONG = "https://shop.example/item/" + "%E8%8C%B6" * 80


@pytest.fixture
def address(settings, browser_name):
    """A running server with leads. Returns its address and the world behind it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    world = World(app.state.house.database, app.state.house.store)
    shop = world.shop(name="名" * 60)
    for i in range(3):
        title = f"{i}" + "绿茶" * 60 + "<script>document.title='x'</script>"
        item = world.listing(shop, title, "全网最好" + "字" * 900 + "a" * 400, url=f"{LONG}{i}")
        world.lead(item, ["最好"], rule=f"rule-{i}", title=f"第{i}条", severity=("high", "medium", "low")[i])
    rooms = open_rooms(settings)
    drain(rooms)
    rooms.close()
    yield f"http://127.0.0.1:{port}", world
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(address, settings):
    """A signed-in page that remembers what went wrong in it."""
    found = find_browser(settings)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.executable_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.wrong = []
        page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto(f"{address[0]}/login")
        page.fill("[name=name]", "admin")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        yield page
        browser.close()


def test_a_lead_is_found_opened_and_dismissed_by_keys_alone(page, address):
    base, _ = address
    page.goto(f"{base}/leads")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads/*")
    page.wait_for_load_state()
    assert page.inner_text("h1") == "第0条"
    page.keyboard.press("d")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-undo]")
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("第1条")
    page.goto(f"{base}/leads?status=dismissed")
    assert page.locator("[data-row]").count() == 1
    page.click(".lead-title")
    page.wait_for_selector("[data-undo]")
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.wait_for_selector("[data-decide=c]")
    assert page.wrong == []


def test_filters_change_the_list_the_numbers_and_the_address_without_a_reload(page, address):
    base, _ = address
    page.goto(f"{base}/leads")
    page.evaluate("window.stayed = true")
    page.keyboard.press("/")
    page.keyboard.type("第2")
    expect(page.locator("[data-row]")).to_have_count(1)
    assert "q=" in page.url
    page.fill("#q", "")
    expect(page.locator("[data-row]")).to_have_count(3)
    page.select_option("[name=severity]", "high")
    expect(page.locator("[data-row]")).to_have_count(1)
    assert "severity=high" in page.url
    assert page.evaluate("window.stayed") is True
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator(".bulk").is_visible()
    assert page.wrong == []


def test_evidence_is_compared_and_the_text_unfolded_in_place(page, address):
    base, _ = address
    page.goto(f"{base}/leads")
    page.click(".lead-title >> nth=0")
    assert page.locator(".gap").count() > 0
    page.click("text=显示全文")
    expect(page.locator(".gap")).to_have_count(0)
    page.click("#evidence >> text=校验")
    page.wait_for_selector(".check-good")
    assert page.wrong == []


@pytest.mark.parametrize("width", [390, 1440])
def test_no_screen_is_wider_than_the_window(page, address, width):
    base, world = address
    page.set_viewport_size({"width": width, "height": 844})
    with world.database.read() as connection:
        from core.repositories import documents, lead_lists, shops

        lead = lead_lists.page(connection, lead_lists.LeadFilter())[1][0]
        listing = documents.every(connection, "listing")[0]
        shop = shops.every(connection)[0]
    searches = ("/search?q=最好", "/search?q=最好&near=1", "/search/batch", "/saved", "/rescans", f"/documents/listing/{listing}/like")
    fixed = (*searches, "/", "/leads", "/shops", "/jobs", "/users", "/rules", "/help", "/api/docs", "/account", "/nothing")
    for path in (*fixed, f"/leads/{lead.id}?full=true", f"/documents/listing/{listing}", f"/shops/{shop.id}"):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("document.title") != "x", path
    assert [text for text in page.wrong if "404" not in text] == []
