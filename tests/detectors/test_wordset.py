"""Words of a set in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detectors.matching.wordset import WordSet

WORDS = ("甲", "甲乙", "乙丙", "ab", "%")
SET = WordSet(WORDS)


@given(st.text(alphabet="甲乙丙ab%\ud800 ，", max_size=30))
def test_the_words_are_those_that_plain_search_finds(text):
    assert SET.present(text) == {word for word in WORDS if word in text}


def test_a_word_given_twice_is_one():
    assert WordSet(["甲", "甲"]).present("甲甲") == {"甲"}


def test_no_words_are_in_no_text():
    assert WordSet([]).present("甲") == set()


@given(st.text(alphabet="甲乙丙ab%", max_size=30))
def test_the_longest_word_at_every_place_is_given_once_and_in_order(text):
    wanted = [(start, max((word for word in WORDS if text.startswith(word, start)), key=len, default="")) for start in range(len(text))]
    assert list(SET.longest(text)) == [(start, word) for start, word in wanted if word]
