"""The engine on small rules written for the test: combinations, bounds, exceptions, scope, dates, spans."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime

import pytest

from core.records import Document
from detectors.build import Library, build
from detectors.check import Case, CheckHit
from detectors.engine import Engine
from detectors.lawbook import LawBook
from detectors.matching.expressions import Expressions
from detectors.matching.scanner import Scanner
from detectors.parts import Excuse, TermList
from detectors.rule import Rule
from detectors.schema import read
from detectors.yamlfile import read_yaml

HEAD = """
version: 1
status: active
title: {zh: 规则, en: rule}
category: other
severity: low
confidence: low
elements: {met: [用语], open: [事实]}
"""
BASIS = "legal_basis: [{instrument: 广告法, article: 第九条, in_force_from: 2021-04-29}]\n"
EXAMPLES = "examples: {hit: [], miss: []}\n"


def engine_of(*bodies, goods="unknown", text_kind="advert", **library):
    expressions = Expressions()
    shelf = Library(goods=("food", "drug", "unknown"), text_kinds=("advert", "offer", "planted", "review"), **library)
    programs = []
    for number, body in enumerate(bodies):
        basis = "" if "legal_basis" in body else BASIS
        loaded = read_yaml(f"id: rule-{number}\n{HEAD}{basis}{EXAMPLES}{body}", f"rule-{number}.yml")
        programs.append(build(read(Rule, loaded), loaded, shelf, expressions))
    return Engine(programs, Scanner(expressions), LawBook([]), "digest", goods_of=lambda _: goods, text_kind_of=lambda _: text_kind)


def words(engine, text="", title="", **more):
    document = Document(id="1", kind=more.pop("kind", "advertisement"), title=title, text=text, **more)
    found = engine.detect(document)
    for finding in found:
        for span in finding.spans:
            assert (title if span.field == "title" else text)[span.start : span.end] == span.text
    return [span.text for finding in found for span in finding.spans]


PAIR = "detect: [{all: [{terms: [根治]}, {terms: [脚气]}], within: 3}]"


@pytest.mark.parametrize("text", ["根治脚气", "脚气彻底根治", "根治了多年脚气"])
def test_parts_in_reach_are_found_in_either_order(text):
    assert words(engine_of(PAIR), text) == [text]


def test_parts_out_of_reach_are_not_found():
    assert words(engine_of(PAIR), "根治了很多年的脚气") == []


@pytest.mark.parametrize("text", ["根治，脚气", "根治 * 脚气", "根 治 — 脚 气", "根治脚气"])
def test_marks_and_blanks_change_nothing(text):
    assert words(engine_of(PAIR), text) == [text]


@pytest.mark.parametrize("text", ["根\u200b治脚氣", "根治脚\u00ad气", "根·治·脚·气"])
def test_evasion_is_found_with_the_characters_as_given(text):
    assert words(engine_of(PAIR), f"本品{text}见效") == [text]


def test_full_width_letters_are_found_as_given():
    assert words(engine_of("detect: [{terms: [no.1品牌]}]"), "行业ＮＯ．１品牌！") == ["ＮＯ．１品牌"]


def test_a_vertical_text_is_read_downwards():
    assert words(engine_of("detect: [{terms: [根治]}]"), "根\n治\n脚\n气") == ["根\n治"]


@pytest.mark.parametrize("text", ["除根，治家", "除根。治家", "除根\n治家有方"])
def test_a_term_is_not_found_across_a_break(text):
    assert words(engine_of("detect: [{terms: [根治]}]"), text) == []


@pytest.mark.parametrize(("text", "found"), [("top10名单", []), ("stop1号", []), ("行业top1了", ["top1"])])
def test_latin_words_and_numbers_are_found_whole_only(text, found):
    assert words(engine_of("detect: [{terms: [top1]}]"), text) == found


def test_ordered_parts_are_not_found_backwards():
    rule = "detect: [{all: [{terms: [加入]}, {terms: [返利]}], ordered: true}]"
    assert words(engine_of(rule), "加入即返利") == ["加入即返利"]
    assert words(engine_of(rule), "返利请加入") == []


def test_a_full_stop_between_parts_counts_when_asked():
    rule = "detect: [{all: [{terms: [加入]}, {terms: [返利]}], same: sentence}]"
    assert words(engine_of(rule), "加入，返利") == ["加入，返利"]
    assert words(engine_of(rule), "加入。返利") == []


def test_a_comma_between_parts_counts_when_asked():
    assert words(engine_of("detect: [{all: [{terms: [加入]}, {terms: [返利]}], same: clause}]"), "加入，返利") == []


def test_a_part_anywhere_must_be_in_the_document_and_is_not_marked():
    engine = engine_of("detect: [{all: [{terms: [躺赚]}, {terms: [加盟], anywhere: true}]}]")
    assert words(engine, "躺赚", title="加盟") == ["躺赚"]
    assert words(engine, "躺赚") == []


def test_three_parts_must_all_stand_together():
    engine = engine_of("detect: [{all: [{terms: [三个月]}, {terms: [回本]}, {terms: [保证]}], within: 4}]")
    assert words(engine, "我们保证加盟后三个月就回本了") == ["保证加盟后三个月就回本"]
    assert words(engine, "三个月就回本了") == []


def test_a_missing_sentence_is_found_by_without():
    engine = engine_of("detect: [{all: [{terms: [保健食品]}], without: [{terms: [不能代替药物]}]}]")
    assert words(engine, "蓝帽保健食品") == ["保健食品"]
    assert words(engine, "蓝帽保健食品，本品不能代替药物") == []


def test_mark_parts_marks_each_by_itself():
    assert words(engine_of(f"{PAIR[:-2]}, mark: parts}}]"), "根治了脚气") == ["根治", "脚气"]


def test_a_pattern_is_found_at_its_longest():
    assert words(engine_of("detect: [{pattern: '[0-9]{1,3}天见效(?:了)?'}]"), "只要30天见效了") == ["30天见效了"]


def test_lists_and_their_groups_are_looked_up():
    lists = {"ills": TermList(name="ills", about="x", groups={"foot": ("脚气",), "skin": ("湿疹",)})}
    assert words(engine_of("detect: [{list: ills.foot}]", lists=lists), "脚气湿疹") == ["脚气"]
    assert words(engine_of("detect: [{list: ills}]", lists=lists), "脚气、湿疹") == ["脚气", "湿疹"]


def test_patterns_of_a_list_belong_to_their_group():
    lists = {"ends": TermList(name="ends", about="x", groups={"gone": ("消失",)}, patterns={"gone": ("不[疼痛痒]了",), "quick": ("一[抹擦]就好",)})}
    assert words(engine_of("detect: [{list: ends.gone}]", lists=lists), "不痒了，消失，一抹就好") == ["不痒了", "消失"]
    assert words(engine_of("detect: [{list: ends.quick}]", lists=lists), "不痒了，一抹就好") == ["一抹就好"]
    assert words(engine_of("detect: [{list: ends}]", lists=lists), "不痒了，一抹就好") == ["不痒了", "一抹就好"]


def test_an_exception_excuses_its_span_and_not_the_page():
    engine = engine_of("detect: [{terms: [最佳]}]\nexceptions: [{name: use, because: x, match: [{terms: [最佳食用]}]}]")
    assert words(engine, "最佳食用期三天，最佳蜂蜜") == ["最佳"]
    assert words(engine, "最佳食用期三天") == []


@pytest.mark.parametrize(("text", "found"), [("不能根治", []), ("不能说完全根治", ["根治"]), ("根治不能", ["根治"])])
def test_before_reaches_so_many_letters_ahead_and_no_further(text, found):
    engine = engine_of("detect: [{terms: [根治]}]\nexceptions: [{name: no, because: x, match: [{terms: [不能], before: 3}]}]")
    assert words(engine, text) == found


def test_a_negation_inside_the_find_excuses_nothing():
    engine = engine_of("detect: [{terms: [不会复发]}]\nexceptions: [{name: no, because: x, match: [{terms: [不会], before: 3}]}]")
    assert words(engine, "不会复发") == ["不会复发"]


def test_after_reaches_behind():
    engine = engine_of("detect: [{terms: [糖尿病]}]\nexceptions: [{name: no, because: x, match: [{terms: [患者慎用], after: 1}]}]")
    assert words(engine, "糖尿病患者慎用") == []


def test_a_near_exception_stops_at_the_break():
    engine = engine_of("detect: [{terms: [根治]}]\nexceptions: [{name: no, because: x, match: [{terms: [不能], before: 5, near: clause}]}]")
    assert words(engine, "不能吃，根治") == ["根治"]


def test_a_shared_excuse_is_used_by_name():
    loaded = read_yaml("name: no\nbecause: x\nmatch: [{terms: [不能], before: 3}]", "no.yml")
    engine = engine_of("detect: [{terms: [根治]}]\nexceptions: [{excuse: no}]", excuses={"no": (read(Excuse, loaded), loaded)})
    assert words(engine, "不能根治") == []


def test_an_exception_may_hold_on_some_goods_only():
    rule = "detect: [{terms: [根治]}]\nexceptions: [{name: drug, because: x, match: [{terms: [根治脚气]}], only_on: {goods: [drug]}}]"
    assert words(engine_of(rule, goods="drug"), "根治脚气") == []
    assert words(engine_of(rule, goods="food"), "根治脚气") == ["根治"]


def test_goods_decide():
    rule = "detect: [{terms: [根治]}]\nscope: {goods: {only: [food]}}"
    assert words(engine_of(rule, goods="food"), "根治") == ["根治"]
    assert words(engine_of(rule, goods="drug"), "根治") == []
    assert words(engine_of(rule, goods="unknown"), "根治") == []


def test_goods_of_an_unknown_class_make_a_weak_signal_where_the_rule_says_so():
    engine = engine_of("detect: [{terms: [根治]}]\nscope: {goods: {only: [food], unknown: weak}}")
    assert [finding.lead for finding in engine.detect(Document(id="1", kind="listing", text="根治"))] == [False]


def test_the_severity_may_depend_on_the_goods():
    rule = "detect: [{terms: [根治]}]\nseverity_on: {drug: high}"
    document = Document(id="1", kind="listing", text="根治")
    assert [finding.severity for finding in engine_of(rule, goods="drug").detect(document)] == ["high"]
    assert [finding.severity for finding in engine_of(rule, goods="food").detect(document)] == ["low"]


def test_kinds_of_document_and_of_text_decide():
    rule = "detect: [{terms: [根治]}]"
    assert words(engine_of(rule), "根治", kind="page") == []
    assert words(engine_of(rule, text_kind="review"), "根治") == []


def test_an_advert_planted_in_a_review_is_found():
    rule = "detect: [{terms: [根治]}]"
    assert words(engine_of(rule, text_kind="planted"), "根治", kind="page") == ["根治"]
    assert words(engine_of(f"{rule}\nscope: {{text_kinds: [offer]}}", text_kind="planted"), "根治", kind="page") == []


def kinds_by(sign):
    return lambda document: "law_or_notice" if sign in document.title + document.text else "offer"


def engine_with_kinds(rule):
    engine = engine_of(rule)
    engine.text_kind_of = kinds_by("规定")
    return engine


NOTICE = "根治一词违反规定。" + "依照规定，" * 100
OFFER = "真材实料，" * 60 + "本品根治。" + "真材实料，" * 60


def test_what_the_title_says_is_an_offer_whatever_the_page_says_elsewhere():
    assert words(engine_with_kinds("detect: [{terms: [根治]}]"), NOTICE, title="根治", kind="listing") == ["根治"]


def test_on_a_long_page_of_a_shop_the_piece_around_a_find_decides():
    engine = engine_with_kinds("detect: [{terms: [根治]}]")
    found = engine.detect(Document(id="1", kind="listing", text=NOTICE + OFFER))
    assert [(span.start, span.text) for finding in found for span in finding.spans] == [(len(NOTICE) + 302, "根治")]


def test_on_a_page_of_a_shop_the_line_of_a_find_decides():
    engine = engine_with_kinds("detect: [{terms: [根治]}]")
    assert words(engine, "依照规定\n本品根治\n依照规定", kind="listing") == ["根治"]
    assert words(engine, "本品根治，依照规定\n甲", kind="listing") == []
    assert words(engine, "本品根治。甲。乙。依照规定", kind="listing") == []


def test_an_advert_is_of_one_piece():
    assert words(engine_with_kinds("detect: [{terms: [根治]}]"), OFFER + NOTICE) == []


def test_a_need_that_is_not_handed_in_keeps_the_rule_silent():
    engine = engine_of("detect: [{terms: [原价]}]\nneeds: [history]")
    assert words(engine, "原价") == []
    assert words(engine, "原价", needs={"history": []}) == ["原价"]


def test_the_article_of_the_capture_day_is_quoted():
    engine = engine_of(
        "detect: [{terms: [好评]}]\nlegal_basis:\n"
        "  - {instrument: 甲法, article: 第八条, in_force_from: 2019-04-23, in_force_until: 2025-10-14}\n"
        "  - {instrument: 甲法, article: 第九条, in_force_from: 2025-10-15}\n"
    )

    def quoted(moment):
        return [finding.articles for finding in engine.detect(Document(id="1", kind="shop", text="好评", captured_at=moment))]

    assert quoted(datetime(2025, 10, 14, 15, 59, tzinfo=UTC)) == [("甲法第八条",)]
    assert quoted(datetime(2025, 10, 14, 16, 0, tzinfo=UTC)) == [("甲法第九条",)]
    assert quoted(datetime(2018, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_only_active_rules_make_findings(status):
    loaded = read_yaml(f"id: rule-0\n{HEAD.replace('active', status)}{BASIS}{EXAMPLES}detect: [{{terms: [根治]}}]", "x.yml")
    expressions = Expressions()
    programs = [build(read(Rule, loaded), loaded, Library(text_kinds=("advert", "offer", "planted")), expressions)]
    engine = Engine(programs, Scanner(expressions), LawBook([]), "", goods_of=lambda _: "unknown", text_kind_of=lambda _: "advert")
    assert words(engine, "根治") == []
    assert list(engine.rules) == ["rule-0"]


def test_the_same_words_are_marked_once_and_in_the_title_first():
    engine = engine_of("detect: [{terms: [根治, 神药]}]")
    found = engine.detect(Document(id="1", kind="listing", title="根治", text="根治\n神药，根 治"))
    assert [(span.field, span.text) for finding in found for span in finding.spans] == [("title", "根治"), ("text", "神药")]


def test_stretches_that_overlap_are_joined():
    assert words(engine_of("detect: [{terms: [全国第一]}, {terms: [第一品牌]}]"), "全国第一品牌") == ["全国第一品牌"]


def failing(case: Case):
    raise ZeroDivisionError


def lengthy(case: Case):
    if len(case.document.text) > case.options["most"]:
        yield CheckHit(met=("过长",))


def test_a_check_answers_with_its_options():
    engine = engine_of("detect: [{check: lengthy, with: {most: 3}}]", checks={"lengthy": lengthy})
    assert [finding.met for finding in engine.detect(Document(id="1", kind="listing", text="四个字了"))] == [("用语", "过长")]
    assert engine.detect(Document(id="1", kind="listing", text="三字了")) == ()


def test_a_check_is_asked_only_where_its_words_are():
    engine = engine_of("detect: [{check: failing, all: [{terms: [专利], anywhere: true}]}]", checks={"failing": failing})
    assert engine.detect(Document(id="1", kind="listing", text="普通")) == ()


def test_a_rule_that_fails_is_reported_and_the_others_go_on(caplog):
    engine = engine_of("detect: [{check: failing}]", "detect: [{terms: [根治]}]", checks={"failing": failing})
    with caplog.at_level(logging.ERROR):
        assert words(engine, "根治") == ["根治"]
    assert "rule-0" in caplog.text


def test_a_megabyte_is_no_trouble():
    text = "这是一段没有问题的说明文字，" * 25_000 + "根治，脚气"
    start = datetime.now(UTC)
    assert words(engine_of(PAIR), text) == ["根治，脚气"]
    assert (datetime.now(UTC) - start).total_seconds() < 5


def test_a_text_full_of_finds_and_excuses_is_read_in_one_walk():
    engine = engine_of("detect: [{terms: [根治]}]\nexceptions: [{name: no, because: x, match: [{terms: [不能], before: 3}]}]")
    start = datetime.now(UTC)
    assert words(engine, "不能根治" * 40_000 + "都已经根治") == ["根治"]
    assert words(engine, "已根治的" * 40_000) == ["根治"]
    assert (datetime.now(UTC) - start).total_seconds() < 10


def test_hostile_text_is_read():
    assert words(engine_of(PAIR), "\x00\ud800根治\udfff脚气") == ["根治\udfff脚气"]


def test_a_finding_of_a_day_far_ago_has_no_law():
    engine = engine_of("detect: [{terms: [根治]}]")
    moment = datetime.combine(date(1999, 1, 1), datetime.min.time(), UTC)
    assert words(engine, "根治", captured_at=moment) == []
