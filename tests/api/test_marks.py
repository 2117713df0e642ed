"""Marking words: exact, in order, folded around, and honest about words that are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.views.marks import AROUND, LONGEST, mark
from core.records import Span


def span(text, word, field="text", start=None):
    start = text.index(word) if start is None else start
    return Span(field=field, start=start, end=start + len(word), text=word)


def marked(result):
    return [piece.text for piece in result.pieces if piece.kind == "mark"]


def test_the_very_characters_are_marked():
    text = "全网最好的茶，最好喝"
    assert marked(mark("text", text, [span(text, "最好", start=7)])) == ["最好"]
    pieces = mark("text", text, [span(text, "最好", start=7)]).pieces
    assert [piece.text for piece in pieces] == ["全网最好的茶，", "最好", "喝"]


def test_overlapping_words_are_one_mark():
    text = "国家级最高级"
    assert marked(mark("text", text, [span(text, "国家级最"), span(text, "最高级")])) == ["国家级最高级"]


def test_words_of_another_field_are_left():
    assert marked(mark("title", "最好", [span("最好", "最好")])) == []


def test_a_place_that_moved_is_found_and_words_that_are_gone_are_named():
    result = mark("text", "新的开头，全网最好", [Span(field="text", start=0, end=2, text="最好"), Span(field="text", start=0, end=3, text="国家级")])
    assert marked(result) == ["最好"]
    assert result.missing == ("国家级",)


def test_a_long_text_keeps_context_around_the_marks_and_counts_what_is_folded():
    text = "甲" * 5000 + "最好" + "乙" * 5000
    result = mark("text", text, [span(text, "最好")])
    assert [piece.kind for piece in result.pieces] == ["gap", "text", "mark", "text", "gap"]
    assert len(result.pieces[1].text) == AROUND
    assert sum(piece.length for piece in result.pieces) == len(text)
    assert "".join(piece.text for piece in mark("text", text, [span(text, "最好")], whole=True).pieces) == text


def test_an_endless_text_stays_bounded():
    text = "甲" * (LONGEST + 500)
    result = mark("text", text, [], whole=True)
    assert result.folded == 500


@given(st.text(max_size=1500), st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 40)), max_size=8), st.booleans())
def test_no_character_is_lost_or_doubled(text, places, whole):
    spans = [Span(field="text", start=a, end=min(a + n, len(text)), text=text[a : a + n]) for a, n in places if text[a : a + n]]
    result = mark("text", text, spans, whole=whole)
    assert sum(piece.length for piece in result.pieces) == len(text)
    at = 0
    for piece in result.pieces:
        assert piece.kind == "gap" or text[at : at + piece.length] == piece.text
        at += piece.length
    inside = {i for s in spans for i in range(s.start, s.end)}
    assert sum(piece.length for piece in result.pieces if piece.kind == "mark") == len(inside)


@pytest.mark.parametrize("text", ["", "短"])
def test_a_text_without_marks_is_shown(text):
    assert "".join(piece.text for piece in mark("text", text, []).pieces) == text
