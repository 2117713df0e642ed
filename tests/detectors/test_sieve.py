"""The sieve lets through every combination that stands in a text: it saves work and never a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.matching.combine import together
from detectors.matching.expressions import Expressions
from detectors.matching.scanner import Scanner
from detectors.matching.sieve import Combination
from detectors.matching.view import View

TEXT = st.lists(st.sampled_from(["甲", "乙", "丙", "氵台", "一", "1", "的" * 9, "的" * 40, "，", "。"]), max_size=30).map("".join)


@pytest.fixture(scope="module")
def made():
    expressions = Expressions()
    first, second = expressions.add(["甲", "治"]), expressions.add(["乙"], ["丙.{0,3}甲"])
    third, fourth = expressions.add([], ["丙[^甲]"]), expressions.add(["一甲"])
    combinations = [
        Combination(near=near, within=within)
        for near in [(first,), (first, second), (third, first), (fourth, second), (first, second, third)]
        for within in (0, 8, 50)
    ]
    scanner = Scanner(expressions)
    return scanner, combinations, scanner.sieve(combinations)


@given(text=TEXT)
def test_what_stands_together_comes_through(made, text):
    scanner, combinations, sieve = made
    finds, _ = scanner.read(View(text))
    through = sieve.through([finds])
    for which, one in enumerate(combinations):
        parts = [scanner.read(View(text))[0].places(ids) for ids in one.near]
        if all(parts) and together(parts, within=one.within, ordered=False, fits=lambda start, end: True):
            assert which in through


@given(text=TEXT)
def test_what_is_settled_is_what_would_be_found(made, text):
    scanner, combinations, sieve = made
    finds, _ = scanner.read(View(text))
    sieve.through([finds])
    for ids in {ids for one in combinations for ids in one.near}:
        assert finds.places(ids) == scanner.read(View(text))[0].places(ids)


@pytest.mark.parametrize(("between", "comes"), [(8, True), (300, False)])
def test_what_stands_far_apart_does_not_come_through(made, between, comes):
    scanner, combinations, sieve = made
    finds, _ = scanner.read(View("甲" + "的" * between + "乙"))
    assert any(len(combinations[which].near) == 2 and combinations[which].within == 8 for which in sieve.through([finds])) == comes


def test_a_part_may_stand_in_another_field():
    expressions = Expressions()
    here, there = expressions.add(["甲"]), expressions.add(["乙"])
    scanner = Scanner(expressions)
    sieve = scanner.sieve([Combination(near=(here,), anywhere=(there,)), Combination(anywhere=(there,)), Combination()])
    assert sieve.through([scanner.read(View(text))[0] for text in ("甲", "乙")]) == [0, 1, 2]
    assert sieve.through([scanner.read(View("甲"))[0]]) == [2]
    assert sieve.through([]) == [2]
