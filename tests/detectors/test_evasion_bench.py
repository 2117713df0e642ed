"""The rulebook in disguise: nearly every hit is still found and no miss raises a lead; the figures are those of docs/evaluation.md."""

from __future__ import annotations

import json
import re

import pytest

from detectors.evasion.bench import outcomes, plain_examples
from detectors.evasion.kinds import DISGUISES
from detectors.load import load_engine
from pipeline.cli import main
from pipeline.evaluate.evasion import bench

_LATIN = re.compile(r"[A-Za-z]{3}")

# kind: least recall, most false alarms. Sounds are ambiguous and lawful words are hidden by them as well, so they are measured, not promised
LIMITS = {disguise.name: (0.98, 0.005) for disguise in DISGUISES} | {
    "look-alike letters": (0.9, 0.0),
    "boxed letters": (0.9, 0.0),
    "split characters": (0.9, 0.02),
    "digits: 1": (0.9, 0.01),
    "digits: ①": (0.9, 0.01),
    "digits: ❶": (0.9, 0.01),
    "known spellings": (0.85, 0.01),
    "pinyin, one character": (0.93, 0.03),
    "pinyin, whole words": (0.82, 0.08),
    "initials, one character": (0.85, 0.08),
    "free homophones": (0.6, 0.16),
}


def _sample(examples):
    """Every third example, and all that hold the Latin words that look-alikes stand for: they are too few to leave to chance."""
    return [one for number, one in enumerate(examples) if number % 3 == 0 or _LATIN.search(f"{one.document.title} {one.document.text}")]


@pytest.fixture(scope="module")
def kinds():
    return {kind.disguise.name: kind for kind in bench(load_engine(), _sample(plain_examples(load_engine())))}


@pytest.mark.parametrize("name", LIMITS)
def test_a_kind_of_disguise_keeps_within_its_limits(kinds, name):
    recall, alarms = LIMITS[name]
    assert kinds[name].recall.total >= 2
    assert kinds[name].recall.share >= recall, [one.shown for one in kinds[name].outcomes if one.unlawful and not one.found][:5]
    assert kinds[name].false_alarms.share <= alarms, [(one.rule, one.shown) for one in kinds[name].outcomes if not one.unlawful and one.found][:5]


def test_examples_that_a_disguise_does_not_change_are_not_counted():
    engine = load_engine()
    examples = plain_examples(engine)
    for disguise in DISGUISES:
        assert len(list(outcomes(engine, examples[:40], disguise))) <= 40
    assert all(one.shown for one in outcomes(engine, examples[:5], DISGUISES[0]))


def test_the_command_prints_one_line_a_kind_and_json_the_same(capsys):
    assert main(["evasion-bench", "--rules", "absolute", "--show", "known"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("  ") for line in lines) == len(DISGUISES)
    assert main(["evasion-bench", "--rules", "absolute", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {disguise.name for disguise in DISGUISES}
