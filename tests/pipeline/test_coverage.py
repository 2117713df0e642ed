"""The coverage record of a target: what is seen, what is not, and why."""

from __future__ import annotations

import pytest

from core.records import Coverage, Job
from core.repositories import coverage
from core.settings import Settings
from pipeline.cover import cover, layout_change
from pipeline.crawl import plan, run
from pipeline.rooms import open_rooms
from tests.crawlers.little_site import LittleSite, page


@pytest.fixture
def rooms(tmp_path):
    opened = open_rooms(Settings(data=tmp_path / "data"))
    yield opened
    opened.close()


def test_a_field_that_goods_no_longer_show_is_a_changed_layout():
    before = Coverage(target_id="t", goods=40, yields={"title": 1.0, "price": 0.95, "seller": 0.1})
    assert layout_change(before, 38, {"title": 1.0, "price": 0.9, "seller": 0.1}) == ""
    assert layout_change(before, 38, {"title": 1.0, "price": 0.2, "seller": 0.1}) == "price: 95% -> 20%"
    assert layout_change(before, 0, {}) == "goods: 40 -> 0"
    assert layout_change(before, 3, {"title": 0.3}) == ""


def test_a_visit_in_vain_says_so_and_keeps_when_the_target_was_last_seen(rooms):
    job = Job(id="j", target_id="t", due_at=None)
    seen = cover(rooms, job, stopped="all pages visited", complete=True, start_stored=True, pages=4)
    blocked = cover(rooms, job, stopped="start page failed: HTTP 403", complete=False, start_stored=False, pages=0)
    assert (seen.blocked, blocked.blocked) == ("", "start page failed: HTTP 403")
    assert (blocked.last_seen, blocked.last_complete) == (seen.last_seen, seen.last_complete)
    assert seen.last_complete is not None


@pytest.mark.slow
def test_a_visit_leaves_its_record(tmp_path):
    with LittleSite() as site:
        site.routes["/"] = page('<h1>店</h1><a href="/a">甲</a><a href="/b">乙</a><a href="/list?page=9999">末页</a><img src="/l.png" alt="营业执照">')
        site.routes |= {f"/{name}": page(f"<h1>{name}茶</h1><p>售价：￥9.90</p>") for name in "ab"}
        site.routes["/l.png"] = (200, {"Content-Type": "image/png"}, b"no picture")
        rooms = open_rooms(Settings(data=tmp_path / "data", allow_addresses=site.address, crawl_delay=0, ocr_budget=0))
        job = plan(rooms, f"{site.url}/", browser="never")
        run(rooms, job.id)
        with rooms.database.read() as connection:
            seen = coverage.find(connection, job.target_id)
        rooms.close()
    assert (seen.pages, seen.goods, seen.yields["price"]) == (3, 2, 1.0)
    assert seen.last_complete is not None
    assert seen.left_out == {"pagination": 1}
    assert seen.pictures_unread == 1
