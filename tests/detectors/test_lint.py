"""Each mistake that the linter knows is made once and found; the real rulebook holds none."""

from __future__ import annotations

import pytest

from detectors import lint as linter
from detectors.build import Library, build
from detectors.engine import Engine
from detectors.lawbook import LawBook
from detectors.lint import lint
from detectors.load import load_engine
from detectors.matching.expressions import Expressions
from detectors.matching.scanner import Scanner
from detectors.rule import Rule
from detectors.schema import read
from detectors.yamlfile import read_yaml

RULE = """id: {id}
version: 1
status: active
title: {{zh: 规则, en: rule}}
category: other
severity: low
confidence: low
legal_basis: [{{instrument: 广告法, article: {article}, in_force_from: 2021-04-29{until}}}]
elements: {{met: [用语]}}
detect: [{{terms: [{term}]}}]
exceptions: [{{name: 'no', because: x, match: [{{terms: [{excuse}], before: 3}}]}}]
examples: {{hit: [{hit}], miss: [{miss}]}}
"""
GOOD = {
    "id": "a",
    "article": "第九条第三项",
    "until": "",
    "term": "根治",
    "excuse": "不能",
    "hit": "{why: x, text: 本品根治, spans: [根治]}",
    "miss": "{why: x, text: 不能根治}",
}


def engine_of(*changes):
    expressions = Expressions()
    programs = []
    for change in changes:
        loaded = read_yaml(RULE.format_map(GOOD | change), "rule.yml")
        programs.append(build(read(Rule, loaded), loaded, Library(text_kinds=("offer", "advert", "planted")), expressions))
    law = LawBook(load_engine().law.articles())
    return Engine(programs, Scanner(expressions), law, "", goods_of=lambda _: "unknown", text_kind_of=lambda _: "advert")


def test_a_good_rule_has_no_mistake():
    assert lint(engine_of({})) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hit": ""}, "no hit"),
        ({"miss": ""}, "no miss"),
        ({"miss": "{why: x, text: 别的}"}, "no miss needs the exception no"),
        ({"excuse": "本品"}, "an exception swallows hit 0"),
        ({"term": "短袖"}, "its words stand in the plain text"),
        ({"article": "第九百条"}, "广告法第九百条 is not in the law book"),
        ({"article": "第九条第九十项"}, "广告法第九条第九十项 is not in the law book"),
        ({"until": ", in_force_until: 2022-01-01"}, "active, but no provision is in force any more"),
    ],
)
def test_a_mistake_is_found(change, said):
    assert any(said in line for line in lint(engine_of(change)))


def test_two_rules_alike_are_found():
    assert any("b: looks for the same as a" in line for line in lint(engine_of({}, {"id": "b"})))


def test_every_check_of_the_linter_is_listed():
    public = {name for name in vars(linter) if not name.startswith("_") and getattr(vars(linter)[name], "__module__", "") == linter.__name__}
    assert public - {"lint", "two_alike"} == {check.__name__ for check in linter.EACH}


def test_the_rulebook_has_no_mistake():
    assert lint(load_engine()) == []
