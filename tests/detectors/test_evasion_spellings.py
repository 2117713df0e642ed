"""Words in other spellings: taken apart, in other numerals, as they sound; found where they stand, and not where they do not."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.matching.expressions import Expressions
from detectors.matching.halves import halves
from detectors.matching.respell import respell
from detectors.matching.scanner import Scanner
from detectors.matching.spellings import READINGS, stand_alone, with_numerals
from detectors.matching.view import View

WORDS = ("治疗", "糖尿病", "减肥", "唯一", "国家级", "一次见效", "高血压", "独家")
ANY = st.text(alphabet="治疗氵台疒了冶糖尿病zhiliao高xue压唯1一壹。 ,ａ", max_size=40)


@cache
def scanner(words, patterns):
    expressions = Expressions()
    names = {number: word for word in words for number in expressions.add(terms=[word])} | {n: p for p in patterns for n in expressions.add(patterns=[p])}
    return Scanner(expressions), names


def found(text, words=WORDS, patterns=()):
    scans, names = scanner(words, patterns)
    view = View(text)
    places = scans.scan(view)
    return {(names[number], text[slice(*view.characters(*place))]) for number, spans in places.items() for place in spans}


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("能氵台疒了失眠", "治疗", "氵台疒了"),
        ("能氵 台疗失眠", "治疗", "氵 台疗"),
        ("轻松减月巴茶", "减肥", "减月巴"),
        ("能冶疗失眠", "治疗", "冶疗"),
        ("惠州唯1经销", "唯一", "唯1"),
        ("惠州唯壹经销", "唯一", "唯壹"),
        ("惠州唯①经销", "唯一", "唯①"),
        ("惠州唯❶经销", "唯一", "唯❶"),
        ("1次见效", "一次见效", "1次见效"),
        ("能zhi疗失眠", "治疗", "zhi疗"),
        ("能ZHI 疗失眠", "治疗", "ZHI 疗"),
        ("能zhi liao失眠", "治疗", "zhi liao"),
        ("高xue压人群", "高血压", "高xue压"),
        ("糖n病人群", "糖尿病", "糖n病"),
        ("z疗失眠", "治疗", "z疗"),
        ("zl失眠", "治疗", "zl"),
        ("tnb人群", "糖尿病", "tnb"),
        ("果家级品质", "国家级", "果家级"),
    ],
)
def test_a_word_in_another_spelling_is_found_where_it_is_written(text, word, written):
    assert (word, written) in found(text)


@pytest.mark.parametrize(
    "text",
    ["编号21次见效", "唯12", "ZL201510123456.7", "azl失眠", "本月巴士", "zhi。疗", "氵。台疗", "5z疗", "A级产品", "T恤 纯棉", "meizhou liaoning", "a1一次"],
)
def test_what_only_looks_like_another_spelling_is_not_found(text):
    assert found(text) == set() or found(text) <= {("一次", "一次")}


def test_a_pattern_of_words_and_gaps_sees_through_them_too():
    for text, pattern in (("独jia秘制配方", "独家.{0,2}配方"), ("氵台好了失眠", "治好.{0,2}失眠"), ("第1家店", "第一(?:家|个)店")):
        assert found(text, words=(), patterns=(pattern,)) == {(pattern, text)}


@given(ANY)
def test_other_spellings_take_nothing_away_and_every_place_is_inside_the_text(text):
    plain = {(word, word) for word in WORDS if word in text}
    assert plain <= found(text)


@given(st.text(alphabet="月巴氵台治壹a", max_size=20))
def test_the_map_back_covers_what_was_written(text):
    places = [(start, start + len(written)) for written in READINGS for start in range(len(text)) if text.startswith(written, start)]
    undone = respell(text, stand_alone(text, places))
    for place in range(len(undone.text)):
        start, end = undone.place(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert text[start:end] == undone.text[place] or READINGS[text[start:end]].find(undone.text[place]) >= 0


def test_a_latin_word_or_a_number_that_goes_on_is_not_the_word_undone_either():
    undone = respell("x冶1", [(1, 2, "top")])
    assert undone.text == "xtop1"
    assert undone.is_part_of_word(1, 4)
    assert not undone.is_part_of_word(0, 4)
    assert found("冶疗vx", words=("信v",)) == set()
    assert found("买stop冶疗", words=("top治疗",)) == set()


def test_a_text_without_other_spellings_has_none():
    assert list(stand_alone("普通的茶", [])) == []
    assert respell("普通的茶", []).text == "普通的茶"


def test_every_half_makes_one_chinese_character():
    table = halves()
    assert len(table) > 500
    assert all(len(written) == 2 and len(whole) == 1 and whole not in written for written, whole in table.items())


def test_numerals_are_only_exchanged_beside_other_letters():
    assert with_numerals("唯一") == ("唯一", "唯1")
    assert with_numerals("一") == ("一",)
    assert with_numerals("十一") == ("十一",)
    assert with_numerals("最佳") == ("最佳",)
