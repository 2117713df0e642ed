"""`tradewatch search`: one query, many lines, filters, and what is said of wrong ones."""

from __future__ import annotations

import io
import json

import pytest

from core.errors import BadInput
from pipeline.cli import main
from pipeline.lines import answer_lines
from pipeline.querying import cents, identifiers_of, pairs_of
from pipeline.searching import as_text, ask, ask_line, parse_query
from search.base import Doc, Query
from search.embedded import EmbeddedEngine


@pytest.fixture
def engine(tmp_path):
    """An index of two documents."""
    made = EmbeddedEngine(tmp_path / "index")
    made.put(
        [
            Doc(
                id="1",
                kind="listing",
                url="https://a.example/1",
                title="云雾绿茶",
                text="全网最好的绿茶",
                fields={"kind": ("listing",), "shop": ("a.example",), "day": ("2026-11-23",)},
            ),
            Doc(
                id="2",
                kind="page",
                url="https://a.example/2",
                title="关于本店",
                text="卖茶的\x1b[31m小店",
                fields={"kind": ("page",), "shop": ("a.example",), "day": ("2026-11-22",)},
            ),
        ]
    )
    made.refresh()
    yield made
    made.close()


def lines(engine, raw, capsysbinary, filters=None):
    status = answer_lines(io.BytesIO(raw), "-", lambda record: ask_line(engine, record, Query(filters=filters or {}, facets=("kind",))), parse_query)
    return status, [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def test_an_answer_has_hits_with_highlights_and_counts(engine):
    said = ask(engine, Query(text="最好", facets=("kind",)))
    assert said["total"] == 1
    assert said["hits"] == [
        {
            "id": "1",
            "kind": "listing",
            "url": "https://a.example/1",
            "title": "云雾绿茶",
            "shop": "a.example",
            "day": "2026-11-23",
            "highlights": [{"field": "text", "start": 2, "end": 4, "text": "最好", "before": "全网", "after": "的绿茶"}],
        }
    ]
    assert said["facets"] == {"kind": [{"value": "listing", "count": 1}]}


def test_limit_zero_counts_without_hits(engine):
    assert (ask(engine, Query(text="茶", limit=0))["total"], ask(engine, Query(text="茶", limit=0))["hits"]) == (2, [])


@pytest.mark.parametrize("limit", [-1, 1001])
def test_a_limit_out_of_bounds_is_refused(engine, limit):
    with pytest.raises(BadInput, match="limit"):
        ask(engine, Query(text="茶", limit=limit))


def test_before_the_first_document_nothing_is_found_and_it_is_said(tmp_path, capsys):
    said = ask(EmbeddedEngine(tmp_path / "none"), Query(text="茶", facets=("kind",)))
    assert said == {"query": "茶", "total": 0, "hits": [], "facets": {"kind": []}}
    assert "nothing has been stored yet" in capsys.readouterr().err


def test_filters_of_one_field_are_joined():
    assert pairs_of(["kind=page", "kind=listing", "shop=a=b"], "--filter") == {"kind": ("page", "listing"), "shop": ("a=b",)}


@pytest.mark.parametrize("pair", ["kind", "=x", "kind=", "colour=red"])
def test_a_filter_that_is_none_is_named(pair):
    with pytest.raises(BadInput, match="--filter"):
        pairs_of([pair], "--filter")


def test_each_line_is_answered_in_its_place_and_bad_ones_too(engine, capsysbinary):
    raw = '最好\n\n{"query": "茶", "id": 7, "filters": {"kind": "page"}}\n{broken\n{"id": "x", "query": 3}\n"引号"\n'.encode() + b"\xff\n"
    status, answers = lines(engine, raw, capsysbinary)
    assert status == 1
    assert [answer.get("total") for answer in answers] == [1, 1, None, None, 0, None]
    assert answers[1]["id"] == 7
    assert answers[1]["hits"][0]["id"] == "2"
    assert (answers[2]["line"], answers[2]["id"]) == (4, None)
    assert "not JSON" in answers[2]["error"]
    assert (answers[3]["line"], answers[3]["id"], "query" in answers[3]["error"]) == (5, "x", True)
    assert (answers[5]["line"], "UTF-8" in answers[5]["error"]) == (7, True)


def test_good_lines_alone_end_with_zero(engine, capsysbinary):
    status, answers = lines(engine, "茶\n绿茶".encode(), capsysbinary)
    assert status == 0
    assert [answer["total"] for answer in answers] == [2, 1]


def test_the_arguments_filters_hold_for_lines_that_bring_none(engine, capsysbinary):
    raw = '茶\n{"query": "茶", "filters": {"kind": ["listing", "page"]}, "facets": [], "limit": 1}'.encode()
    _, answers = lines(engine, raw, capsysbinary, {"kind": ("page",)})
    assert [answer["total"] for answer in answers] == [1, 2]
    assert len(answers[1]["hits"]) == 1
    assert answers[1]["facets"] == {}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('{"query": "x", "filters": []}', "filters"),
        ('{"query": "x", "filters": {"kind": 1}}', "filters.kind"),
        ('{"query": "x", "filters": {"colour": "red"}}', "colour"),
        ('{"query": "x", "facets": "kind"}', "facets"),
        ('{"query": "x", "limit": true}', "limit"),
    ],
)
def test_a_wrong_field_of_a_line_is_named(engine, capsysbinary, line, field):
    status, answers = lines(engine, line.encode(), capsysbinary)
    assert status == 1
    assert field in answers[0]["error"]


def test_no_line_at_all_is_bad_input(engine):
    with pytest.raises(BadInput, match="empty"):
        answer_lines(io.BytesIO(b"\n \n"), "-", lambda record: {}, parse_query)


def test_people_get_text_that_cannot_steer_their_terminal(engine, capsys):
    as_text(ask(engine, Query(text="小店", facets=("kind",))))
    text = capsys.readouterr().out
    assert "【小店】" in text
    assert "\x1b" not in text
    assert "kind: page (1)" in text


def test_the_command_answers_with_one_json_object(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path))
    assert main(["search", "茶", "--json", "--facets", "kind"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == {"query": "茶", "total": 0, "hits": [], "facets": {"kind": []}}


def test_the_command_names_a_wrong_filter_and_fails(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path))
    assert main(["search", "茶", "--filter", "colour=red"]) == 1
    assert "colour" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "amount"), [("", None), ("19.9", 1990), ("1,200", 120000), ("0", 0)])
def test_amounts_in_yuan_become_cents(text, amount):
    assert cents(text, "--price-from") == amount


@pytest.mark.parametrize("text", ["x", "-1", "nan", "1e99"])
def test_an_amount_that_is_none_is_named(text):
    with pytest.raises(BadInput, match="--price-from"):
        cents(text, "--price-from")


def test_identifiers_may_name_their_kind():
    assert identifiers_of(["phone=138*", "JY1441", "odd=1"]) == {"phone": ("138*",), "": ("JY1441", "odd=1")}


def test_all_any_and_not_are_options_and_never_syntax(engine):
    def total(**asked):
        return ask(engine, Query(**asked))["total"]

    assert total(all=("最好的绿茶",)) == 1
    assert total(any=("最好", "小店")) == 2
    assert total(text="茶", none=("小店",)) == 1
    assert total(text='最好" OR *') == 0


def test_a_line_may_say_all_of_it(engine, capsysbinary):
    status, answers = lines(engine, '{"query": "", "any": ["小店", "最好"], "not": ["绿茶"], "sort": "oldest", "limit": 1}'.encode(), capsysbinary)
    assert (status, answers[0]["total"]) == (0, 1)
