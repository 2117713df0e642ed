"""Words that a regular expression cannot do without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.matching.required import required
from detectors.textkind_words import PATTERNS


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("罚款", {"罚款"}),
        ("(?:打着|借着)[^。]{1,40}旗号?", {"打着", "借着"}),
        ("第[一二]条", {"第"}),
        ("[一二]{1,3}", {"一", "二"}),
        ("(?:甲乙)?丙", {"丙"}),
        ("(?:甲乙)+丙", {"甲乙"}),
        ("(?!不)禁忌", {"禁忌"}),
        ("\\d+", None),
        ("甲|\\d", None),
    ],
)
def test_the_longest_words_are_taken(pattern, words):
    assert required(pattern) == words


@given(st.sampled_from(PATTERNS).flatmap(lambda row: st.from_regex(row[1].pattern)))
def test_a_text_that_matches_holds_one_of_them(text):
    for _, pattern, _ in PATTERNS:
        needed = required(pattern.pattern)
        if needed and re.search(pattern, text):
            assert any(word in text for word in needed)
