"""The second look: words present or gone, with a picture that is kept; without a browser it says so."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from core.settings import Settings
from crawlers import witness
from crawlers.browser.find import FoundBrowser
from crawlers.witness import WitnessRequest, look, words_in
from evidence.store import EvidenceStore
from evidence.verify import verify
from tests.crawlers.little_site import LittleSite, page


@pytest.mark.parametrize(
    ("text", "word", "there"),
    [
        ("本品包治百病", "包治百病", True),
        ("本品包治\n百病", "包治百病", True),
        ("本品包 治 百 病", "包治百病", True),
        ("本品包*治百病", "包治百病", True),
        ("本品包治百病", "包治\n百病", True),
        ("全網第一", "全网第一", True),
        ("本品不治病", "包治百病", False),
        ("", "包治百病", False),
        ("x", "", False),
    ],
)
def test_words_are_found_as_a_reader_finds_them(text, word, there):
    assert words_in(text, (word,)) == {word: there}


def test_without_a_browser_every_page_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(witness, "find_browser", lambda _settings: None)
    requests = [WitnessRequest(url=f"http://shop.example/{number}", words=("x",)) for number in range(3)]
    results = list(look(requests, Settings(data=tmp_path), EvidenceStore(tmp_path)))
    assert [result.url for result in results] == [request.url for request in requests]
    assert all("没有可用的浏览器" in result.note for result in results)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://no-such-shop.invalid/", "DNS lookup failed for no-such-shop.invalid"),
        (f"http://{'x' * 70}.example/", "no host name"),
        ("javascript:alert(1)", "scheme 'javascript' refused"),
        ("file:///etc/passwd", "scheme 'file' refused"),
        ("http://169.254.169.254/latest/", "refused: link-local"),
        ("", "refused"),
    ],
)
def test_for_an_address_that_leads_nowhere_no_browser_is_started(tmp_path, monkeypatch, url, why):
    monkeypatch.setattr(witness, "find_browser", lambda _settings: FoundBrowser(name="none", executable_path="/nowhere/chromium"))
    monkeypatch.setattr(witness.BrowserPool, "page", lambda _self: pytest.fail("a page was opened"))
    (result,) = look([WitnessRequest(url=url, words=("x",))], Settings(data=tmp_path), EvidenceStore(tmp_path))
    assert result.note.startswith(witness.NOT_OPENED)
    assert why in result.note


@pytest.fixture(scope="module")
def looked(tmp_path_factory, browser_name):
    folder = tmp_path_factory.mktemp("witness")
    with LittleSite() as site, LittleSite() as inside:
        site.routes |= {
            "/claim": page("<h1>养生茶</h1><p>本品<b>包治</b>百病</p>"),
            "/drawn": page("<div id=a></div><script>setTimeout(() => document.getElementById('a').textContent = '全网第一', 300)</script>"),
            "/long": page("<div style='height:60000px'>长页</div>"),
            "/inside": (302, {"Location": f"{inside.url}/"}, b""),
        }
        settings = Settings(data=folder, allow_addresses=site.address, crawl_delay=0)
        store = EvidenceStore(settings.evidence_folder)
        asked = {"/claim": ("包治百病", "全网第一"), "/drawn": ("全网第一",), "/inside": ("x",), "/gone": ("包治百病",), "/long": ("长页",)}
        results = list(look([WitnessRequest(url=f"{site.url}{path}", words=words) for path, words in asked.items()], settings, store))
        yield dict(zip(asked, results, strict=True)), store, inside


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(png)) as image:
        return image.size


@pytest.mark.browser
def test_each_word_is_present_or_gone(looked):
    results, _, _ = looked
    assert results["/claim"].present == {"包治百病": True, "全网第一": False}
    assert results["/drawn"].present == {"全网第一": True}
    assert results["/claim"].note == ""


@pytest.mark.browser
def test_the_picture_is_kept_under_its_hash_and_reads_back(looked):
    results, store, _ = looked
    png = (store.folder / results["/claim"].screenshot).read_bytes()
    assert hashlib.sha256(png).hexdigest() == results["/claim"].screenshot_sha256
    assert size_of(png)[0] >= 1280
    assert verify(store.folder).problems == []


@pytest.mark.browser
def test_a_picture_that_was_changed_is_named(looked):
    results, store, _ = looked
    path = store.folder / results["/drawn"].screenshot
    kept = path.read_bytes()
    path.write_bytes(kept + b"x")
    try:
        assert any(path.name in problem for problem in verify(store.folder).problems)
    finally:
        path.write_bytes(kept)


@pytest.mark.browser
def test_a_very_long_page_is_cut(looked):
    results, store, _ = looked
    assert size_of((store.folder / results["/long"].screenshot).read_bytes())[1] == witness.TALLEST


@pytest.mark.browser
def test_the_guard_holds_in_the_second_look_and_one_failing_page_stops_no_other(looked):
    results, _, inside = looked
    assert "loopback" in results["/inside"].note
    assert inside.hits == []
    assert results["/long"].present == {"长页": True}


@pytest.mark.browser
def test_a_page_that_is_gone_says_so(looked):
    results, _, _ = looked
    assert "404" in results["/gone"].note
