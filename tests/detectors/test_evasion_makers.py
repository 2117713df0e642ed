"""Makers of disguises: each changes what it says, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest

from detectors.evasion.disguise import here_and_there, in_words
from detectors.evasion.kinds import DISGUISES

TEXT, PLACES = "本茶能治疗糖尿病，第一名 TOP1", [(2, 8), (9, 12)]
MADE = {disguise.name: disguise.make(TEXT, PLACES) for disguise in DISGUISES}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("full width", "本茶能治疗糖尿病，第一名 ＴＯＰ１"),
        ("traditional", "本茶能治療糖尿病，第一名 TOP1"),
        ("star inside", "本茶能治疗*糖尿病，第*一名 TOP1"),
        ("vertical", "本\n茶\n能\n治\n疗\n糖\n尿\n病\n，\n第\n一\n名\n\nT\nO\nP\n1"),
        ("split characters", "本茶能氵台疒了米唐尿疒丙，第一名 TOP1"),
        ("digits: 1", "本茶能治疗糖尿病，第1名 TOP1"),
        ("digits: ①", "本茶能治疗糖尿病，第①名 TOP1"),
        ("digits: 壹", "本茶能治疗糖尿病，第壹名 TOP1"),
        ("pinyin, one character", "本茶能zhi疗糖尿bing，第yi名 TOP1"),
        ("initials, one character", "本茶能z疗糖尿b，第y名 TOP1"),
        ("known spellings", "本茶能冶疗tnb，弟一名 TOP1"),
    ],
)
def test_a_disguise_looks_like_this(name, made):
    assert MADE[name] == made


def test_every_disguise_changes_the_text_and_they_are_all_different():
    assert TEXT not in MADE.values()
    assert len(set(MADE.values())) == len(DISGUISES)


@pytest.mark.parametrize("name", ["zero width", "blanks", "fillers", "brackets", "emoji", "struck through"])
def test_what_stands_between_leaves_the_letters_in_order(name):
    letters = [char for char in MADE[name] if char.isalnum()]
    assert letters == [char for char in TEXT if char.isalnum()]


def test_radicals_are_other_characters_that_unicode_knows_as_the_same():
    made = dict(zip("一金龙", next(d for d in DISGUISES if d.name == "radicals").make("一金龙", []), strict=True))
    assert made["一"] != "一"
    assert unicodedata.normalize("NFKC", made["一"]) == "一"


def test_a_homophone_is_another_character_of_the_same_sound():
    assert MADE["free homophones"] != TEXT
    assert len(MADE["free homophones"]) == len(TEXT)


def test_words_outside_the_places_are_left_alone():
    change = {"茶": "X", "治": "Y"}.get
    assert in_words(change)("茶治", [(1, 2)]) == "茶Y"
    assert here_and_there(change)("茶治", [(0, 1)]) == "X治"
