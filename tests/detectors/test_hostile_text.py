"""The whole rulebook over texts made to slow it down: time grows with the text, whatever stands in it."""

from __future__ import annotations

from time import process_time

import pytest

from core.records import Document
from detectors.load import load_engine

TEXTS = {
    "digits": "1" * 60_000,
    "one word again and again": "最佳\n" * 20_000,
    "finds and excuses": "不得使用国家级最佳" * 6_000,
    "every trigger at once": "全国第一品牌最好的产品治疗糖尿病高血压根治不复发" * 2_000,
    "marks": "最*佳" * 20_000,
    "fillers only": "*" * 60_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_costs_little(name):
    engine = load_engine()
    start = process_time()
    found = engine.detect(Document(id="1", kind="listing", text=TEXTS[name]))
    assert process_time() - start < 5
    assert all(len(finding.spans) <= 20 for finding in found)
