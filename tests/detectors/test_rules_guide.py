"""The rule that the guide prints is a good rule, and what the guide names is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from detectors.build import build
from detectors.engine import Engine
from detectors.lint import lint
from detectors.load import HERE, load_engine, read_library
from detectors.matching.expressions import Expressions
from detectors.matching.scanner import Scanner
from detectors.rule import Category, Need, Rule
from detectors.schema import read
from detectors.trial import wrong_examples, wrong_when_bare
from detectors.yamlfile import read_yaml

GUIDE = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")


def test_the_printed_rule_is_a_good_rule():
    block = re.search(r"```yaml\n(id: .*?)```", GUIDE, re.DOTALL)
    assert block
    loaded = read_yaml(block[1], "guide.yml")
    library, expressions = read_library(HERE), Expressions()
    program = build(read(Rule, loaded), loaded, library, expressions)
    real = load_engine()
    engine = Engine([program], Scanner(expressions), real.law, "", goods_of=real.goods_of, text_kind_of=real.text_kind_of)
    assert wrong_examples(engine, program) + wrong_when_bare(engine, program) + lint(engine) == []


def test_every_category_and_need_is_named():
    assert [name for name in (*get_args(Category), *get_args(Need)) if name not in GUIDE] == []


def test_every_key_of_a_rule_is_named():
    assert [name for name in Rule.model_fields if not re.search(rf"\b{name}\b", GUIDE)] == []
