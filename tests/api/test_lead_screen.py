"""One lead: what is marked and explained, deciding, undoing, and who was faster."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import RuleError
from core.records import Page, PageListing
from core.repositories import captures, documents, index_queue, leads
from tests.api.world import SEEN


def marks(page):
    return re.findall(r"<mark>([^<]*)</mark>", page)


def state(world, lead):
    with world.database.read() as connection:
        return leads.get(connection, lead.id)


def test_the_words_are_marked_in_title_and_text_and_nothing_else(browser, world):
    shop = world.shop()
    item = world.listing(shop, "最好的绿茶", "国家级品质。国家级只此一次说明。")
    lead = world.lead(item, ["最好", "国家级"])
    text = browser.get(f"/leads/{lead.id}").text
    assert marks(text) == ["最好", "国家级"]
    assert "国家级</mark>品质。国家级只此一次说明" in text


def test_the_page_explains_rule_elements_law_evidence_and_history(browser, world):
    lead = world.simple_lead(rule="absolute-superlatives")
    text = browser.get(f"/leads/{lead.id}").text
    for shown in (
        "广告中使用了绝对化用语",
        "是否属于自身产品比较",
        "能证明用语不指向商品",
        "广告法第九条第三项",
        "国家级",  # the article's own words
        "按 2026-11-23 当日有效的条文",
        "2026-11-23 11:04:05",
        "302",
        "发现线索",
        "尚未复核",
    ):
        assert shown in text, shown
    assert "此规则不在现行规则库中" not in text


def test_a_rule_that_is_gone_still_shows_what_was_found(browser, world):
    lead = world.simple_lead(rule="no-such-rule", version=7, articles=("某某办法第九十九条",))
    text = browser.get(f"/leads/{lead.id}").text
    assert "此规则不在现行规则库中" in text
    assert "第 7 版" in text
    assert "待核实" in text
    assert marks(text) == ["最好"]


def test_a_text_that_changed_is_shown_as_its_own_capture_had_it(browser, world):
    shop = world.shop()
    item = world.listing(shop, "绿茶", "全网最好")
    lead = world.lead(item, ["最好"])
    page = Page(url=item.url, kind="product", title="绿茶", text="全网最好", listings=(PageListing(title="绿茶"),))
    newer = world.capture(item.url, "<p>改过了</p>", SEEN + timedelta(hours=1))
    with world.database.write() as connection:
        captures.set_page(connection, item.capture_id, page)
        documents.put(connection, replace(item, text="已经改正的文字", capture_id=newer.id))
    assert marks(browser.get(f"/leads/{lead.id}").text) == ["最好"]


def test_words_that_no_longer_stand_anywhere_are_named(browser, world):
    shop = world.shop()
    item = world.listing(shop, "绿茶", "全网最好")
    lead = world.lead(item, ["最好"])
    with world.database.write() as connection:
        documents.put(connection, replace(item, text="已经改正的文字"))
    text = browser.get(f"/leads/{lead.id}").text
    assert marks(text) == []
    assert "现有文本中已找不到" in text


def test_a_lead_about_a_whole_shop_is_explained_without_marks(browser, world):
    shop = world.shop()
    shop = replace(shop, capture_id=world.capture(shop.url).id)
    world.shop(capture_id=shop.capture_id)
    lead = world.lead(shop, [], rule="licence-missing", category="missing_licence", title="未见营业执照信息")
    text = browser.get(f"/leads/{lead.id}").text
    assert "不指向页面上的具体文字" in text
    assert "未见营业执照信息" in text


def test_other_places_of_the_same_claim_are_listed_and_can_be_chosen(browser, world):
    shop = world.shop()
    lead = world.lead(world.listing(shop, "甲茶", "甲茶全网最好"), ["全网最好"])
    world.lead(world.listing(shop, "乙茶", "都说乙茶全网最好", at=SEEN + timedelta(hours=1)), ["全网最好"], at=SEEN + timedelta(hours=1))
    text = browser.get(f"/leads/{lead.id}").text
    assert "2 处" in text
    other = re.search(r"occurrence=([0-9a-f]+)\">乙茶", text)[1]
    assert "都说乙茶<mark>" in browser.get(f"/leads/{lead.id}?occurrence={other}").text


def test_an_occurrence_of_another_lead_is_not_shown_here(browser, world):
    one = world.simple_lead()
    two = world.simple_lead("二", "乙保本", ("保本",), rule="another")
    with world.database.read() as connection:
        from core.repositories import findings

        foreign = findings.page_of_lead(connection, two.id)[1][0].id
    assert browser.get(f"/leads/{one.id}?occurrence={foreign}").status_code == 404


@pytest.mark.parametrize(("action", "status", "word"), [("confirm", "confirmed", "属实"), ("dismiss", "dismissed", "已排除")])
def test_deciding_keeps_who_why_and_queues_the_documents(browser, world, action, status, word):
    lead = world.simple_lead()
    with world.database.write() as connection:
        index_queue.remove(connection, [seq for seq, _, _ in index_queue.head(connection)])
    answer = browser.post(f"/leads/{lead.id}/decide", action=action, version="1", quick="识别有误", reason="补充 说明")
    assert answer.status_code == 303
    after = state(world, lead)
    assert (after.status, after.decided_by, after.reason, after.version) == (status, "admin", "识别有误；补充 说明", 2)
    with world.database.read() as connection:
        assert [kind for _, kind, _ in index_queue.head(connection)] == ["listing"]
    text = browser.get(f"/leads/{lead.id}").text
    assert word in text
    assert "补充 说明" in text


def test_a_decision_without_a_reason_is_refused_and_changes_nothing(browser, world):
    lead = world.simple_lead()
    for action in ("confirm", "dismiss"):
        answer = browser.post(f"/leads/{lead.id}/decide", action=action, version="1", reason="  ")
        assert answer.status_code == 400
        assert "请选择或填写理由" in answer.text
    assert state(world, lead).status == "new"


def test_undo_takes_it_back_to_the_open_ones(browser, world):
    lead = world.simple_lead()
    browser.post(f"/leads/{lead.id}/decide", action="dismiss", version="1", reason="误报")
    browser.post(f"/leads/{lead.id}/decide", action="undo", version="2")
    assert state(world, lead).status == "new"
    text = browser.get(f"/leads/{lead.id}").text
    assert "撤销决定" in text
    assert "误报" in text


def test_who_is_slower_changes_nothing_and_sees_what_happened(browser, sign_in, world):
    lead = world.simple_lead()
    other = sign_in("investigator", "李四")
    assert other.post(f"/leads/{lead.id}/decide", action="confirm", version="1", reason="已核实").status_code == 303
    answer = browser.post(f"/leads/{lead.id}/decide", action="dismiss", version="1", reason="我的理由")
    assert answer.status_code == 409
    for shown in ("没有保存", "李四", "已核实", "属实"):
        assert shown in answer.text
    assert state(world, lead).status == "confirmed"


def test_a_step_that_does_not_fit_the_state_is_refused(browser, world):
    lead = world.simple_lead()
    assert browser.post(f"/leads/{lead.id}/decide", action="undo", version="1").status_code == 409
    browser.post(f"/leads/{lead.id}/decide", action="confirm", version="1", reason="核实")
    assert browser.post(f"/leads/{lead.id}/decide", action="dismiss", version="2", reason="改变").status_code == 409
    assert browser.post(f"/leads/{lead.id}/decide", action="destroy", version="2", reason="x").status_code == 400


def test_the_text_is_trimmed_and_shown_whole_on_demand(browser, world):
    lead = world.simple_lead(text="前" * 3000 + "最好" + "后" * 3000)
    short, whole = browser.get(f"/leads/{lead.id}").text, browser.get(f"/leads/{lead.id}?full=true").text
    assert "略 2,840 字" in short
    assert "前" * 2900 not in short
    assert "前" * 3000 in whole


def test_a_lead_that_is_not_there_is_said_in_chinese(browser):
    answer = browser.get("/leads/nothing")
    assert answer.status_code == 404
    assert "没有找到" in answer.text


def test_a_broken_rulebook_is_said_and_hides_no_lead(browser, world, app, monkeypatch):
    def broken():
        raise RuleError("some.yml:3: unknown key")

    lead = world.simple_lead()
    monkeypatch.setattr(app.state.house, "detectors", broken)
    answer = browser.get(f"/leads/{lead.id}")
    assert answer.status_code == 200
    assert "规则库无法载入" in answer.text
    assert marks(answer.text) == ["最好"]
    assert browser.get("/rules").status_code == 500
