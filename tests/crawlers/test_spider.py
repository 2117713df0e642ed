"""What the spiders do when something breaks, and how an advert channel is walked, without a net."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response

from core.db import open_database
from core.records import Link, Page, PageAdvertisement, Target
from core.settings import Settings
from crawlers.adroute import AdRoute
from crawlers.ending import Losses
from crawlers.frontier import Frontier, Wanted
from crawlers.guard import Guard
from crawlers.record import Recorder
from crawlers.route import Route
from crawlers.spiders.shop import ShopSpider
from crawlers.work import Work
from evidence.store import EvidenceStore

HOME = "http://ads.example/"


@pytest.fixture
def recorder(tmp_path):
    database = open_database(Settings(data=tmp_path / "data"))
    with EvidenceStore(tmp_path / "evidence").open_writer(held=True) as writer:
        yield Recorder(database=database, writer=writer, job_id="j")
    database.close()


def test_an_error_of_ours_is_named_and_the_visit_does_not_count_as_whole(recorder):
    spider = ShopSpider()
    spider.recorder = recorder
    spider.work = SimpleNamespace(target=Target(id="t", url=HOME), settings=Settings())
    spider.frontier = Frontier(limit=9, at_once=9)
    spider.frontier.push(Wanted(url=HOME))
    spider.route = SimpleNamespace(losses=Losses(), prefer_suspicious=lambda: None, has_room_for=lambda _: True)
    response = Response(HOME, request=Request(HOME, meta={"wanted": spider.frontier.pop()}))  # nothing was kept: a broken promise inside
    assert list(spider.answered(response)) == []
    assert "KeyError" in spider.route.losses.broken
    assert spider.recorder.report()["failed"] == 1


def test_an_answer_gives_its_place_back_even_when_it_breaks(recorder):
    spider = ShopSpider()
    spider.recorder = recorder
    spider.work = SimpleNamespace(target=Target(id="t", url=HOME), settings=Settings())
    spider.frontier = Frontier(limit=9, at_once=1)
    for name in "ab":
        spider.frontier.push(Wanted(url=f"{HOME}{name}"))
    spider.route = SimpleNamespace(losses=Losses(), prefer_suspicious=lambda: None, has_room_for=lambda _: True)
    response = Response(HOME, request=Request(HOME, meta={"wanted": spider.frontier.pop()}))
    assert [request.url for request in spider.answered(response)] == [f"{HOME}b"]


def route_of(kind: type[Route], **change) -> Route:
    target = Target(**({"id": "t", "url": HOME} | change))
    recorder = Recorder(database=None, writer=None, job_id="j")
    work = Work(settings=Settings(), job=None, target=target, guard=Guard(), recorder=recorder, browser=None)
    return kind(work, Frontier(limit=99, at_once=99))


def queued(route: Route) -> list[Wanted]:
    found = []
    while (wanted := route.frontier.pop()) is not None:
        found.append(wanted)
    return found


def followed(route: Route, page: Page, wanted: Wanted, *urls: str) -> list[str]:
    route.follow(page, wanted, [Link(url=url) for url in urls])
    return [wanted.url for wanted in queued(route)]


def test_a_shop_is_left_by_no_link():
    page = Page(url=HOME, kind="list")
    assert followed(route_of(Route), page, Wanted(url=HOME), f"{HOME}a", "http://www.ads.example/b", "http://other.example/", "http://ads.example:81/") == [
        f"{HOME}a",
        "http://www.ads.example/b",
    ]


@pytest.mark.parametrize(("kind", "out"), [("list", True), ("advertisement", True), ("shop", False), ("other", False)])
def test_a_channel_is_left_from_lists_and_adverts_only(kind, out):
    page = Page(url=HOME, kind=kind)
    assert followed(route_of(AdRoute), page, Wanted(url=HOME), "http://shop.example/tea", "https://beian.miit.gov.cn/") == ["http://shop.example/tea"] * out


def test_an_advert_leads_where_it_says_and_no_further():
    route = route_of(AdRoute)
    page = Page(url=f"{HOME}ad/1", kind="advertisement", advertisement=PageAdvertisement(landing_url="http://shop.example/tea"))
    route.follow(page, Wanted(url=page.url), [])
    (landing,) = queued(route)
    assert landing.landing
    assert followed(route, Page(url=landing.url, kind="product"), landing, "http://shop.example/cup", f"{HOME}ad/2") == []


def test_a_landing_page_is_kept_as_the_advert_that_it_is():
    route = route_of(AdRoute)
    page = Page(url="http://shop.example/tea", kind="other", title="养生茶", text="喝茶")
    judged = route.judged(Wanted(url=f"{HOME}click?1"), page)
    assert (judged.kind, judged.advertisement.title, judged.advertisement.landing_url) == ("advertisement", "养生茶", "http://shop.example/tea")
    assert route.judged(Wanted(url=HOME), Page(url=HOME, kind="list")).kind == "list"


def test_a_hash_route_without_a_browser_is_named_and_counts_as_missing():
    route = route_of(Route)
    assert followed(route, Page(url=HOME, kind="list"), Wanted(url=HOME), f"{HOME}#/item/1") == []
    assert route.losses.number == 1
    assert route.work.recorder.report()["skipped"][0]["url"] == f"{HOME}#/item/1"
