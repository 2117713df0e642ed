"""Every screen, empty and full: it answers, in Chinese, and says what to do next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.views.runs import run_of
from api.views.times import beijing, period, short
from core.clock import now
from core.ids import digest
from core.records import Job, Target
from core.repositories import alerts, jobs, targets
from tests.api.world import LICENCES, SEEN

EMPTY = {
    "/": "还没有数据",
    "/leads": "没有符合条件的线索",
    "/shops": "还没有店铺",
    "/jobs": "还没有监测目标",
    "/search": "索引里还没有文档",
    "/users": "admin",
    "/help": "键盘",
}


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_screen_says_what_to_do(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200
    assert '<html lang="zh-CN">' in answer.text
    assert EMPTY[path] in answer.text


def test_the_overview_counts_what_waits_by_category_and_severity(browser, world):
    lead = world.simple_lead()
    world.simple_lead("乙", "乙保本", ("保本",), category="finance_return", severity="high", key="two.example")
    with world.database.write() as connection:
        alerts.decide(connection, lead.id, "new", "mailbox", now())
        alerts.decide(connection, lead.id, "old", "mailbox", now() - timedelta(days=3))
    text = browser.get("/").text
    assert '<a href="/leads?category=finance_return&amp;severity=high">1</a>' in text
    assert "1 条" in text
    assert "待发送" in text


def test_a_target_whose_run_did_not_come_is_an_alarm(browser, world):
    with world.database.write() as connection:
        target = Target(id="t", url="https://late.example/", name="迟到的店", every=3600)
        targets.put(connection, target)
        job = jobs.plan(connection, "t", now() - timedelta(hours=5))
        jobs.claim(connection, job.id, owner="x", now=now() - timedelta(hours=5), stale_before=now())
        jobs.finish(connection, job.id, now() - timedelta(hours=4), stopped="all pages visited", counts={"pages": 3})
    text = browser.get("/").text
    assert "逾期未运行" in text
    assert "迟到的店" in text
    assert "已访问全部页面" in browser.get("/jobs").text


@pytest.mark.parametrize(
    ("job", "alarm"),
    [
        (None, "从未运行"),
        (Job(id="j", target_id="t", due_at=SEEN, status="failed", stopped="x"), "上次运行失败"),
        (Job(id="j", target_id="t", due_at=SEEN, status="running", heartbeat_at=SEEN), "没有心跳"),
        (Job(id="j", target_id="t", due_at=SEEN, status="due"), "没有执行"),
        (Job(id="j", target_id="t", due_at=SEEN, status="done"), "逾期"),
        (Job(id="j", target_id="t", due_at=SEEN + timedelta(minutes=118), status="done"), ""),
        (Job(id="j", target_id="t", due_at=SEEN, status="running", heartbeat_at=SEEN + timedelta(minutes=118)), ""),
    ],
)
def test_what_is_wrong_with_a_run_is_named(job, alarm):
    target = Target(id="t", url="https://a.example/", every=0 if job is None else 3600)
    run = run_of(target, job, None, SEEN + timedelta(hours=2))
    assert alarm in run.alarm
    assert bool(run.alarm) == bool(alarm)


def test_the_next_visit_is_due_a_period_after_the_last_one():
    target = Target(id="t", url="https://a.example/", every=3600)
    visited = Job(id="j", target_id="t", due_at=SEEN, status="done")
    assert beijing(run_of(target, visited, visited, SEEN).next_due) == "2026-11-23 12:04"


def test_an_unknown_address_keeps_the_menu_of_who_is_signed_in(browser, visitor):
    assert 'href="/leads"' in browser.get("/nothing").text
    browser.client.cookies.clear()
    assert 'href="/leads"' not in visitor.get("/nothing").text


def test_a_target_that_is_no_longer_watched_raises_no_alarm():
    target = Target(id="t", url="https://a.example/", every=3600, active=False)
    assert run_of(target, None, None, SEEN).alarm == ""


def test_a_shop_shows_its_licences_in_words_and_who_else_shows_them(browser, world):
    same = (LICENCES[1], type(LICENCES[0])(kind="uscc", value="91440000000000000A", valid=True))
    shop = world.shop("a.example", name="甲店", operator="甲公司", licences=(*LICENCES, *same[1:]))
    world.shop("b.example", name="乙店", operator="乙公司", licences=same)
    text = browser.get(f"/shops/{shop.id}").text
    for shown in ("号码有误：校验位不符", "号码格式校验通过", "号码无法自动校验", "b.example", "经营者不同"):
        assert shown in text
    listed = browser.get("/shops?q=乙公司").text
    assert "乙店" in listed
    assert "甲店" not in listed


def test_a_document_shows_the_marks_of_all_its_findings(browser, world):
    shop = world.shop()
    item = world.listing(shop, "绿茶", "全网最好，降血压")
    world.lead(item, ["最好"])
    world.lead(item, ["降血压"], rule="another", title="另一条")
    text = browser.get(f"/documents/listing/{item.id}").text
    assert "全网<mark>最好</mark>，<mark>降血压</mark>" in text
    assert "另一条" in text
    assert browser.get("/documents/listing/nothing").status_code == 404
    assert browser.get("/documents/nothing/x").status_code == 422


def test_an_advert_that_is_not_marked_as_one_is_said(browser, world):
    item = world.advertisement(world.shop(), "标题", "文字", "https://ads.example/1")
    text = browser.get(f"/documents/advertisement/{item.id}").text
    assert "未标明" in text
    assert 'href="javascript' not in text


def test_jobs_show_progress_failure_and_the_form_keeps_what_was_typed(browser, world):
    with world.database.write() as connection:
        for name, url in (("one", "https://one.example/"), ("two", "https://two.example/")):
            targets.put(connection, Target(id=name, url=url, name=name))
            job = jobs.plan(connection, name, now())
            jobs.claim(connection, job.id, owner="x", now=now(), stale_before=now())
            if name == "one":
                jobs.heartbeat(connection, job.id, now(), {"pages": 12, "done": 7})
            else:
                jobs.finish(connection, job.id, now(), stopped="AddressRefused: 10.0.0.1", counts={}, failed=True)
    text = browser.get("/jobs").text
    assert "已存 12 页，已分析 7 页" in text
    assert "网址不被允许：10.0.0.1" in text
    part = browser.get("/jobs/recent", headers={"hx-request": "true"}).text
    assert 'hx-trigger="every 3s"' in part
    assert "<html" not in part
    wrong = browser.post("/jobs/targets", url="ftp://a.example/", every="3600", max_pages="10")
    assert wrong.status_code == 400
    assert "ftp://a.example/" in wrong.text


def test_a_target_is_added_by_form_and_can_be_stopped(browser, world):
    from pipeline import app as queue

    queue.current.cache_clear()
    assert browser.post("/jobs/targets", url="https://new.example/", name="新店", every="86400", max_pages="50").status_code == 303
    ident = digest("target", "https://new.example/")
    again = browser.post(f"/jobs/targets/{ident}/visit")
    assert again.status_code == 409
    assert "已有任务在等待或执行" in again.text
    with world.database.write() as connection:
        jobs.finish(connection, jobs.recent(connection, 1, ident)[0].id, now(), stopped="", counts={})
    assert browser.post(f"/jobs/targets/{ident}/visit").status_code == 303
    queue.current.cache_clear()
    assert browser.post(f"/jobs/targets/{ident}/active", active="false").status_code == 303
    text = browser.get("/jobs").text
    assert "新店" in text
    assert "恢复监测" in text
    assert browser.post("/jobs/targets/nothing/visit").status_code == 404


def test_the_rulebook_is_shown_with_the_law_of_today(browser, app):
    rules = app.state.house.detectors().rules
    listed = browser.get("/rules").text
    for ident, rule in rules.items():
        assert f"/rules/{ident}" in listed
        answer = browser.get(f"/rules/{ident}")
        assert answer.status_code == 200
        assert rule.legal_basis[0].name in answer.text
    assert browser.get("/rules/no-such-rule").status_code == 404


def test_times_are_those_of_beijing():
    assert beijing(SEEN, True) == "2026-11-23 11:04:05"
    assert beijing(None) == "—"
    assert short(SEEN, SEEN + timedelta(hours=13)) == "昨天 11:04"
    assert short(SEEN, SEEN + timedelta(hours=12)) == "今天 11:04"
    assert short(SEEN, SEEN + timedelta(days=400)) == "2026-11-23"
    assert [period(0), period(90), period(5400), period(7200), period(172800)] == ["仅一次", "每 90 秒", "每 90 分钟", "每 2 小时", "每 2 天"]
