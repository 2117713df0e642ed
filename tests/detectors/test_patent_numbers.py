"""What a patent number shows by itself: check digit, kind, and whether the right can still run."""

from datetime import UTC, datetime

import pytest

from core.records import Document
from detectors.load import load_engine


def wrong(text, year=2026, rule="patent-number-wrong"):
    found = load_engine().detect(Document(id="1", kind="listing", text=text, captured_at=datetime(year, 6, 1, tzinfo=UTC)))
    return [element for finding in found if finding.rule == rule for element in finding.met]


def test_a_utility_model_older_than_ten_years_has_run_out():
    assert "届满" in "".join(wrong("实用新型专利，专利号 ZL201520012345.9", rule="patent-run-out"))


def test_the_same_number_was_good_while_the_right_ran():
    assert wrong("实用新型专利，专利号 ZL201520012345.9", year=2024, rule="patent-run-out") == []


def test_a_number_whose_term_is_over_is_not_called_wrong():
    assert wrong("实用新型专利，专利号 ZL201520012345.9") == []


def test_a_design_applied_for_before_june_2021_runs_ten_years_only():
    assert "10年" in "".join(wrong("外观设计专利，专利号 ZL201530012345.4", rule="patent-run-out"))
    assert wrong("外观设计专利，专利号 ZL201530012345.4", year=2023, rule="patent-run-out") == []


@pytest.mark.parametrize("number", ["ZL202121234567.8", "ZL202120000000.0"])
def test_a_sequence_that_only_stands_for_a_number_is_not_judged(number):
    assert wrong(f"实用新型专利，专利号 {number}") == []
