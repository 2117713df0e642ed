"""Pictures: fetched again only when they changed, read once, and in their turn: licences, then what stands beside a lead, then the rest."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from core.clock import now
from core.records import Coverage, Lead, Target
from core.repositories import captures, coverage, frontier, leads
from core.repositories.frontier import FrontierRow
from core.settings import Settings
from crawlers.frontier import Frontier, Wanted
from evidence.verify import verify
from pipeline.crawl import plan, run
from pipeline.picture_queue import in_turn
from pipeline.rooms import open_rooms
from tests.crawlers.little_site import LittleSite, page
from tests.pipeline.visits import a_capture

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)


def a_picture(shade: int) -> bytes:
    drawn = Image.new("RGB", (300, 200), (255, 255, shade))
    ImageDraw.Draw(drawn).text((20, 80), "913441", fill=0)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def shop():
    with LittleSite() as site:
        site.routes |= {
            "/": page('<h1>惠州小店</h1><h2>证照信息</h2><p>营业执照<img src="/licence.png" alt="营业执照"></p>'),
            "/licence.png": (200, {"Content-Type": "image/png"}, a_picture(250)),
        }
        yield site


def rooms_at(folder, shop, **more):
    return open_rooms(Settings(data=folder / "data", allow_addresses=shop.address, crawl_delay=0, browser="/bin/true", **more))


def visit(rooms, shop) -> str:
    job = plan(rooms, f"{shop.url}/", browser="never").id
    run(rooms, job)
    return job


def pictures(rooms, job):
    with rooms.database.read() as connection:
        return [(capture, read) for capture, read in captures.of_job(connection, job) if capture.kind == "picture"]


@pytest.mark.slow
@pytest.mark.parametrize("etags", [True, False], ids=["304", "same bytes"])
def test_an_unchanged_picture_is_neither_sent_nor_read_again(tmp_path, shop, monkeypatch, etags):
    shop.etags = etags
    rooms = rooms_at(tmp_path, shop)
    try:
        first = pictures(rooms, visit(rooms, shop))
        monkeypatch.setattr("pipeline.pictures.read_lines", lambda _: pytest.fail("read again"))
        second = pictures(rooms, visit(rooms, shop))
        assert ("/licence.png" in shop.not_modified) is etags
        assert [capture.same_as for capture, _ in second] == [first[0][0].id]
        assert second[0][1] == first[0][1] != None  # noqa: E711 - both were read, and say the same
        assert verify(rooms.settings.evidence_folder, [capture for capture, _ in first + second]).problems == []
        shop.routes["/licence.png"] = (200, {"Content-Type": "image/png"}, a_picture(10))
        monkeypatch.undo()
        third = pictures(rooms, visit(rooms, shop))
        assert (third[0][0].same_as, third[0][0].status) == ("", 200)
    finally:
        rooms.close()


@pytest.mark.slow
def test_a_picture_that_was_left_unread_is_fetched_again(tmp_path, shop):
    shop.etags = True
    rooms = rooms_at(tmp_path, shop, ocr_budget=0)
    try:
        visit(rooms, shop)
        visit(rooms, shop)
        assert shop.hits.count("/licence.png") == 2
        assert "/licence.png" not in shop.not_modified
    finally:
        rooms.close()


def test_licences_are_read_first_then_what_stands_beside_a_lead(tmp_path):
    rooms = open_rooms(Settings(data=tmp_path))
    host = "http://shop.example"
    wanted = {
        "/plain.png": {"weight": 1, "referer": f"{host}/plain"},
        "/suspicious.png": {"weight": 1, "referer": f"{host}/lead"},
        "/dismissed.png": {"weight": 1, "referer": f"{host}/dismissed"},
        "/licence.png": {"weight": 100, "referer": f"{host}/"},
    }
    lead = Lead(
        id="l1",
        rule="r",
        category="other",
        title="t",
        severity="low",
        confidence="low",
        status="new",
        shop_id="s",
        url=f"{host}/lead",
        words="",
        first_seen=T0,
        last_seen=T0,
    )
    with rooms.database.write() as connection:
        for number, (path, row) in enumerate(wanted.items()):
            captures.add(connection, replace(a_capture(host + path, T0 + timedelta(seconds=number)), kind="picture"))
            frontier.put(connection, "j1", [FrontierRow(key=path, url=host + path, state="done", wanted=row)])
        leads.seen(connection, lead)
        leads.seen(connection, replace(lead, id="l2", url=f"{host}/dismissed"))
        leads.decide(connection, "l2", status="dismissed", reason="x", who="y", now=T0, version=1)
    with rooms.database.read() as connection:
        order = [capture.url.removeprefix(host) for capture in in_turn(connection, "j1", 3)]
    rooms.close()
    assert order == ["/licence.png", "/suspicious.png", "/plain.png"]


def test_pictures_beside_a_lead_are_fetched_before_others():
    queue = Frontier(limit=10, at_once=8)
    for name in ("a", "b", "c"):
        queue.push(Wanted(url=f"http://s.example/{name}.png", kind="picture", weight=1, referer=f"http://s.example/{name}"))
    assert queue.pages_of_pictures() == [f"http://s.example/{name}" for name in ("a", "b", "c")]
    queue.prefer({"http://s.example/b"})
    assert [queue.pop().url[-5:] for _ in range(3)] == ["b.png", "a.png", "c.png"]


@pytest.mark.parametrize(
    ("seen", "risk", "allowed"), [(None, "low", 20), (Coverage(target_id="t"), "low", 20), ("complete", "low", 10), ("complete", "high", 20)]
)
def test_new_sellers_and_risky_ones_have_more_pictures_read(tmp_path, seen, risk, allowed):
    rooms = open_rooms(Settings(data=tmp_path))
    target = Target(id="t", url="http://s.example/", risk=risk)
    with rooms.database.write() as connection:
        if seen is not None:
            coverage.put(connection, Coverage(target_id="t", last_complete=now()) if seen == "complete" else seen)
    with rooms.database.read() as connection:
        found = coverage.pictures_allowed(connection, target, 10)
    rooms.close()
    assert found == allowed
