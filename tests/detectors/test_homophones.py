"""Characters written for others of the same sound: seen where ordinary words break down, and nowhere else."""

from __future__ import annotations

import pytest

from core.records import Document
from core.text.codes import code_points
from detectors.load import load_engine
from detectors.matching.ordinary import Ordinary

TABLE = "# a comment\n的\n产品\n好看\n"


def out_of_place(ordinary, text):
    places, rare = ordinary.out_of_place(code_points(text))
    return list(zip(places.tolist(), rare.tolist(), strict=True))


def test_letters_that_make_no_word_with_a_neighbour_are_out_of_place():
    assert out_of_place(Ordinary(TABLE, ()), "产品的畔看a1") == [(2, False), (3, True), (4, True)]
    assert out_of_place(Ordinary(TABLE, ("畔看",)), "产品的畔看") == [(2, False)]
    assert out_of_place(Ordinary(TABLE, ()), "") == []


@pytest.mark.parametrize("text", ["这款茶能治廖糖尿病"])
def test_a_homophone_hides_no_claim(text):
    findings = load_engine().detect(Document(id="", kind="listing", text=text, goods="代用茶"))
    assert any(finding.lead for finding in findings)


@pytest.mark.parametrize("text", ["抽纸三层加厚整箱装", "人气爆款双肩包", "保税仓直发口红"])
def test_ordinary_titles_stay_silent(text):
    assert not load_engine().detect(Document(id="", kind="listing", text=text))
