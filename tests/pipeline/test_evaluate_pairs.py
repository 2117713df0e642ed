"""Pairs of texts that differ in one thing: which are told apart, and what is said of lines that cannot be used."""

from __future__ import annotations

import json

import pytest

from detectors.load import load_engine
from pipeline.cli import main
from pipeline.evaluate.pairs import read_pairs, tell_apart, told_apart

CURE = {"text": "喝一个月根治糖尿病", "kind": "listing", "product": "代用茶", "category": "medical_claim_nonmedical"}
GOOD = {"turns_on": "kind", "unlawful": CURE, "lawful": {"text": "用前请摇匀，开盖后请冷藏", "kind": "listing", "product": "代用茶"}}


@pytest.fixture
def folder(tmp_path):
    def written(*rows):
        text = "".join(f"{row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        (tmp_path / "pairs.jsonl").write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_a_pair_is_told_apart_when_only_the_unlawful_text_raises_a_lead(folder):
    pairs, errors = read_pairs(folder(GOOD, GOOD | {"lawful": CURE}, GOOD | {"turns_on": "goods", "unlawful": GOOD["lawful"]}))
    told = tell_apart(load_engine(), pairs)
    assert errors == ()
    assert [(one.found, one.false, one.apart) for one in told] == [(True, False, True), (True, True, False), (False, False, False)]
    assert {kind: (share.hits, share.total) for kind, share in told_apart(told).items()} == {"goods": (0, 1), "kind": (1, 2), "all": (1, 3)}


def test_each_text_is_judged_on_its_own_day(folder):
    pairs, _ = read_pairs(folder(GOOD | {"unlawful": CURE | {"date": "2020-02-03"}}))
    assert pairs[0].unlawful.captured_at.date().isoformat() == "2020-02-03"
    assert pairs[0].lawful.captured_at.date().isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"unlawful": CURE, "lawful": CURE}, "turns_on: missing"),
        (GOOD | {"lawful": "茶"}, "lawful: wanted an object"),
        (GOOD | {"lawful": {"text": " "}}, "lawful.text: missing"),
        (GOOD | {"unlawful": CURE | {"product": 3}}, "unlawful.product: wanted text, got int"),
        (GOOD | {"unlawful": CURE | {"date": "gestern"}}, "unlawful.date: 'gestern' is no day"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_count(folder, row, said):
    pairs, errors = read_pairs(folder(row, GOOD))
    assert len(pairs) == 1
    assert len(errors) == 1
    assert f"pairs.jsonl:1: {said}" in errors[0]


def test_a_folder_without_pairs_has_none(tmp_path):
    assert read_pairs(tmp_path) == ((), ())


def test_the_command_prints_the_rates_and_lists_the_pairs_that_are_not_told_apart(folder, capsys):
    where = folder(GOOD, GOOD | {"lawful": CURE})
    for name, row in (("positive", CURE | {"id": "p", "articles": []}), ("negative", GOOD["lawful"] | {"id": "n", "label": "legit"})):
        (where / f"{name}.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert main(["evaluate", str(where), "--show", "pair"]) == 0
    out = capsys.readouterr().out
    assert "  kind         1/2 = 0.500" in out
    assert "kind: lawful one flagged: 喝一个月" in out
    assert main(["evaluate", str(where), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pairs"]["kind"]["hits"] == 1
