"""Every example of every rule runs; every exception is needed by a miss."""

from __future__ import annotations

import pytest

from detectors.load import load_engine
from detectors.trial import swallowed_by_nothing, try_example, wrong_examples, wrong_when_bare

RULES = sorted(load_engine().rules)


def test_there_is_a_rulebook():
    assert len(RULES) >= 5


@pytest.mark.parametrize("name", RULES)
def test_every_example_comes_out_as_written(name):
    engine = load_engine()
    program = engine.programs[name]
    assert program.rule.examples.hit
    assert program.rule.examples.miss
    assert wrong_examples(engine, program) == []


@pytest.mark.parametrize("name", RULES)
def test_no_example_lives_on_punctuation(name):
    engine = load_engine()
    assert wrong_when_bare(engine, engine.programs[name]) == []


@pytest.mark.parametrize("name", RULES)
def test_every_exception_is_needed_by_a_miss(name):
    engine = load_engine()
    assert swallowed_by_nothing(engine, engine.programs[name]) == []


@pytest.mark.parametrize("name", [name for name in RULES if load_engine().rules[name].known_wrong])
def test_what_is_known_to_be_wrong_is_still_wrong(name):
    engine = load_engine()
    for example in engine.rules[name].known_wrong:
        found = try_example(engine, engine.programs[name], example) is not None
        assert found != (example.want == "hit"), f"{example.why}: right by now, so make it a {example.want}"
