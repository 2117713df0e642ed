"""Both libraries that find words and patterns give the same answers, alone and below the whole scanner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.matching.automata import best
from detectors.matching.expressions import Expressions
from detectors.matching.hyper import Hyper
from detectors.matching.portable import Portable
from detectors.matching.scanner import Scanner
from detectors.matching.view import View

WORDS = ("甲", "甲乙", "乙丙", "a乙", "治疗", "第一", "%")
PATTERNS = ("[0-9]{1,3}(?:%|倍)", "百分之[一二三]{1,3}|百分百", "甲[^乙]{0,3}丙", "最[^近后]的?")
TEXT = st.text(alphabet="甲乙丙a治疗第一二三百分之最近的19%倍氵台。 ，😀", max_size=40)


def places(literals, text):
    return sorted(zip(*(part.tolist() for part in literals.find(text)), strict=True))


@given(TEXT)
def test_words_stand_where_plain_search_finds_them(text):
    literals = best().literals(WORDS)
    plain = [(which, at + len(word)) for which, word in enumerate(WORDS) for at in range(len(text)) if text.startswith(word, at)]
    assert places(literals, text) == sorted(plain)
    assert literals.present(text) == {which for which, _ in plain}


@given(TEXT)
def test_a_pattern_is_present_where_it_is_found(text):
    found = {which for which, _, _ in Hyper().patterns(PATTERNS).find(text)}
    assert set(Hyper().presence(PATTERNS).present(text)) == set(Portable().presence(PATTERNS).present(text)) == found


@pytest.mark.parametrize("automata", [Hyper(), Portable()])
def test_one_pattern_is_found_by_itself(automata):
    patterns = automata.patterns(PATTERNS)
    text = "近19%甲甲丙，百分之一二"
    for which in range(len(PATTERNS)):
        assert outermost((which, *place) for place in patterns.find_one(which, text)) == outermost(one for one in patterns.find(text) if one[0] == which)


def outermost(found):
    found = set(found)
    return {one for one in found if not any(one != other and one[0] == other[0] and other[1] <= one[1] <= one[2] <= other[2] for other in found)}


@given(TEXT)
def test_the_matches_that_are_inside_no_other_are_the_same(text):
    assert outermost(Hyper().patterns(PATTERNS).find(text)) == outermost(Portable().patterns(PATTERNS).find(text))


@pytest.fixture(scope="module")
def scanners():
    expressions = Expressions()
    expressions.add(WORDS, (*PATTERNS, "第一.{0,2}甲"))
    return Scanner(expressions, Hyper()), Scanner(expressions, Portable())


@given(text=TEXT)
def test_the_scanner_finds_the_same_with_either(scanners, text):
    hyper, portable = (scanner.scan(View(text)) for scanner in scanners)
    assert {number: sorted(spans) for number, spans in hyper.items()} == {number: sorted(spans) for number, spans in portable.items()}


@pytest.mark.parametrize("automata", [Hyper(), Portable()])
def test_nothing_is_in_an_empty_text_and_no_words_are_in_any(automata):
    assert places(automata.literals(WORDS), "") == []
    assert places(automata.literals(()), "甲") == []
    assert automata.literals(()).present("甲") == set()
    assert automata.patterns(()).find("甲") == []
    assert automata.patterns(PATTERNS).find("") == []
    assert not automata.presence(()).present("甲")
    assert not automata.presence(PATTERNS).present("")


@pytest.mark.parametrize("automata", [Hyper(), Portable()])
def test_a_pattern_that_cannot_be_taken_is_named(automata):
    with pytest.raises(ValueError, match="甲"):
        automata.patterns(("乙", "(甲)\\1"))
