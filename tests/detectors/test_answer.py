"""One record in, its findings out: what is taken, what is refused, where the spans point."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from core.errors import BadInput
from detectors.answer import answer, document_from
from detectors.load import load_engine


def test_a_finding_has_the_keys_that_others_read():
    said = answer(load_engine(), {"id": 7, "kind": "listing", "title": "全网最低价湿巾", "captured_at": "2026-11-20T08:00:00+08:00"})
    assert said["id"] == 7
    finding = said["findings"][0]
    assert set(finding) == {"rule", "version", "category", "articles", "severity", "confidence", "lead", "spans", "met", "open", "clears", "title"}
    assert finding["spans"] == [{"field": "title", "start": 0, "end": 5, "text": "全网最低价"}]
    assert finding["articles"][0] == "广告法第九条第三项"
    json.dumps(said)


def test_a_page_that_extraction_read_is_judged_by_its_own_product():
    page = {
        "id": "p",
        "kind": "product",
        "url": "http://a.test/",
        "text": "说明",
        "listings": [{"title": "湿巾", "goods": "日用百货", "price": "9.90"}, {"title": "别的"}],
    }
    document = document_from(page)
    assert (document.kind, document.title, document.goods, document.price, document.text) == ("listing", "湿巾", "日用百货", "9.90", "说明")


def test_an_advert_that_extraction_read_is_judged_by_its_own_words():
    document = document_from({"kind": "advertisement", "text": "", "advertisement": {"title": "标题", "text": "正文", "goods": "白酒"}, "listings": []})
    assert (document.title, document.text, document.goods) == ("标题", "正文", "白酒")


@pytest.mark.parametrize(("kind", "taken"), [("product", "listing"), ("list", "shop"), ("other", "page"), ("shop", "shop"), ("page", "page")])
def test_kinds_of_extraction_are_taken(kind, taken):
    assert document_from({"kind": kind, "text": "x"}).kind == taken


def test_a_day_is_its_first_moment_in_beijing():
    assert document_from({"kind": "shop", "text": "x", "captured_at": "2025-10-15"}).captured_at == datetime(2025, 10, 14, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"text": "x"}, "kind: None is none of listing"),
        ({"kind": "poem", "text": "x"}, "kind: 'poem'"),
        ({"kind": ["listing"], "text": "x"}, "kind: "),
        ({"kind": "listing"}, "text: missing"),
        ({"kind": "listing", "text": 5}, "text: wanted text, got int"),
        ({"kind": "listing", "title": ["x"]}, "title: wanted text, got list"),
        ({"kind": "listing", "text": "x", "goods": {}}, "goods: wanted text, got dict"),
        ({"kind": "listing", "text": "x", "url": 1}, "url: wanted text"),
        ({"kind": "listing", "text": "x", "price": True}, "price: wanted text"),
        ({"kind": "listing", "text": "x", "id": {}}, "id: wanted text"),
        ({"kind": "listing", "text": "x", "captured_at": 5}, "captured_at: wanted a time"),
        ({"kind": "listing", "text": "x", "captured_at": "yesterday"}, "captured_at: 'yesterday' is no ISO 8601 time"),
        ({"kind": "listing", "text": "x", "captured_at": "9999-12-31T23:59:59Z"}, "captured_at: the year 9999"),
        ({"kind": "listing", "text": "x", "captured_at": "0001-01-01"}, "captured_at: the year 1 "),
        ({"kind": "listing", "text": "x", "needs": []}, None),
        ({"kind": "listing", "text": "x", "needs": [1]}, "needs: wanted an object"),
        ({"kind": "product", "text": "x", "listings": "y"}, "listings: wanted a list"),
        ({"kind": "advertisement", "text": "x", "advertisement": "y"}, "advertisement: wanted an object"),
    ],
)
def test_what_cannot_be_used_is_named(record, said):
    if said is None:
        document_from(record)
        return
    with pytest.raises(BadInput) as caught:
        document_from(record)
    assert said in str(caught.value)


def test_a_buyer_s_review_is_looked_at_as_a_page():
    said = answer(load_engine(), {"id": "r", "kind": "review", "text": "全网第一好用，朋友也说是最佳礼物"})
    assert said["findings"] == []


@pytest.mark.parametrize("said", ["2026-11-20T00:30:00", "2026-11-20 00:30:00", "2026-11-20T00:30:00+08:00", "2026-11-19T16:30:00Z"])
def test_a_time_without_a_zone_is_beijing_s(said):
    captured_at = document_from({"kind": "listing", "text": "x", "captured_at": said}).captured_at
    assert captured_at == datetime(2026, 11, 19, 16, 30, tzinfo=UTC)


def test_a_page_that_says_nothing_is_answered_with_no_findings():
    shell = {"id": "s", "url": "http://shop.example/", "kind": "other", "title": "", "text": "", "listings": [], "advertisement": None}
    assert answer(load_engine(), shell) == {"id": "s", "findings": []}


def test_what_extract_said_of_a_page_that_it_could_not_read_is_passed_on():
    with pytest.raises(BadInput, match=r"^html: missing$"):
        document_from({"line": 3, "id": "c", "error": "html: missing"})
