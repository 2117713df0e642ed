"""Tables over code points, and that long texts are treated like short ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.text import normalise
from core.text.codes import CodeTable, code_points, text_of

ODD = st.text(alphabet=st.characters() | st.sampled_from("國Ａ…①㎏ﬁ\u200b\ud800\x00"), max_size=60)


@given(ODD)
def test_code_points_give_the_text_back(text):
    assert text_of(code_points(text)) == text


def test_a_table_asks_once_for_each_character():
    asked = []
    table = CodeTable(lambda char: asked.append(char) or ord(char))
    assert table(code_points("甲乙甲")).tolist() == [ord("甲"), ord("乙"), ord("甲")]
    table(code_points("乙甲"))
    assert sorted(asked) == sorted("甲乙")


@given(ODD)
def test_a_long_text_has_the_normal_form_of_its_parts(text):
    padding = "甲" * 200
    long, short = normalise(text + padding), normalise(text)
    assert long.text == short.text + padding
    whole = [long.span(place, place + 1) for place in range(len(short.text))]
    assert whole == [short.span(place, place + 1) for place in range(len(short.text))]
