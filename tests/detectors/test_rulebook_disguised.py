"""What the rulebook finds in plain text it finds in disguised text too, and what it leaves alone it leaves alone."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

from detectors.load import load_engine
from detectors.trial import try_example

CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
TRADITIONAL = OpenCC("s2t")


def spread(mark):
    return lambda text: CHINESE.sub(mark, text)


DISGUISES = {
    "zero-width characters": spread("\u200b"),
    "blanks": spread(" "),
    "stars": spread("*"),
    "traditional characters": lambda text: "".join(TRADITIONAL.convert(char) for char in text),
    "full width": lambda text: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text),
    "capitals": str.upper,
}
# numbers with marks inside them are the business of core/numbers, so rules that ask a check are left out
RULES = sorted(name for name, program in load_engine().programs.items() if not program.has_checks)


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("name", RULES)
def test_a_disguise_changes_no_example(name, disguise):
    engine, change = load_engine(), DISGUISES[disguise]
    program = engine.programs[name]
    for kind, rows in (("hit", program.rule.examples.hit), ("miss", program.rule.examples.miss)):
        for example in rows:
            disguised = example.model_copy(update={"title": change(example.title), "text": change(example.text)})
            found = try_example(engine, program, disguised)
            assert (found is not None) == (kind == "hit"), f"{kind}: {example.why}"
