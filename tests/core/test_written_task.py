"""No visit outside the written task: its time, its hosts, its hours of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.records import Target
from core.written_task import in_window, why_not, why_not_now, within_scope

MOMENT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)  # 22:30 in Beijing
TARGET = Target(id="t", url="https://a.example/", basis="计划", approved_by="张队", valid_until=MOMENT + timedelta(days=1))


def test_a_whole_task_allows_the_visit():
    assert why_not(TARGET, MOMENT, require=True) == ""


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"valid_until": MOMENT - timedelta(seconds=1)}, "the written task is over"),
        ({"approved_by": ""}, "no written task: approved_by missing"),
        ({"scope": "b.example"}, "no written task: its scope"),
    ],
)
def test_a_task_that_is_over_or_not_whole_forbids_it(change, begins):
    assert why_not(replace(TARGET, **change), MOMENT, require=False).startswith(begins)


def test_a_target_without_a_task_is_refused_where_tasks_are_required():
    bare = Target(id="t", url="https://a.example/")
    assert why_not(bare, MOMENT, require=False) == ""
    assert why_not(bare, MOMENT, require=True) == "no written task: basis, approved_by, valid_until missing"


@pytest.mark.parametrize(("window", "open_"), [("", True), ("22:00-06:00", True), ("06:00-22:00", False), ("22:31-23:00", False), ("22:30-22:31", True)])
def test_hours_are_those_of_beijing_and_may_pass_midnight(window, open_):
    assert in_window(window, MOMENT) is open_
    assert bool(why_not_now(replace(TARGET, window=window), MOMENT, require=True)) is not open_


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://a.example/x", True),
        ("http://m.b.example:8080/", True),
        ("https://b.example/", False),
        ("https://a.example.evil.test/", False),
        ("https://[/", False),
    ],
)
def test_the_scope_names_hosts(url, inside):
    assert within_scope(replace(TARGET, scope="a.example *.b.example"), url) is inside
