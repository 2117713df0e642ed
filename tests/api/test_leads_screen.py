"""The list of leads: filters, numbers, order, pages, parts for htmx, ten thousand rows."""

from __future__ import annotations

import re

from core.records import Shop
from core.repositories import lead_lists
from core.repositories.lead_lists import LeadFilter


def titles(page):
    return re.findall(r'class="lead-title" href="/leads/[0-9a-f]+">([^<]+)<', page)


def test_an_empty_list_says_what_to_do(browser):
    text = browser.get("/leads").text
    assert "没有符合条件的线索" in text
    assert '<form method="post" action="/leads/decide"' not in text


def test_the_worst_and_surest_come_first(browser, world):
    world.simple_lead("一", "甲最好", ("最好",), severity="low", title="轻微的")
    world.simple_lead("二", "乙最好吗", ("最好吗",), severity="high", confidence="low", title="严重而不确定的")
    world.simple_lead("三", "丙最好呀", ("最好呀",), severity="high", title="严重的")
    assert titles(browser.get("/leads").text) == ["严重的", "严重而不确定的", "轻微的"]


def test_a_row_shows_words_shop_times_state(browser, world):
    world.simple_lead()
    text = browser.get("/leads").text
    for shown in ("使用绝对化用语", "最好", "惠城茶叶小铺", "2026-11-23 11:04", "待处理", "可信度高", "一般"):
        assert shown in text


def test_decided_leads_leave_the_list_and_stand_under_their_state(browser, world):
    lead = world.simple_lead()
    browser.post(f"/leads/{lead.id}/decide", action="dismiss", version="1", reason="属例外")
    assert titles(browser.get("/leads").text) == []
    assert titles(browser.get("/leads?status=dismissed").text) == [lead.title]
    assert titles(browser.get("/leads?status=all").text) == [lead.title]


def test_filters_narrow_and_numbers_follow_the_other_filters(browser, world):
    world.simple_lead("一", "甲最好", ("最好",))
    world.simple_lead("二", "乙保本", ("保本",), category="finance_return", severity="high", title="承诺保本", key="two.example")
    text = browser.get("/leads?category=finance_return").text
    assert titles(text) == ["承诺保本"]
    assert "绝对化用语（1）" in text
    assert "一般（0）" not in text
    assert titles(browser.get("/leads?q=保本").text) == ["承诺保本"]
    assert titles(browser.get("/leads?q=two.example").text) == ["承诺保本"]
    assert titles(browser.get("/leads?severity=low").text) == []


def test_what_is_typed_is_never_a_pattern(browser, world):
    world.simple_lead()
    for typed in ("%", "_", "' OR 1=1 --", "最%好", "\\"):
        assert titles(browser.get("/leads", params={"q": typed}).text) == [], typed


def test_htmx_gets_the_part_that_changes_with_the_choices(browser, world):
    world.simple_lead()
    part = browser.get("/leads", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert 'id="choices" hx-swap-oob="true"' in part
    assert titles(part) == ["使用绝对化用语"]
    again = browser.get("/leads", headers={"hx-request": "true", "hx-history-restore-request": "true"}).text
    assert "<html" in again


def test_ten_thousand_leads_are_shown_fifty_a_page(browser, world):
    world.many(10_000)
    first = browser.get("/leads")
    assert first.status_code == 200
    assert "10,000" in first.text
    assert len(titles(first.text)) == 50
    assert len(first.text) < 150_000
    last = browser.get("/leads?page=200").text
    assert "第 200 / 200 页" in last
    assert not set(titles(first.text)) & set(titles(last))
    assert "这一页没有线索" in browser.get("/leads?page=201").text


def test_the_next_lead_goes_through_all_open_ones_in_the_lists_order_and_comes_round(world):
    world.many(40)
    with world.database.read() as connection:
        total, rows = lead_lists.page(connection, LeadFilter(status=lead_lists.OPEN), limit=100)
        order = [rows[0]]
        for _ in range(total):
            order.append(lead_lists.next_open(connection, order[-1]))
    assert [lead.id for lead in order[:-1]] == [lead.id for lead in rows]
    assert order[-1].id == rows[0].id


def test_several_leads_are_decided_with_one_reason_and_the_changed_ones_are_counted(browser, world):
    one = world.simple_lead("一", "甲最好", ("最好",))
    two = world.simple_lead("二", "乙最好吗", ("最好吗",))
    browser.post(f"/leads/{two.id}/decide", action="confirm", version="1", reason="核实")
    answer = browser.client.post(
        "/leads/decide",
        data={"csrf": browser.csrf, "lead": [f"{one.id}:1", f"{two.id}:1"], "action": "dismiss", "quick": "识别有误", "back": "/leads?status=all"},
    )
    assert answer.headers["location"] == "/leads?status=all&decided=1&conflicts=1"
    page = browser.get(answer.headers["location"]).text
    assert "已处理 1 条" in page
    assert "1 条在您查看后已被他人更新" in page
    assert titles(browser.get("/leads?status=dismissed").text) == [one.title]


def test_several_need_a_reason(browser, world):
    lead = world.simple_lead()
    answer = browser.post("/leads/decide", lead=f"{lead.id}:1", action="dismiss")
    assert answer.status_code == 400
    assert "理由" in answer.text


def test_a_lead_of_an_unknown_trader_says_so_and_links_to_no_shop(browser, world):
    item = world.listing(Shop(id="", key="", url=""), "竹篮", "国家级竹篮")
    lead = world.lead(item, ["国家级"])
    for address in ("/leads", f"/leads/{lead.id}", f"/documents/listing/{item.id}", "/"):
        page = browser.get(address)
        assert page.status_code == 200
        assert 'href="/shops/"' not in page.text
    assert "未知店铺" in browser.get("/leads").text
    choices = re.search(r'<select name="shop".*?</select>', browser.get("/leads").text, re.DOTALL)
    assert choices[0].count("<option") == 1
