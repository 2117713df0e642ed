"""A second visit: what did not change is asked for with its validators, not read again, and yet counts as seen; what changed is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import now
from core.records import PageState
from core.repositories import captures, documents, leads
from core.settings import Settings
from crawlers.again import is_due
from evidence.verify import verify
from pipeline.crawl import plan, run
from pipeline.rooms import open_rooms
from tests.crawlers.little_site import LittleSite, page

LICENCE = "<p>统一社会信用代码：91441300MA4UHF1C9X</p>"


@pytest.fixture
def shop():
    with LittleSite() as site:
        site.routes |= {
            "/": page(f'<h1>惠州小店</h1><a href="/tea">养生茶</a><a href="/cup">茶杯</a>{LICENCE}'),
            "/tea": page("<h1>养生茶</h1><p>售价：￥19.90</p><p>本品可治疗糖尿病，无效退款</p>"),
            "/cup": page("<h1>茶杯</h1><p>售价：￥9.90</p>"),
        }
        yield site


@pytest.fixture
def rooms(tmp_path, shop):
    opened = open_rooms(Settings(data=tmp_path / "data", allow_addresses=shop.address, crawl_delay=0, browser="/bin/true"))
    yield opened
    opened.close()


def visit(rooms, shop):
    report = run(rooms, plan(rooms, f"{shop.url}/", browser="never").id)
    assert report.stopped == "all pages visited"
    with rooms.database.read() as connection:
        stored = {
            item.url.removeprefix(shop.url): item for kind in ("listing", "page") for item in documents.of_shop(connection, kind, shops_of(connection)[0].id)
        }
        found = [leads.get(connection, ident) for ident in lead_ids(connection)]
    return report, stored, found


def shops_of(connection):
    from core.repositories.overview import shop_page

    return shop_page(connection)[1]


def lead_ids(connection):
    from sqlalchemy import select

    from core.db.tables import leads as table

    return list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())


@pytest.mark.slow
@pytest.mark.parametrize("etags", [True, False], ids=["304", "same content"])
def test_an_unchanged_page_is_seen_and_not_read_again(rooms, shop, etags):
    shop.etags = etags
    first, before, found = visit(rooms, shop)
    with rooms.database.read() as connection:
        licences = shops_of(connection)[0].licences
    second, after, again = visit(rooms, shop)
    assert sorted(shop.not_modified) == (["/", "/cup", "/tea"] if etags else [])
    assert (second.pages, second.listings, second.shops) == (first.pages, first.listings, first.shops) == (3, 2, 1)
    assert {path: item.last_seen > before[path].last_seen for path, item in after.items()} == {"/": True, "/tea": True, "/cup": True}
    assert [(lead.id, lead.status) for lead in again] == [(lead.id, lead.status) for lead in found]
    assert all(lead.seen > found[n].seen and lead.last_seen > found[n].last_seen for n, lead in enumerate(again))
    assert len(found) > 0
    with rooms.database.read() as connection:
        assert shops_of(connection)[0].licences == licences != ()
        every = list(captures.every(connection))
        held = captures.get(connection, after["/tea"].capture_id)
    assert held.status == 200  # the evidence of a lead always has the page's bytes
    assert verify(rooms.settings.evidence_folder, every).problems == []


@pytest.mark.slow
def test_a_page_that_changed_is_read_again(rooms, shop):
    shop.etags = True
    visit(rooms, shop)
    shop.routes["/cup"] = page("<h1>茶杯</h1><p>售价：￥7.50</p>")
    _, after, _ = visit(rooms, shop)
    assert after["/cup"].price == "7.50"


STATE = PageState(
    target_id="t", key="k", url="http://a.example/x", via="http", etag="", last_modified="", content="", capture_id="c",
    product=True, visits=5, changes=0, checked_at=now(), changed_at=now(),
)  # fmt: skip
DAY = 86_400


@pytest.mark.parametrize(
    ("change", "every", "risk", "days", "due"),
    [
        ({}, DAY, "medium", 1, False),
        ({}, DAY, "medium", 4, True),
        ({}, DAY, "low", 4, False),
        ({}, DAY, "high", 1, True),
        ({"changes": 3}, DAY, "medium", 1, True),
        ({"changes": 1}, DAY, "medium", 1, False),
        ({"changes": 1}, DAY, "medium", 2, True),
        ({"product": False}, DAY, "medium", 1, True),
        ({"visits": 2}, DAY, "medium", 1, True),
        ({}, 0, "medium", 1, True),
    ],
)
def test_how_long_a_page_waits_follows_its_habit_and_the_operators_risk(change, every, risk, days, due):
    assert is_due(replace(STATE, **change), every=every, risk=risk, moment=STATE.checked_at + timedelta(days=days)) is due
