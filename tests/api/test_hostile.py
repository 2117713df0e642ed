"""What a shop writes stays text on our screens; what a browser sends is bounded; every answer carries the headers."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from api.security import HEADERS, LARGEST_BODY
from api.views.links import local_path, safe_url
from core.records import Licence
from pipeline.indexing import drain
from pipeline.rooms import open_rooms

EVIL = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'{{ 7 * 7 }}</textarea></title>\u202e"""


class Tags(HTMLParser):
    """Collects tags, attributes and links."""

    def __init__(self):
        super().__init__()
        self.scripts, self.handlers, self.links, self.images, self.styles = [], [], [], [], 0

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "script":
            self.scripts.append(names.get("src"))
        if tag == "img":
            self.images.append(names.get("src"))
        if tag == "style" or "style" in names:
            self.styles += 1
        self.handlers += [name for name in names if name.startswith("on")]
        self.links += [names[name] for name in ("href", "src", "action", "hx-get") if names.get(name)]


@pytest.fixture
def evil_pages(browser, world, settings):
    shop = world.shop(
        "evil.example",
        name=EVIL,
        operator=EVIL,
        address=EVIL,
        exemption=EVIL,
        contacts=(EVIL,),
        licences=(Licence(kind=EVIL, value=EVIL, valid=False, why=EVIL),),
        url="javascript:alert(3)",
    )
    capture = world.capture("javascript:alert(4)//", EVIL, final_url="data:text/html,<script>alert(5)</script>")
    item = replace(world.listing(shop, EVIL, EVIL + "最好", url="javascript:alert(6)"), capture_id=capture.id, price=EVIL[:40], seller=EVIL, goods=EVIL)
    from core.repositories import documents

    with world.database.write() as connection:
        documents.put(connection, item)
    lead = world.lead(item, ["最好", "<script>alert(1)</script>"], title=EVIL, met=(EVIL,), open=(EVIL,), clears=(EVIL,), articles=(EVIL,), rule="evil-rule")
    ad = world.advertisement(shop, EVIL, EVIL, "https://evil.example/ad")
    rooms = open_rooms(settings)
    drain(rooms)
    rooms.close()
    return [
        "/",
        "/leads",
        f"/leads/{lead.id}",
        f"/leads/{lead.id}?full=true",
        f"/documents/listing/{item.id}",
        f"/documents/advertisement/{ad.id}",
        f"/shops/{shop.id}",
        "/shops",
        f"/captures/{capture.id}",
        f"/captures/{capture.id}/check",
        "/search?q=script",
        "/search?q=%3Cscript%3Ealert(1)",
        "/leads?q=%22%3E%3Cscript%3E",
        "/shops?q=%22%3E%3Cscript%3E",
        "/nothing/%3Cscript%3E",
    ]


def test_hostile_text_runs_nowhere_and_hostile_addresses_are_no_links(browser, evil_pages):
    for path in evil_pages:
        text = browser.get(path).text
        tags = Tags()
        tags.feed(text)
        assert tags.scripts, path
        assert all(src and src.startswith("/static/") for src in tags.scripts), path
        assert tags.handlers == [], path
        assert tags.styles == 0, path
        assert all(src.startswith(("/static/", "/leads/")) for src in tags.images), path
        assert not [link for link in tags.links if link.lower().startswith(("javascript:", "data:"))], path


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "https://",
        "http://[",
        "ftp://a/",
        "",
        "\x01https://a/",
    ],
)
def test_an_address_that_could_do_harm_is_no_link(url):
    assert safe_url(url) == ""


@pytest.mark.parametrize("url", ["https://shop.example/", "http://a.example:8080/x?y=1#z", "https://例子.测试/商品"])
def test_a_plain_address_is_a_link(url):
    assert safe_url(url) == url


def test_only_paths_of_this_site_are_gone_on_to():
    assert local_path("/leads?q=1") == "/leads?q=1"
    assert [local_path(path) for path in ("//a", "/\\a", "https://a", "", "leads", "/\r\nx")] == ["/"] * 6


def test_every_answer_carries_the_headers(browser, visitor, world):
    lead = world.simple_lead()
    for path in ("/", "/login", f"/leads/{lead.id}", "/nothing", "/api/v1/leads", "/api/v1/health", "/static/base.css", "/leads/x/screenshot"):
        answer = browser.get(path)
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (path, name)
        assert answer.headers["cache-control"] == "no-store", path
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_an_error_nobody_expected_is_a_page_with_the_headers_and_no_trace(browser, app, monkeypatch):
    monkeypatch.setattr(app.state.house, "detectors", lambda: 1 / 0)
    answer = browser.get("/rules")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_static_files_with_their_hash_may_be_kept(browser):
    import re

    address = re.search(r'href="(/static/base\.css\?v=[0-9a-f]+)"', browser.get("/").text)[1]
    assert "immutable" in browser.get(address).headers["cache-control"]
    assert browser.get("/static/../app.py").status_code == 404


def test_a_body_larger_than_any_form_is_refused(browser):
    answer = browser.client.post("/login", data={"name": "a", "password": "x" * (LARGEST_BODY + 1)})
    assert answer.status_code in (400, 413)
    answer = browser.client.post("/api/v1/session", content=iter([b"{" + b" " * 1000] * 600), headers={"content-type": "application/json"})
    assert answer.status_code in (400, 413)
