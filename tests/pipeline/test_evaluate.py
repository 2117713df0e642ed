"""`tradewatch evaluate`: labelled texts of a small folder, counted as they should be."""

from __future__ import annotations

import json

import pytest

from core.errors import BadInput
from core.records import Finding
from detectors.measured import parse as parse_measured
from pipeline.cli import main
from pipeline.evaluate.articles import keys, wanted
from pipeline.evaluate.cases import Case, read_folder
from pipeline.evaluate.judged import Judged, Withheld, document_of, judge_all
from pipeline.evaluate.measures import measure, precision_at
from pipeline.evaluate.per_rule import by_confidence, by_rule
from pipeline.evaluate.rate import Rate

CURE = {
    "id": "p1",
    "text": "这款老树代用茶能根治糖尿病",
    "kind": "listing",
    "product": "代用茶",
    "category": "medical_claim_nonmedical",
    "articles": ["广告法第十七条"],
}
BEST = {
    "id": "p2",
    "text": "全国销量第一的品牌，国家级品质",
    "kind": "advertisement",
    "category": "absolute_terms",
    "articles": ["广告法"],
    "decidable": "text",
    "case": "c2",
}
PLAIN = {"id": "p3", "text": "本店开业已有三年", "category": "false_claim", "articles": [], "decidable": "outside", "needs_context": True}
CUP = {"id": "n1", "text": "白瓷马克杯，容量三百毫升", "label": "legit", "kind": "listing"}
NOTICE = {"id": "n2", "text": "广告法规定，广告不得使用国家级、最高级、最佳等用语", "label": "hard", "kind": "page", "group": "law_or_notice"}


@pytest.fixture
def write(tmp_path):
    def written(positive=(CURE, BEST, PLAIN), negative=(CUP, NOTICE)):
        for name, rows in (("positive", positive), ("negative", negative)):
            lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
            (tmp_path / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return tmp_path

    return written


def lead(rule="r", category="absolute_terms", articles=("广告法第九条第三项",), confidence="high", is_lead=True):
    return Finding(rule=rule, version=1, category=category, articles=articles, severity="low", confidence=confidence, lead=is_lead, spans=())


def judged(*leads, **case):
    return Judged(Case(**({"id": "x", "text": "茶", "place": "f:1", "unlawful": True, "category": "absolute_terms"} | case)), leads)


def test_the_whole_command_prints_figures_lists_and_status(write, capsys):
    assert main(["evaluate", str(write()), "--show", "miss", "--show", "false"]) == 0
    said = capsys.readouterr().out
    assert "text recall 2/2 = 1.000" in said
    assert "false alarms legit 0/1" in said
    assert "false alarms hard 0/1" in said
    assert "FALSE" not in said


def test_without_goods_the_class_of_goods_is_withheld(write):
    [case] = [case for case in read_folder(write()).cases if case.id == "p1"]
    assert document_of(case, Withheld()).goods == "代用茶"
    assert document_of(case, Withheld(goods=True)).goods == ""
    assert document_of(case, Withheld()).kind == "listing"
    assert document_of(case, Withheld(kind=True)).kind == "advertisement"


def test_strip_withholds_punctuation_and_blanks(write):
    case = read_folder(write()).cases[1]
    assert document_of(case, Withheld(punctuation=True)).text == "全国销量第一的品牌国家级品质"


def test_json_holds_the_same_figures_and_the_lists(write, capsys):
    assert main(["evaluate", str(write()), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["recall"]["hits"] == said["recall"]["total"] == 2
    assert said["misses"] == []
    assert said["by_rule"]


def test_a_bad_line_is_named_and_the_good_ones_are_counted(write, capsys):
    folder = write(positive=(CURE, "{oops", BEST), negative=(CUP, {**NOTICE, "label": "perhaps"}))
    assert main(["evaluate", str(folder)]) == 1
    said = capsys.readouterr()
    assert "text recall 2/2" in said.out
    assert said.err.splitlines() == [
        f"tradewatch evaluate: {folder / 'positive.jsonl'}:2: not JSON at column 2",
        f"tradewatch evaluate: {folder / 'negative.jsonl'}:2: label: 'perhaps' is none of legit, hard",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**BEST, "text": " "}, "text: missing"),
        ({**BEST, "id": 5}, "id: wanted text, got int"),
        ({**BEST, "id": "p1"}, "id: 'p1' is in"),
        ({**BEST, "category": "best_words"}, "category: 'best_words' is none of"),
        ({**BEST, "articles": "广告法"}, "articles: wanted a list of texts"),
        ({**BEST, "decidable": "maybe"}, "decidable: 'maybe' is none of"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(write, row, words):
    read = read_folder(write(positive=(CURE, row)))
    assert len(read.cases) == 3
    assert words in read.errors[0]


def test_a_folder_that_cannot_be_used_is_one_clear_error(write, tmp_path, capsys):
    with pytest.raises(BadInput, match="no such folder"):
        read_folder(tmp_path / "nowhere")
    with pytest.raises(BadInput, match=r"positive\.jsonl: No such file"):
        read_folder(tmp_path)
    with pytest.raises(BadInput, match=r"negative\.jsonl: empty"):
        read_folder(write(negative=()))
    assert main(["evaluate", str(tmp_path / "nowhere")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_older_folder_has_its_label_in_kind(write):
    [case] = [case for case in read_folder(write(negative=({"id": "n", "text": "茶", "kind": "hard"},))).cases if not case.unlawful]
    assert (case.label, case.kind) == ("hard", "advertisement")


def test_texts_of_one_case_stay_in_one_half():
    def half(family):
        return judged(family=family).case.half

    assert {half(f"c{number}") for number in range(20)} == {"a", "b"}
    assert half("c1") == half("c1")


def test_both_halves_together_are_the_whole(write, capsys):
    rows = [{**BEST, "id": f"p{number}", "case": f"c{number}"} for number in range(12)]
    folder, totals = str(write(positive=rows)), []
    for half in (["--half", "a"], ["--half", "b"], []):
        main(["evaluate", folder, "--json", *half])
        totals.append(json.loads(capsys.readouterr().out)["recall"]["total"])
    assert totals[0] + totals[1] == totals[2] == 12
    assert min(totals) > 0


def test_only_what_words_and_goods_show_is_in_the_headline():
    rows = [
        judged(lead()),
        judged(decidable="goods"),
        judged(lead(), decidable="knowledge"),
        judged(lead(), decidable="outside"),
        judged(lead(), adjudicated=False),
    ]
    found = measure(rows)
    assert found.recall == Rate(1, 2)
    assert found.by_decidable["knowledge"] == Rate(1, 1)
    assert found.by_category["absolute_terms"].in_category == Rate(1, 2)


def test_contested_texts_are_in_no_rate():
    rows = [judged(lead(), unlawful=False, contested=True), judged(unlawful=False), judged(lead(), unlawful=False, label="hard", group="everyday")]
    found = measure(rows)
    assert (found.false_alarms["legit"], found.false_alarms["hard"], found.contested) == (Rate(0, 1), Rate(1, 1), Rate(1, 1))
    assert found.by_group == {"everyday": Rate(1, 1)}


@pytest.mark.parametrize(
    ("notice", "finding", "right"),
    [
        ("《中华人民共和国广告法》第九条第三项", "广告法第九条", 1),
        ("广告法第九条", "广告法第十七条", 0),
        ("反不正当竞争法第八条第一款", "反不正当竞争法第九条第一款", 1),
    ],
)
def test_an_article_is_right_by_instrument_and_number(notice, finding, right):
    assert measure([judged(lead(articles=(finding,)), articles=(notice,))]).articles == Rate(right, 1)


def test_a_signal_that_only_supports_others_flags_nothing():
    class Weak:
        def detect(self, document):
            return (lead(is_lead=False), lead("b"))

    [one] = judge_all(Weak(), [judged().case], Withheld())
    assert [found.rule for found in one.leads] == ["b"]


def test_a_notice_without_an_article_is_not_asked():
    assert keys(["广告法"]) == frozenset()
    assert wanted(["广告法(1994)第十条"]) == frozenset()
    assert measure([judged(lead(), articles=("广告法",))]).articles == Rate(0, 0)


def test_each_rule_is_counted_on_unlawful_and_lawful_texts():
    rows = [
        judged(lead("a")),
        judged(lead("a"), category="false_claim"),
        judged(lead("a", confidence="low"), unlawful=False),
        judged(lead("b"), unlawful=False, contested=True),
        judged(lead("b"), decidable="drop"),
    ]
    records = by_rule(rows)
    assert list(records) == ["a"]
    assert (records["a"].own, records["a"].other, records["a"].lawful) == (1, 1, 1)
    assert records["a"].precision == Rate(2, 3)
    assert list(by_confidence(rows)) == ["high", "low"]


def test_the_interval_is_wilsons():
    low, high = Rate(19, 20).interval
    assert (round(low, 3), round(high, 3)) == (0.764, 0.991)
    assert str(Rate(0, 0)) == "0/0 = 0.000 [-]"


def test_rare_violations_make_false_alarms_weigh():
    assert precision_at(0.02, 0.95, 0.0) == 1.0
    assert precision_at(0.02, 0.95, 0.12) < 0.15


def test_several_folders_are_measured_together_and_what_rules_were_worth_is_written(write, tmp_path, capsys):
    first = write()
    second = tmp_path / "second"
    second.mkdir()
    for name, row in (("positive", CURE | {"id": "q1"}), ("negative", CUP | {"id": "m1"})):
        (second / f"{name}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    table = tmp_path / "measured.json"
    assert main(["evaluate", str(first), str(second), "--record", str(table)]) == 0
    assert "text recall 3/3" in capsys.readouterr().out
    measured = parse_measured(table.read_text(encoding="utf-8"), "table")
    assert measured.texts == 7
    assert measured.confidence["high"].leads == measured.confidence["high"].right > 0
