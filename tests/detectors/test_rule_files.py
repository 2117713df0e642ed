"""Mistakes in rule files: each is an error that names file, line and what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import RuleError
from detectors.load import HERE, engine_from

RULE = """id: good-rule
version: 1
status: active
title: {zh: 规则, en: rule}
category: other
severity: low
confidence: low
legal_basis:
  - {instrument: 广告法, article: 第九条第三项, in_force_from: 2021-04-29}
elements: {met: [用语]}
scope:
  goods: {not: [drug]}
detect:
  - all:
      - {terms: [根治]}
      - {list: ills}
exceptions:
  - excuse: no
examples:
  hit:
    - {why: x, text: 根治脚气, spans: [根治脚气]}
  miss:
    - {why: x, text: 不能根治脚气}
"""


@pytest.fixture
def folder(tmp_path):
    for name in ("rulebook/theme", "lists/excuses", "law"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "lists/ills.yml").write_text("name: ills\nabout: x\nterms: [脚气]\n")
    (tmp_path / "lists/excuses/no.yml").write_text("name: 'no'\nbecause: x\nmatch: [{terms: [不能], before: 3}]\n")
    shutil.copy(HERE / "law" / "advertising_law.yml", tmp_path / "law")
    return tmp_path


def write(folder: Path, text: str, name: str = "good-rule") -> Path:
    path = folder / f"rulebook/theme/{name}.yml"
    path.write_text(text)
    return path


def test_a_good_folder_loads(folder):
    write(folder, RULE)
    engine = engine_from(folder)
    assert list(engine.rules) == ["good-rule"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("severity: low", "severity: low\nseverty: low", 7, "severty: unknown key"),
        ("severity: low", "severity: low\nseverity: high", 7, "'severity' is written twice"),
        ("severity: low", "severity: worst", 6, "severity: Input should be 'low', 'medium' or 'high'"),
        ("category: other", "category: others", 5, "category: "),
        ("version: 1", "version: '1'", 2, "version: Input should be a valid integer"),
        ("version: 1", "version: 010", 2, "version: Input should be a valid integer"),
        ("version: 1\n", "", 1, "version: missing"),
        ("id: good-rule", "id: other-rule", 1, "'other-rule' is not the file's name 'good-rule'"),
        ("in_force_from: 2021-04-29", "in_force_from: 2021-13-29", 9, "legal_basis.0.in_force_from: Input should be a valid date"),
        ("article: 第九条第三项", "article: 第9条", 9, "legal_basis.0.article: "),
        ("{list: ills}", "{list: illnesses}", 16, "no list 'illnesses' in detectors/lists"),
        ("{list: ills}", "{list: ills.foot}", 16, "no list 'ills.foot'"),
        ("{list: ills}", "{lists: ills}", 16, "detect.0.all.1"),
        ("{list: ills}", "{terms: ['。']}", 16, "term '。' has no letters"),
        ("{list: ills}", "{pattern: '.*病'}", 16, "can be longer than 60 letters"),
        ("{list: ills}", "{pattern: '(a+)+$'}", 16, "can be longer than 60 letters"),
        ("{list: ills}", "{pattern: '(?:病)?'}", 16, "matches nothing at all"),
        ("{list: ills}", "{pattern: '病(?=人)'}", 16, "only (?:…) groups"),
        ("{list: ills}", "{pattern: '病('}", 16, "pattern '病('"),
        ("{list: ills}", "{pattern: 'ABC'}", 16, "is not in normal form"),
        ("{list: ills}", "{pattern: '病，人'}", 16, "asks for blanks or punctuation"),
        ("{list: ills}", "{}", 16, "needs terms, list or pattern"),
        ("- excuse: no", "- excuse: never", 18, "no excuse 'never' in detectors/lists/excuses"),
        ("- excuse: no", "- excuse: no\n  - excuse: no", 1, "exception 'excuse:no' is named twice"),
        ("{not: [drug]}", "{not: [drugs]}", 12, "'drugs' is none of"),
        ("{not: [drug]}", "{not: [drug]}\n  text_kinds: [leaflet]", 13, "'leaflet' is none of"),
        ("  - all:\n      - {terms: [根治]}\n      - {list: ills}", "  - {check: nobody}", 14, "no check 'nobody' in detectors/checks"),
        ("detect:\n  - all:\n      - {terms: [根治]}\n      - {list: ills}", "detect: []", 13, "detect: "),
        ("legal_basis:\n  - {instrument: 广告法, article: 第九条第三项, in_force_from: 2021-04-29}\n", "", 1, "an active rule needs a legal_basis"),
        ("{why: x, text: 不能根治脚气}", "{why: x}", 23, "an example needs a title, a text or needs"),
        ("version: 1", "version: [1", 3, "not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(folder, old, new, line, said):
    assert RULE.count(old) == 1
    write(folder, RULE.replace(old, new))
    with pytest.raises(RuleError) as caught:
        engine_from(folder)
    message = str(caught.value)
    assert f"rulebook/theme/good-rule.yml:{line}: " in message
    assert said in message


def test_an_empty_file_is_an_error(folder):
    write(folder, "")
    with pytest.raises(RuleError, match=r"good-rule\.yml:1: empty file"):
        engine_from(folder)


def test_a_file_that_is_not_utf8_is_an_error(folder):
    write(folder, RULE).write_bytes(b"\xff\xfe")
    with pytest.raises(RuleError, match="not UTF-8"):
        engine_from(folder)


def test_two_rules_of_one_name_in_two_themes_are_an_error(folder):
    write(folder, RULE)
    (folder / "rulebook/second").mkdir()
    (folder / "rulebook/second/good-rule.yml").write_text(RULE)
    with pytest.raises(RuleError, match="two files hold the rule 'good-rule'"):
        engine_from(folder)


def test_a_mistake_in_an_excuse_names_the_excuse_file(folder):
    write(folder, RULE)
    (folder / "lists/excuses/no.yml").write_text("name: 'no'\nbecause: x\nmatch:\n  - {pattern: '不.*能'}\n")
    with pytest.raises(RuleError, match=r"lists/excuses/no\.yml:4: "):
        engine_from(folder)


def test_a_list_under_another_name_is_an_error(folder):
    write(folder, RULE)
    (folder / "lists/ills.yml").write_text("name: other\nabout: x\nterms: [脚气]\n")
    with pytest.raises(RuleError, match=r"ills\.yml:1: name: 'other' is not the file's name 'ills'"):
        engine_from(folder)


def test_the_digest_follows_the_rules(folder):
    path = write(folder, RULE)
    before = engine_from(folder).digest
    assert engine_from(folder).digest == before
    path.write_text(RULE.replace("根治脚气, spans: [根治脚气]", "根治脚气, spans: [根治脚气 ]"))
    assert engine_from(folder).digest != before
