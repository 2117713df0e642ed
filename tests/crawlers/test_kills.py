"""A crawl that is killed again and again: each page is fetched, none twice beyond the ones in flight, none is lost."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from core.repositories import frontier
from tests.crawlers.conftest import database_of, job_for
from tests.crawlers.little_site import LittleSite, page

pytestmark = pytest.mark.slow

KILLS = 22
WIDE = 600  # pages
AT_ONCE = 4


def furnish(site: LittleSite) -> None:
    """A list that leads on to the next, each with goods, some that are gone; a page is reached by one way only."""
    for number in range(WIDE):
        follows = "".join(f'<a href="/p{child}">商品{child}</a>' for child in range(2 * number + 1, min(2 * number + 3, WIDE)))
        gone = f"<a href='/gone{number}'>下架</a>" if number % 50 == 0 else ""
        site.routes[f"/p{number}"] = page(f"<h1>第{number}页</h1>{follows}{gone}")


def kill_in_the_middle(crawl, site, chance: random.Random) -> int:
    """Kill the crawl after a few more pages, at any moment; returns how many requests it made."""
    before, more = len(site.hits), chance.randint(4, 30)
    child = crawl.start()
    while len(site.hits) < before + more and child.poll() is None:
        time.sleep(0.002)
    time.sleep(chance.random() * 0.03)
    child.kill()
    child.communicate()
    return len(site.hits) - before


def check(crawl, site) -> None:
    asked = Counter(hit for hit in site.hits if hit.startswith(("/p", "/gone")))
    again = sum(number - 1 for number in asked.values())
    assert {f"{site.url}/p{number}" for number in range(WIDE)} == set(crawl.urls())
    assert len(crawl.urls()) == WIDE
    assert again <= KILLS * AT_ONCE
    assert crawl.report["stopped"] == "all pages visited"
    assert crawl.report["failed"] == len(range(0, WIDE, 50))  # told by the last run, also those that an earlier run had found gone
    assert crawl.problems() == []
    with database_of(crawl.settings) as database, database.read() as connection:
        assert frontier.sizes(connection, crawl.job_id).get("queued", 0) == 0


def killed_again_and_again(crawl, site, kills=KILLS) -> None:
    chance = random.Random(7)
    for _ in range(kills):
        kill_in_the_middle(crawl, site, chance)
    crawl.run()
    check(crawl, site)


def test_killed_at_any_moment_no_page_is_lost_and_none_fetched_twice(tmp_path):
    with LittleSite() as site:
        furnish(site)
        killed_again_and_again(job_for(tmp_path, f"{site.url}/p0", site, crawl_concurrency=AT_ONCE, max_pages=5000), site)


@pytest.mark.postgresql
def test_the_same_on_postgresql(tmp_path, postgresql_url):
    with LittleSite() as site:
        furnish(site)
        crawl = job_for(tmp_path, f"{site.url}/p0", site, crawl_concurrency=AT_ONCE, max_pages=5000, database_url=postgresql_url)
        killed_again_and_again(crawl, site, 5)
