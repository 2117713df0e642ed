"""The normal form and its map back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import normalise, squeeze


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("國家級", "国家级"),
        ("最\u200b佳", "最佳"),
        ("治\ufe0f疗", "治疗"),
        ("㎏", "kg"),
        ("①号", "1号"),
        ("ﬁn", "fin"),
        ("vх", "vx"),
    ],
)
def test_a_text_in_disguise_has_the_normal_form_of_the_plain_one(text, normal):
    assert normalise(text).text == normal


def test_a_span_points_at_the_characters_on_the_page():
    text = "本品國\u200b家級推荐"
    normal = normalise(text)
    start = normal.text.index("国家级")
    first, last = normal.span(start, start + 3)
    assert text[first:last] == "國\u200b家級"


@pytest.mark.parametrize(("text", "found"), [("抗 癌", "抗 癌"), ("抗*癌", "抗*癌"), ("抗·-癌", "抗·-癌")])
def test_a_broken_word_is_found_whole_and_points_back(text, found):
    whole = squeeze(normalise(f"本品{text}有效"))
    start = whole.text.index("抗癌")
    first, last = whole.span(start, start + 2)
    assert f"本品{text}有效"[first:last] == found


def test_two_sentences_are_not_joined():
    assert "一次" not in squeeze(normalise("天下第一。次日送达")).text


@given(st.text(alphabet=st.characters(), max_size=60), st.text(max_size=20), st.text(max_size=60))
def test_any_part_of_a_text_is_found_in_its_normal_form(before, part, after):
    whole = normalise(before + part + after)
    assert normalise(part).text in whole.text


@given(st.text(alphabet=st.characters(), max_size=80))
def test_every_character_maps_into_the_text_in_order(text):
    for form in (normalise(text), squeeze(normalise(text))):
        last = 0
        for place in range(len(form.text)):
            start, end = form.span(place, place + 1)
            assert 0 <= start < end <= len(text)
            assert start >= last
            last = start


def test_a_span_outside_the_text_is_an_error():
    with pytest.raises(IndexError):
        normalise("茶").span(0, 5)
