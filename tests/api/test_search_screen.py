"""Search on the embedded index: marks, chips, days, pages, and what is said when nothing is there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from pipeline.indexing import drain
from pipeline.rooms import open_rooms
from tests.api.world import SEEN


@pytest.fixture
def index(settings, world):
    """Return a function that brings the index up to date, as the worker does."""

    def bring_up_to_date():
        rooms = open_rooms(settings)
        try:
            return drain(rooms)
        finally:
            rooms.close()

    return bring_up_to_date


def hits(page):
    found = re.findall(r'<a class="hit-title outside" href="[^"]+">(.*?)</a>', page)
    return [re.sub(r"</?mark>", "", title) for title in found]


def test_before_the_first_document_it_says_so(browser):
    answer = browser.get("/search?q=茶")
    assert answer.status_code == 200
    assert "索引里还没有文档" in answer.text


def test_a_substring_is_found_and_marked_with_what_stands_around_it(browser, world, index):
    world.simple_lead()
    assert index() == 1
    text = browser.get("/search", params={"q": "网最"}).text
    assert hits(text) == ["云雾绿茶"]
    assert "全<mark>网最</mark>好" in text
    title = browser.get("/search", params={"q": "雾绿"}).text
    assert "云<mark>雾绿</mark>茶" in title


def test_nothing_found_offers_a_way_on(browser, world, index):
    world.simple_lead()
    index()
    assert "没有找到" in browser.get("/search?q=不存在的词").text
    assert "去掉筛选" in browser.get("/search?q=最好&kind=shop").text


def test_chips_count_and_toggle(browser, world, index):
    world.simple_lead()
    shop = world.shop("ads.example", name="广告主")
    world.lead(world.advertisement(shop, "广告", "保本保息", "https://ads.example/1"), ["保本"], category="finance_return")
    index()
    text = browser.get("/search").text
    assert len(hits(text)) == 2
    assert 'href="/search?kind=advertisement"' in text
    assert "投资回报" in text
    one = browser.get("/search?kind=advertisement").text
    assert hits(one) == ["广告"]
    assert 'class="chip on" href="/search"' in one


def test_a_decision_reaches_the_status_filter_after_the_queue_was_drained(browser, world, index):
    lead = world.simple_lead()
    index()
    assert len(hits(browser.get("/search?status=new").text)) == 1
    browser.post(f"/leads/{lead.id}/decide", action="confirm", version="1", reason="核实")
    assert index() == 1
    assert len(hits(browser.get("/search?status=confirmed").text)) == 1
    assert hits(browser.get("/search?status=new").text) == []


def test_days_bound_the_answer_and_a_wrong_day_is_named(browser, world, index):
    shop = world.shop()
    world.lead(world.listing(shop, "旧的茶", "旧的最好", at=SEEN - timedelta(days=9)), ["最好"], at=SEEN - timedelta(days=9))
    world.lead(world.listing(shop, "新的茶", "新的最好呀"), ["最好呀"])
    index()
    assert hits(browser.get("/search?from=2026-11-20").text) == ["新的茶"]
    assert hits(browser.get("/search?to=2026-11-20").text) == ["旧的茶"]
    for day in ("gestern", "2026-13-99"):
        wrong = browser.get(f"/search?from={day}")
        assert wrong.status_code == 400
        assert f"日期“{day}”无法识别" in wrong.text


def test_pages_do_not_overlap(browser, world, index):
    shop = world.shop()
    for i in range(25):
        world.lead(world.listing(shop, f"第 {i} 款茶", f"第{i}款最好"), ["最好"])
    index()
    first, second = browser.get("/search?q=最好").text, browser.get("/search?q=最好&page=2").text
    assert "25 条" in first
    assert len(hits(first)) == 20
    assert len(hits(second)) == 5
    assert not set(hits(first)) & set(hits(second))


def test_what_is_typed_is_never_syntax(browser, world, index):
    world.simple_lead()
    index()
    for typed in ('茶" OR *', "*", "kind:listing", "最好~2", "(", "/a/"):
        answer = browser.get("/search", params={"q": typed})
        assert answer.status_code == 200, typed
        assert hits(answer.text) == [], typed


def test_a_place_of_another_search_is_refused_in_chinese(browser, world, index):
    world.simple_lead()
    index()
    answer = browser.get("/search?cursor=zz")
    assert answer.status_code == 400
    assert "请从第一页重新开始" in answer.text


def test_an_index_that_cannot_answer_is_said_and_those_who_mend_it_are_told_how(browser, world, index, settings, sign_in):
    world.simple_lead()
    index()
    name = (settings.index_folder / "current").read_text().strip()
    (settings.index_folder / name / "meta.json").write_text("damaged")
    answer = browser.get("/search?q=最好")
    assert answer.status_code == 503
    assert "暂时无法应答" in answer.text
    assert "tradewatch reindex" in answer.text
    plain = sign_in("investigator").get("/search?q=最好")
    assert "暂时无法应答" in plain.text
    assert "reindex" not in plain.text


def test_htmx_gets_only_the_hits(browser, world, index):
    world.simple_lead()
    index()
    part = browser.get("/search?q=最好", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert hits(part) == ["云雾绿茶"]
