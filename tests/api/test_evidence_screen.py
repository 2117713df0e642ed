"""Evidence on the screens: compared when asked, damage named, taken away unchanged, nothing else of the disk shown."""

from __future__ import annotations

import gzip
import hashlib
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from api.views.money import money
from core.records import Capture, Page
from core.repositories import captures, leads
from tests.api.world import SEEN

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def capture(world):
    return world.capture("https://shop.example/a", "<p>证据</p>")


def damage(world, name, at):
    path = world.store.folder / name
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0xFF
    path.write_bytes(raw)


def test_an_intact_record_is_confirmed(browser, capture):
    text = browser.get(f"/captures/{capture.id}/check").text
    assert "校验通过" in text
    assert text.count("：一致") == 3


def test_a_changed_byte_is_found(browser, world, capture):
    damage(world, capture.warc, capture.offset + capture.length // 2)
    text = browser.get(f"/captures/{capture.id}/check", headers={"hx-request": "true"}).text
    assert "校验未通过" in text
    assert "校验通过：" not in text


def test_a_payload_that_is_not_the_registered_one_is_found(browser, world):
    other = world.capture("https://shop.example/b", "<p>乙</p>", sha256=hashlib.sha256(b"something else").hexdigest())
    text = browser.get(f"/captures/{other.id}/check").text
    assert "校验未通过" in text
    assert "页面内容（数据库）：不一致" in text


def test_a_changed_line_of_the_manifest_is_found(browser, world, capture):
    manifest = world.store.folder / f"{capture.warc}.manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes().replace(b'"response"', b'"resource"'))
    text = browser.get(f"/captures/{capture.id}/check").text
    assert "校验未通过" in text
    assert "does not follow" in text


@pytest.mark.parametrize("suffix", ["", ".manifest.jsonl"])
def test_a_missing_file_is_named(browser, world, capture, suffix):
    (world.store.folder / f"{capture.warc}{suffix}").unlink()
    text = browser.get(f"/captures/{capture.id}/check").text
    assert "校验未通过" in text
    assert capture.warc in text


def test_a_changed_screenshot_is_found(browser, world):
    lead = world.simple_lead()
    (world.store.folder / "shot.png").write_bytes(PNG)
    with world.database.write() as connection:
        leads.witnessed(
            connection, [lead.id], SEEN, witness="present", witness_note="", screenshot="shot.png", screenshot_sha256=hashlib.sha256(PNG).hexdigest()
        )
        capture_id = next(captures.every(connection)).id
    assert "校验通过" in browser.get(f"/captures/{capture_id}/check?lead={lead.id}").text
    (world.store.folder / "shot.png").write_bytes(PNG + b"x")
    assert "校验未通过" in browser.get(f"/captures/{capture_id}/check?lead={lead.id}").text
    (world.store.folder / "shot.png").unlink()
    assert "截图文件缺失" in browser.get(f"/captures/{capture_id}/check?lead={lead.id}").text


def test_the_record_is_taken_away_as_it_lies_on_disk_and_never_drawn(browser, world, capture):
    answer = browser.get(f"/captures/{capture.id}/record")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    record = next(ArchiveIterator(io.BytesIO(answer.content)))
    assert record.content_stream().read().decode() == "<p>证据</p>"
    assert gzip.decompress(answer.content).startswith(b"WARC/1.1")


def test_a_damaged_place_is_an_error_and_no_bytes(browser, world):
    broken = world.capture("https://shop.example/c", "<p>丙</p>", length=10**6)
    answer = browser.get(f"/captures/{broken.id}/record")
    assert answer.status_code == 500
    assert "证据无法读取" in answer.text


@pytest.mark.parametrize("name", ["../tradewatch.sqlite3", "/etc/passwd", "..", ".", "missing.png", "a/../../tradewatch.sqlite3", "link.png"])
def test_no_other_file_of_the_disk_is_sent(browser, world, settings, name):
    lead = world.simple_lead()
    (world.store.folder / "a").mkdir()
    (world.store.folder / "link.png").symlink_to(settings.data / "tradewatch.sqlite3")
    with world.database.write() as connection:
        leads.witnessed(connection, [lead.id], SEEN, witness="present", witness_note="", screenshot=name, screenshot_sha256="0" * 64)
    assert browser.get(f"/leads/{lead.id}/screenshot").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "../tradewatch.sqlite3"])
def test_a_record_outside_of_the_store_is_not_read(browser, world, name):
    bad = world.capture("https://shop.example/d", "x", warc=name, offset=0, length=10)
    assert browser.get(f"/captures/{bad.id}/record").status_code == 500
    assert "校验未通过" in browser.get(f"/captures/{bad.id}/check").text


def test_a_screenshot_is_sent_as_the_picture_it_is_and_nothing_else_is(browser, world):
    lead = world.simple_lead()
    for raw, status in ((PNG, 200), (b"<svg onload=alert(1)>", 500), (b"<html><script>", 500)):
        (world.store.folder / "shot.png").write_bytes(raw)
        with world.database.write() as connection:
            leads.witnessed(connection, [lead.id], SEEN, witness="present", witness_note="", screenshot="shot.png", screenshot_sha256="0" * 64)
        answer = browser.get(f"/leads/{lead.id}/screenshot")
        assert answer.status_code == status
    (world.store.folder / "shot.png").write_bytes(PNG)
    assert browser.get(f"/leads/{lead.id}/screenshot").headers["content-type"] == "image/png"
    assert browser.get(f"/leads/{lead.id}/screenshot?download=true").headers["content-disposition"].startswith("attachment")


def test_the_capture_has_a_page_of_its_own(browser, capture: Capture):
    text = browser.get(f"/captures/{capture.id}").text
    assert capture.sha256 in text
    assert capture.warc in text


def test_the_screen_of_a_capture_shows_its_shop_what_was_read_and_the_leads_it_proves(browser, world):
    shop = world.shop()
    item = world.listing(shop, "山楂<b>条</b>", "三天根治胃病")
    lead = world.lead(item, "根治胃病")
    with world.database.write() as connection:
        captures.set_page(connection, item.capture_id, Page(url=item.url, kind="product", title=item.title, text="三天根治胃病" + "长" * 4000))
    text = browser.get(f"/captures/{item.capture_id}").text
    assert f'href="/shops/{shop.id}"' in text
    assert f'href="/documents/listing/{item.id}"' in text
    assert f'href="/leads/{lead.id}"' in text
    assert "山楂&lt;b&gt;条" in text
    assert "长" * 2000 in text
    assert "长" * 3000 not in text


def test_a_shop_that_was_never_visited_is_not_said_to_hide_its_licence(browser, world):
    never = browser.get(f"/shops/{world.shop(licences=(), capture_id='').id}").text
    assert "还没有巡查过这家店铺" in never
    assert "未见证照号码" not in never


@pytest.mark.parametrize(("price", "currency", "said"), [("35.90", "CNY", "35.90 元"), ("12", "SEK", "12 SEK"), ("5", None, "5"), ("", "CNY", "—")])
def test_a_price_is_said_with_its_unit(price, currency, said):
    assert money(price, currency) == said
