"""Targets on the screens: seen with task and coverage, added, changed, stopped; and the list of what was not seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.views.unseen import reasons
from core.clock import now
from core.ids import digest
from core.records import Coverage, Target
from core.repositories import coverage, custody, targets

URL = "https://tea.example/"
IDENT = digest("target", URL)
FORM = {
    "url": URL,
    "name": "茶店",
    "klass": "网店",
    "every": "每天",
    "basis": "监测计划第3号",
    "approved_by": "张队",
    "valid_until": "2099-12-31",
    "area": "惠城区",
}


def test_a_target_is_added_changed_and_stopped_and_the_log_says_by_whom(browser, world):
    assert browser.post("/targets", **FORM).headers["location"] == f"/targets/{IDENT}"
    assert browser.post(f"/targets/{IDENT}", **FORM | {"every": "每周", "delay": "3"}).status_code == 303
    assert browser.post(f"/targets/{IDENT}/pause").status_code == 303
    with world.database.read() as connection:
        target = targets.get(connection, IDENT)
        log = custody.of_subject(connection, f"target {IDENT}")
    assert (target.name, target.every, target.delay, target.active) == ("茶店", 604_800, 3.0, False)
    assert [line.action for line in log] == ["target changed", "target changed", "target added"]
    assert "频率：每天 → 每周" in log[1].reason
    assert {line.who for line in log} == {"admin"}
    shown = browser.get(f"/targets/{IDENT}").text
    assert "已停止" in shown
    assert "频率：每天 → 每周" in shown


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"basis": ""}, "法律依据：未填写"),
        ({"valid_until": "2020-01-01"}, "有效期至：已过期"),
        ({"robots": "不遵守"}, "须写明理由和决定人"),
        ({"url": "x"}, "网址："),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_kept(browser, world, change, told):
    answer = browser.post("/targets", **FORM | change)
    assert (answer.status_code, told in answer.text) == (400, True)
    assert "监测计划第3号" in answer.text or "basis" in change
    with world.database.read() as connection:
        assert targets.every(connection) == []


def test_the_list_shows_what_is_blocked_and_hostile_words_stay_words(browser, world):
    browser.post("/targets", **FORM | {"name": "<script>alert(1)</script>" + "长" * 120})
    with world.database.write() as connection:
        coverage.put(
            connection, Coverage(target_id=IDENT, job_id="j", blocked="start page failed: HTTP 403", left_out={"calendar": 12, "http_404": 3}, updated_at=now())
        )
    listed, missing = browser.get("/targets").text, browser.get("/unseen").text
    assert "首页未能打开（HTTP 403）" in listed
    assert "<script>alert" not in listed + missing
    assert "日历类无限页面 12" in missing
    assert "返回 HTTP 404 3" in missing
    assert "没有符合条件" in browser.get("/targets?text=没有这家").text


DAY = Target(id="t", url=URL, every=86_400)
WHOLE = Coverage(target_id="t", last_seen=now(), last_complete=now())


@pytest.mark.parametrize(
    ("seen", "age", "why"),
    [
        (None, 0, "从未巡查"),
        (WHOLE, 0, ""),
        (WHOLE, 2, "逾期未完整巡查"),
        (Coverage(target_id="t", last_seen=now()), 0, "从未完整巡查"),
        (Coverage(target_id="t", last_complete=now(), layout="price: 95% -> 20%"), 0, "页面结构变化，字段读不到：price: 95% -> 20%"),
        (Coverage(target_id="t", last_complete=now(), pictures_unread=3), 0, "3 张图片未识别"),
        (Coverage(target_id="t", last_complete=now(), blocked="robots forbid the start page: x"), 0, "无法访问：爬虫协议不允许访问首页（x）"),
    ],
)
def test_why_a_target_counts_as_not_seen(seen, age, why):
    assert reasons(DAY, seen, now() + timedelta(days=age)) == ((why,) if why else ())
