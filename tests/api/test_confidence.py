"""What a confidence has been worth: the measured table is read, bounded and said in words."""

from __future__ import annotations

import json

import pytest

from api.views.confidence import rule_record, step_meaning
from core.errors import BadInput
from detectors.load import HERE, load_measured
from detectors.measured import Measured, Share, parse

TABLE = Measured(day="2026-01-02", confidence={"high": Share(right=19, leads=20)}, rules={"few": Share(right=3, leads=3)})


def test_a_step_is_said_with_its_measured_share():
    assert step_meaning("high", TABLE) == "文字本身即可看出，很少误报。实测（2026-01-02）：标注文本上 20 条此类线索，19 条落在违法文本上（95.0%）"
    assert "未测得比例" in step_meaning("medium", TABLE)


def test_a_handful_of_leads_is_counted_and_makes_no_share():
    assert rule_record("few", TABLE) == "实测（2026-01-02）：标注文本上 3 条本规则的线索，3 条落在违法文本上"
    assert "未测得比例" in rule_record("never", TABLE)


def test_the_table_of_the_project_names_rules_that_exist():
    measured = load_measured()
    assert measured.texts > 500
    assert set(measured.rules) <= {path.stem for path in (HERE / "rulebook").rglob("*.yml")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"day": "today", "texts": 1, "confidence": {}, "rules": {}}',
        json.dumps({"day": "2026-01-02", "texts": 1, "confidence": {"high": [3, 2]}, "rules": {}}),
    ],
)
def test_a_damaged_table_is_named(text):
    with pytest.raises(BadInput, match=r"measured\.json"):
        parse(text, "measured.json")
