"""Around the search: switches, facets that are left out, hits over time, export, many lines, saved searches, what is alike, the whole past."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from core.repositories import rescans
from core.repositories import saved as saved_rows
from pipeline.indexing import drain
from pipeline.rooms import open_rooms
from tests.api.world import SEEN

LONG = "云雾绿茶产自高山，手工采摘，古法炒制，香气清雅，欢迎新老顾客选购"


@pytest.fixture
def index(settings):
    def bring_up_to_date():
        rooms = open_rooms(settings)
        try:
            return drain(rooms)
        finally:
            rooms.close()

    return bring_up_to_date


@pytest.fixture
def stocked(world, index):
    """Two shops, three listings, one lead."""
    shop, other = world.shop(), world.shop("b.example", name="惠阳茶庄")
    world.lead(world.listing(shop, "云雾绿茶", f"{LONG}，全网最好"), ["最好"])
    world.lead(world.listing(other, "高山绿茶", f"{LONG}，全网最佳"), ["最佳"])
    world.lead(world.listing(other, "红茶", "红茶第一品牌，电话 13800138000", at=SEEN - timedelta(days=40)), ["第一"])
    index()
    return world


def titles(page: str) -> list[str]:
    return [re.sub(r"</?mark>", "", title) for title in re.findall(r'<a class="hit-title outside" href="[^"]+">(.*?)</a>', page)]


def get(browser, **asked):
    return browser.get("/search", params=asked).text


def test_switches_narrow_the_search_and_nothing_is_syntax(browser, stocked):
    assert set(titles(get(browser, any="最好 最佳"))) == {"云雾绿茶", "高山绿茶"}
    assert titles(get(browser, q="茶", **{"not": "绿茶"})) == ["红茶"]
    assert titles(get(browser, all="手工采摘，古法炒制", q="最好")) == ["云雾绿茶"]
    assert titles(get(browser, q='最好" OR *')) == []


def test_orders_and_days_hold_in_the_addresses_of_the_page(browser, stocked):
    assert titles(get(browser, sort="oldest"))[0] == "红茶"
    page = get(browser, q="茶", sort="oldest", to="2026-11-30")
    assert "sort=oldest" in re.search(r'class="chip" href="([^"]+)"', page)[1]


def test_a_value_can_be_left_out_and_taken_back(browser, stocked):
    page = get(browser, exclude="shop=shop.example")
    assert set(titles(page)) == {"高山绿茶", "红茶"}
    assert 'class="chip off" href="/search"' in page


def test_several_values_of_one_field_can_be_chosen_because_all_stay_counted(browser, stocked):
    page = get(browser, shop="shop.example")
    assert "b.example" in page
    assert len(titles(get(browser, shop=["shop.example", "b.example"]))) == 3


def test_hits_over_time_narrow_the_search_when_clicked(browser, stocked):
    page = get(browser, q="茶")
    bars = re.findall(r'<a href="([^"]+)"><title>(\d{4}-\d{2})：(\d) 条', page)
    assert [(month, count) for _, month, count in bars] == [("2026-10", "1"), ("2026-11", "2")]
    assert titles(browser.get(bars[0][0].replace("&amp;", "&")).text) == ["红茶"]


WRONG = ({"from": "gestern"}, {"price_from": "x"}, {"sort": "best"}, {"risk_from": "999"}, {"in": "x"}, {"exclude": "x"}, {"cursor": "x"})


def test_a_condition_that_is_none_is_said_in_chinese(browser, stocked):
    for asked in WRONG:
        answer = browser.get("/search", params=asked)
        assert answer.status_code == 400, asked
        assert re.search(r'role="alert">[^<]*[\u4e00-\u9fff]', answer.text), asked


def test_the_next_page_is_asked_by_cursor_and_shows_other_hits(browser, world, index):
    shop = world.shop()
    for number in range(45):
        world.lead(world.listing(shop, f"茶{number}号", f"第{number}批"), [f"第{number}批"])
    index()
    seen, path = [], "/search?q=茶"
    for _ in range(3):
        page = browser.get(path).text
        seen += titles(page)
        following = re.search(r'<a href="([^"]+)" rel="next">', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert (len(seen), len(set(seen)), path) == (45, 45, "")


def test_a_search_is_taken_away_as_csv_json_lines_and_xlsx(browser, stocked):
    answer = browser.get("/search/export", params={"q": "绿茶", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["标题"] for row in rows} == {"云雾绿茶", "高山绿茶"}
    assert "attachment" in answer.headers["content-disposition"]
    lines = browser.get("/search/export", params={"format": "jsonl", "text": "true"}).text.splitlines()
    assert any(LONG in json.loads(line)["text"] for line in lines)
    sheet = load_workbook(io.BytesIO(browser.get("/search/export?format=xlsx").content)).active
    assert sheet.max_row == 1 + len(lines)


def test_an_export_before_the_first_document_is_an_error_page_and_no_empty_file(browser):
    answer = browser.get("/search/export?format=csv")
    assert answer.status_code == 503
    assert "索引尚未建立" in answer.text


def test_many_lines_become_a_table_and_a_file(browser, stocked):
    assert "每行一个" in browser.get("/search/batch").text
    page = browser.post("/search/batch", text="高山绿茶\n13800138000\n<b>没有</b>").text
    assert "3 行，2 行有命中" in page
    assert "&lt;b&gt;没有&lt;/b&gt;" in page
    table = browser.post("/search/batch/csv", text="高山绿茶\n没有").content.decode("utf-8-sig")
    assert [row["命中"] for row in csv.DictReader(io.StringIO(table))] == ["1", "0"]
    assert browser.post("/search/batch", text=" ").status_code == 400


def test_more_like_this_from_a_document_and_from_its_capture(browser, stocked):
    where = re.search(r'<a class="hit-title outside" href="([^"]+)">', get(browser, q="最好"))[1]
    page = browser.get(f"{where}/like").text
    assert "高山绿茶" in page
    assert "红茶" not in page
    assert "/like" in browser.get(where).text


def test_a_search_is_saved_shared_seen_changed_and_taken_away(browser, sign_in, stocked, index, app):
    browser.post("/saved", name="绿茶店", search="/search?q=绿茶&not=红茶", shared="true", alert="true")
    page = browser.get("/saved").text
    assert "包含 绿茶；不含 红茶" in page
    ident = re.search(r'href="/saved/([0-9a-f]+)"', page)[1]
    stocked.lead(stocked.listing(stocked.shop("c.example"), "新绿茶", "新到绿茶"), ["新到"])
    index()
    assert 'class="strong"' in browser.get("/saved").text
    assert "新绿茶" in browser.get(f"/saved/{ident}").text
    assert 'class="strong"' not in browser.get("/saved").text
    other = sign_in("investigator")
    assert "绿茶店" in other.get("/saved").text
    assert other.post(f"/saved/{ident}", name="改").status_code == 403
    browser.post(f"/saved/{ident}", name="茶")  # neither shared nor alerting any more
    assert other.get(f"/saved/{ident}").status_code == 404
    assert browser.post(f"/saved/{ident}/drop").status_code == 303
    with app.state.house.database.read() as connection:
        assert saved_rows.every(connection) == []


def test_what_cannot_be_saved_is_said(browser):
    answer = browser.post("/saved", name="全部", search="/search")
    assert answer.status_code == 400
    assert "没有任何条件" in answer.text


def test_words_are_looked_for_in_the_whole_past_watched_and_stopped(browser, app):
    assert "还没有回溯查找" in browser.get("/rescans").text
    assert browser.post("/rescans", words="刮骨疗毒\n祖传秘方").status_code == 303
    page = browser.get("/rescans").text
    assert "刮骨疗毒、祖传秘方" in page
    assert browser.post("/rescans", words="刮骨疗毒\n祖传秘方").status_code == 400  # the same is waiting
    assert "2 至 60 个字" in browser.post("/rescans", words="字").text
    with app.state.house.database.read() as connection:
        only = rescans.recent(connection)[0]
    browser.post(f"/rescans/{only.id}/stop")
    assert "由 admin 停止" in browser.get("/rescans", headers={"HX-Request": "true"}).text


def test_the_api_gives_the_same_by_cursor(browser, stocked):
    first = browser.get("/api/v1/search", params={"q": "茶", "limit": 2, "facets": "shop", "histogram": "month"}).json()
    assert (first["total"], len(first["hits"]), bool(first["cursor"])) == (3, 2, True)
    assert first["histogram"] == [{"start": "2026-10", "count": 1}, {"start": "2026-11", "count": 2}]
    rest = browser.get("/api/v1/search", params={"q": "茶", "limit": 2, "cursor": first["cursor"]}).json()
    assert len(rest["hits"]) == 1
    assert browser.get("/api/v1/search", params={"sort": "best"}).status_code == 400


def test_the_api_saves_looks_for_many_and_asks_for_the_past(browser, stocked):
    send = {"headers": {"X-CSRF-Token": browser.csrf}}
    made = browser.client.post("/api/v1/saved", json={"name": "茶", "search": "q=茶", "alert": True}, **send)
    assert made.status_code == 201
    assert [one["name"] for one in browser.get("/api/v1/saved").json()] == ["茶"]
    lines = browser.client.post("/api/v1/search/batch", json={"lines": ["高山绿茶", "没有"]}, **send).json()
    assert [line["total"] for line in lines] == [1, 0]
    like = browser.get(f"/api/v1/documents/listing/{lines[0]['hits'][0]['id']}/like").json()
    assert [one["title"] for one in like] == ["云雾绿茶"]
    asked = browser.client.post("/api/v1/rescans", json={"words": ["刮骨疗毒"]}, **send)
    assert (asked.status_code, asked.json()["status"]) == (202, "due")
    assert browser.client.post("/api/v1/rescans", json={}, **send).status_code == 400
    assert browser.client.delete(f"/api/v1/saved/{made.json()['id']}", **send).status_code == 204
    assert browser.get("/api/v1/search/export", params={"q": "茶"}).text.count("\n") == 3
