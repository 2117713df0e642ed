"""What a target's written task and policies do to a real visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import now
from core.repositories import custody, frontier, targets
from tests.crawlers.conftest import database_of
from tests.crawlers.little_site import page

pytestmark = pytest.mark.slow

FORBIDDEN = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")


def changed(crawl, url, **change):
    with database_of(crawl.settings) as database, database.write() as connection:
        target = next(target for target in targets.every(connection) if target.url == url)
        targets.put(connection, replace(target, **change))
    return crawl


def test_a_task_that_is_over_fetches_nothing(site, crawl_of):
    site.routes["/"] = page("x")
    crawl = changed(crawl_of(f"{site.url}/", site), f"{site.url}/", valid_until=now() - timedelta(days=1)).run()
    assert crawl.report["stopped"].startswith("the written task is over")
    assert site.hits == []


def test_an_authorised_inspection_goes_on_against_robots_txt_and_the_custody_log_says_so(site, other_site, crawl_of):
    site.routes |= {"/": page('<h1>店</h1><a href="/a">a</a>'), "/a": page("<h1>a</h1>"), "/robots.txt": FORBIDDEN}
    url = f"{site.url}/"
    crawl = changed(crawl_of(url, site), url, robots="override", robots_reason="专项检查第8号", robots_by="李局").run()
    assert sorted(crawl.urls()) == [url, f"{site.url}/a"]
    assert crawl.urls("file") == [f"{site.url}/robots.txt"]
    with database_of(crawl.settings) as database, database.read() as connection:
        (line,) = custody.of_subject(connection, f"target {crawl.rows()[0][0].job_id and targets.every(connection)[0].id}")
        assert (line.who, line.action) == ("李局", "robots override used")
        assert line.reason.startswith("专项检查第8号")
        assert custody.broken_at(connection) is None


def test_the_shop_is_told_whom_to_call(site, crawl_of):
    site.routes["/"] = page("x")
    crawl_of(f"{site.url}/", site, contact="0752-0000000").run()
    assert all("contact: 0752-0000000)" in agent for agent in site.agents)


def test_what_bounds_leave_out_is_counted_by_reason(site, crawl_of):
    days = "".join(f'<a href="/events?date=2026-{month:02}-{day:02}">日历</a>' for month in range(1, 13) for day in range(1, 11))
    site.routes |= {"/": page(f'<h1>店</h1>{days}<a href="/list?page=99999">末页</a><a href="/gone">下架</a>')}
    site.routes |= {f"/events?date=2026-{month:02}-{day:02}": page("<h1>日历</h1>") for month in range(1, 13) for day in range(1, 11)}
    crawl = crawl_of(f"{site.url}/", site, max_pages=30).run()
    with database_of(crawl.settings) as database, database.read() as connection:
        stopped = {reason: number for reason, (number, _) in frontier.stops_of(connection, crawl.job_id).items()}
    assert stopped["calendar"] == 80
    assert stopped["pagination"] == 1
    assert stopped["page_limit"] == 40 + 1 - 29
