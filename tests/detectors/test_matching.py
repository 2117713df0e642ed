"""Letters of a field, the scanner over them, and words that stand together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import normalise
from detectors.matching.combine import together
from detectors.matching.expressions import Expressions, pattern, term
from detectors.matching.scanner import Scanner
from detectors.matching.view import View

ANY = st.text(alphabet=st.characters(), max_size=60)
MARKS = st.text(alphabet=" *·-—_~★，。、！\u200b\u3000…", max_size=3)
NATURAL = st.text(alphabet="甲乙丙丁，。 ab1２％.\n國\u200b①", max_size=50)


@given(ANY)
def test_every_letter_points_at_its_character_and_in_order(text):
    view = View(text)
    last = 0
    for place in range(len(view.text)):
        start, end = view.characters(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last
        assert view.text[place] in normalise(text[start:end]).text
        last = start


@given(ANY)
def test_letters_are_kept_and_blanks_are_not(text):
    view = View(text)
    wanted = [char for char in normalise(text).text if re.match(r"[^\W_]", char)]
    assert [char for char in view.text if re.match(r"[^\W_]", char)] == wanted
    assert not re.search(r"[\s，。！]", view.text)


@given(st.text(alphabet="抗癌茶叶包治百病", min_size=1, max_size=20), st.data())
def test_marks_between_letters_leave_the_letters_as_they_are(text, data):
    broken = "".join(char + data.draw(MARKS) for char in text)
    assert View(broken).text == text


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("涨幅 99.9％！", "涨幅99.9%"),
        ("NO. 1 牌", "no1牌"),
        ("NO.1", "no.1"),
        ("1：1 复刻", "1:1复刻"),
        ("7-8折", "7-8折"),
        ("c++ 课", "c课"),
        ("a_b", "ab"),
        ("ⅩⅡ", "xii"),
    ],
)
def test_marks_stay_inside_numbers_and_latin_words_only(text, letters):
    assert View(text).text == letters


@given(NATURAL)
def test_letters_of_a_stretch_of_characters_point_back_at_it(text):
    view = View(text)
    for start in range(len(view.text)):
        first, last = view.characters(start, start + 1)
        assert view.letters(first, last)[0] <= start < view.letters(first, last)[1]


def scan(text, terms=(), patterns=()):
    expressions = Expressions()
    names = {number: word for word in (*terms, *patterns) for number in expressions.add([word] if word in terms else [], [word] if word in patterns else [])}
    view = View(text)
    found = Scanner(expressions).scan(view)
    return {names[number]: [view.text[start:end] for start, end in spans] for number, spans in found.items() if number in names}


@given(NATURAL)
def test_the_scanner_finds_what_plain_search_finds(text):
    view = View(text)
    found = scan(text, terms=["甲乙", "丙"], patterns=["甲.{0,2}丁"])
    if not re.search(r"[，。\n]", text):
        assert len(found.get("丙", [])) == view.text.count("丙")
        assert bool(found.get("甲乙")) == ("甲乙" in view.text)
        assert bool(found.get("甲.{0,2}丁")) == bool(re.search("甲.{0,2}丁", view.text))


PATTERNS = [
    "甲.{0,2}丁",
    "甲(?:乙|丙)?丁",
    "[甲乙]{1,2}丙",
    "(?:甲|乙丙).{1,3}(?:丁|12%?)",
    "甲乙|丙.丁",
    "1[0-9]{0,2}%",
    "[^甲]丁",
    "(?:甲.{0,1}乙){1,2}丁",
    "甲?乙?丙",
    "甲[乙丁]{0,3}丙",
    "甲[12]{1,2}%",
    "[乙丁]{1,2}丙",
]


@pytest.mark.parametrize("shape", PATTERNS)
@given(text=st.text(alphabet="甲乙丙丁12%", max_size=30))
def test_a_pattern_taken_apart_begins_where_the_plain_pattern_does(shape, text):
    view = View(text)
    expressions = Expressions()
    (number,) = expressions.add(patterns=[shape])
    found = Scanner(expressions).scan(view).get(number, [])
    starts = [start for start in range(len(view.text)) if re.compile(shape).match(view.text, start)]
    for start, end in found:
        assert re.compile(shape).fullmatch(view.text, start, end)
    if not re.search("[0-9]", text):  # a number is found whole only
        covered = {start for first, end in found for start in range(first, end)}
        assert {start for start, _ in found} <= set(starts) <= covered


def test_most_patterns_need_no_automaton():
    expressions = Expressions()
    expressions.add(patterns=PATTERNS)
    assert {shape for shape, number in expressions.patterns.items() if number not in expressions.chains} == {"[^甲]丁", "[甲乙]{1,2}丙", "[乙丁]{1,2}丙"}


def test_equal_expressions_are_compiled_once():
    expressions = Expressions()
    assert expressions.add(["國家級", "国家级"]) == expressions.add(["国 家 级"])
    assert len(expressions.terms) == 1


def test_a_pattern_may_cross_a_comma_but_no_full_stop():
    assert scan("甲，丁", patterns=["甲.{0,2}丁"]) == {"甲.{0,2}丁": ["甲丁"]}
    assert scan("甲。丁", patterns=["甲.{0,2}丁"]) == {}


def test_overlapping_matches_of_one_pattern_are_the_longest():
    assert scan("第一名牌", patterns=["第一(?:名牌?)?"]) == {"第一(?:名牌?)?": ["第一名牌"]}


@pytest.mark.parametrize("text", ["(a+)+$", ".*", "a{2,}", "a|", "(?=a)", "A", "a b", "a，b", "(", "[", "病" * 61])
def test_a_pattern_without_bound_or_in_another_form_is_refused(text):
    with pytest.raises(ValueError, match="pattern"):
        pattern(text)


def test_a_term_of_marks_only_is_refused():
    with pytest.raises(ValueError, match="has no letters"):
        term(" ★ ")


def stretches(parts, within=2, ordered=False, fits=lambda start, end: True):
    return [(found.start, found.end) for found in together(parts, within=within, ordered=ordered, fits=fits)]


def test_the_nearest_place_is_taken():
    assert stretches([[(10, 12)], [(5, 6), (13, 15)]], within=5) == [(10, 15)]


def test_parts_do_not_share_letters():
    assert stretches([[(0, 4)], [(2, 4)]]) == []


def test_a_chain_of_parts_reaches_from_neighbour_to_neighbour():
    assert stretches([[(0, 2)], [(3, 5)], [(6, 8)]], within=1) == [(0, 8)]
    assert stretches([[(6, 8)], [(0, 2)], [(3, 5)]], within=1) == [(0, 8)]
    assert stretches([[(0, 2)], [(3, 5)], [(7, 8)]], within=1) == []


def test_ordered_parts_stand_in_their_order():
    assert stretches([[(3, 5)], [(0, 2)]], ordered=True) == []
    assert stretches([[(0, 2)], [(3, 5), (3, 4)]], ordered=True) == [(0, 5)]


def test_a_stretch_that_does_not_fit_is_none():
    assert stretches([[(0, 2)], [(3, 5)]], fits=lambda start, end: end - start < 5) == []
