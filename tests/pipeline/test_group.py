"""Findings become leads: one claim of one shop is one lead, however many rules and pages say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.records import Finding, Span
from core.repositories import findings, leads
from core.settings import Settings
from pipeline.group import Subject, group
from pipeline.rooms import open_rooms

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
TEXT = "本品专治老胃病，三天见效"


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


def said(rule: str, words: str, category: str = "medical_claim_nonmedical", **change) -> Finding:
    start = TEXT.index(words)
    plain = {
        "rule": rule,
        "version": 1,
        "category": category,
        "articles": ("广告法第十七条",),
        "severity": "high",
        "confidence": "high",
        "lead": True,
        "spans": (Span(field="text", start=start, end=start + len(words), text=words),),
    }
    return Finding(**(plain | change))


def about(document: str, shop: str = "s1") -> Subject:
    return Subject(kind="listing", id=document, shop_id=shop, url=f"http://shop.example/{document}", seen=T0)


def grouped(rooms, *found):
    with rooms.database.write() as connection:
        return [lead for lead, _ in group(connection, list(found), "c1")]


def test_the_same_claim_on_two_pages_of_a_shop_is_one_lead(rooms):
    made = grouped(rooms, (about("a"), said("treats", "专治老胃病")), (about("b"), said("treats", "专治老胃病")))
    assert [lead.words for lead in made] == ["专治老胃病"]


def test_the_same_claim_of_two_shops_is_two_leads(rooms):
    made = grouped(rooms, (about("a"), said("treats", "专治老胃病")), (about("b", "s2"), said("treats", "专治老胃病")))
    assert len(made) == 2


def test_a_weaker_rule_about_the_same_words_joins_the_lead_of_the_stronger_one(rooms):
    weaker = said("mentions", "胃病", confidence="medium", severity="medium")
    made = grouped(rooms, (about("a"), weaker), (about("a"), said("treats", "专治老胃病")))
    assert [(lead.rule, lead.words) for lead in made] == [("treats", "专治老胃病")]
    with rooms.database.read() as connection:
        assert {x.finding.rule for x in findings.page_of_lead(connection, made[0].id)[1]} == {"treats", "mentions"}


def test_other_words_or_another_category_make_a_lead_of_their_own(rooms):
    made = grouped(
        rooms,
        (about("a"), said("treats", "专治老胃病")),
        (about("a"), said("speed", "三天见效", confidence="medium")),
        (about("a"), said("drug", "胃病", category="drug_or_device", confidence="medium")),
        (about("b"), said("mentions", "胃病", confidence="medium")),
    )
    assert {lead.rule for lead in made} == {"treats", "speed", "drug", "mentions"}


def test_a_weak_signal_opens_no_lead_but_is_kept(rooms):
    assert grouped(rooms, (about("a"), said("hint", "三天见效", lead=False))) == []
    with rooms.database.read() as connection:
        assert [x.lead_id for x in findings.of_document(connection, "a")] == [""]


def test_the_same_sight_told_twice_is_one_sight(rooms):
    for _ in range(2):
        made = grouped(rooms, (about("a"), said("treats", "专治老胃病")))
    with rooms.database.read() as connection:
        assert leads.get(connection, made[0].id).seen == 1
