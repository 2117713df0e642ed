"""When a target is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.timetable import next_visit, visit_due

T0 = datetime(2026, 11, 20, 8, 54, 31, 7, tzinfo=UTC)
HOUR = 3600


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (timedelta(seconds=1), None),
        (timedelta(minutes=59, seconds=59), None),
        (timedelta(hours=1), timedelta(hours=1)),
        (timedelta(hours=1, minutes=30), timedelta(hours=1)),
        (timedelta(hours=5, minutes=1), timedelta(hours=5)),
    ],
)
def test_a_visit_is_due_a_period_after_the_last_one_and_missed_ones_are_not_made_up_for(after, due):
    assert visit_due(T0, HOUR, T0 + after) == (None if due is None else T0 + due)


def test_the_first_visit_is_due_at_once_and_is_the_same_for_two_planners_in_the_same_minute():
    assert visit_due(None, HOUR, T0) == visit_due(None, HOUR, T0 + timedelta(seconds=20)) == T0.replace(second=0, microsecond=0)


def test_the_visit_after_it_is_the_one_that_will_be_due():
    assert visit_due(T0, HOUR, next_visit(T0, HOUR)) == next_visit(T0, HOUR)
