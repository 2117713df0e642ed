"""Leads that are one: near-identical claims of one operator in all shops of his, one advert in many places; what an officer decided stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.clock import now
from core.records import Advertisement, Finding, Lead, Listing, Shop, Span
from core.repositories import alerts, documents, findings, leads, shops
from core.settings import Settings
from pipeline.group import group, subject_of
from pipeline.joining import join
from pipeline.likeness import same_advert, same_claim
from pipeline.rooms import open_rooms

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
ADVERT = "岭南老方红枣茶，根治糖尿病，三个疗程不再复发，前五十名下单送同款茶具一套，名额有限，联系电话{phone}"


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


def finding(text: str, words: str, **change) -> Finding:
    start = text.index(words)
    span = Span(field="text", start=start, end=start + len(words), text=words)
    plain = {"rule": "treats", "version": 1, "category": "medical_claim_nonmedical", "articles": (), "severity": "high", "confidence": "high"}
    return Finding(**(plain | {"lead": True, "spans": (span,)} | change))


def a_shop(rooms, key: str, operator: str = "惠州市青禾贸易有限公司") -> Shop:
    shop = Shop(id=key, key=f"{key}.example", url=f"http://{key}.example/", operator=operator, operator_id=operator, first_seen=T0, last_seen=T0)
    with rooms.database.write() as connection:
        shops.put(connection, shop, set())
    return shop


def claim(rooms, shop: Shop, words: str, hour: int = 0, text: str = "", **change) -> Lead:
    """A listing of the shop, or an advertisement where its text is given, that makes this claim is seen."""
    said, made = text or f"{shop.id}{words}", Advertisement if text else Listing
    item = made(id=f"{shop.id}-{hour}-{words}", shop_id=shop.id, url=shop.url, title="", text=said, last_seen=T0 + timedelta(hours=hour))
    with rooms.database.write() as connection:
        documents.put(connection, item)
        ((lead, _),) = group(connection, [(subject_of(item), finding(said, words, **change))], "c1")
    return lead


def all_leads(rooms) -> list[Lead]:
    with rooms.database.read() as connection:
        return leads.page(connection)[1]


def decided(rooms, lead: Lead, status: str) -> None:
    with rooms.database.write() as connection:
        leads.decide(connection, lead.id, status=status, reason="核对过", who="王", now=now(), version=leads.get(connection, lead.id).version)


def test_one_claim_in_two_shops_of_one_operator_becomes_one_lead(rooms):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b")
    older, younger = claim(rooms, first, "根治糖尿病，不再复发"), claim(rooms, second, "根治糖尿病 不再复发！", 1)
    assert len(all_leads(rooms)) == 2
    assert join(rooms.database, second) == 1
    (lead,) = all_leads(rooms)
    assert lead.id == older.id
    with rooms.database.read() as connection:
        assert findings.page_of_lead(connection, lead.id)[0] == 2
        assert leads.get(connection, younger.id).id == older.id  # the old address still leads there
        assert [event.action for event in leads.events(connection, lead.id)] == ["new", "joined"]


def test_joining_twice_changes_nothing_and_a_new_sight_comes_to_the_joined_lead(rooms):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b")
    claim(rooms, first, "根治糖尿病，不再复发")
    claim(rooms, second, "根治糖尿病，不再复发", 1)
    assert [join(rooms.database, shop) for shop in (second, first, second)] == [1, 0, 0]
    before = all_leads(rooms)[0].seen
    claim(rooms, second, "根治糖尿病，不再复发", 2)
    (lead,) = all_leads(rooms)
    assert lead.seen == before + 1


@pytest.mark.parametrize(("operator", "words"), [("深圳市蓝礁电子商务有限公司", "根治糖尿病，不再复发"), ("惠州市青禾贸易有限公司", "治愈率98%")])
def test_other_operators_and_other_figures_stay_apart(rooms, operator, words):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b", operator)
    claim(rooms, first, "治愈率95%" if "98" in words else words)
    claim(rooms, second, words, 1)
    assert join(rooms.database, second) == 0
    assert len(all_leads(rooms)) == 2


def test_shops_of_unknown_operators_stay_apart(rooms):
    first, second = a_shop(rooms, "a", ""), a_shop(rooms, "b", "")
    claim(rooms, first, "根治糖尿病，不再复发")
    claim(rooms, second, "根治糖尿病，不再复发", 1)
    assert join(rooms.database, second) == 0


def test_a_dismissed_lead_takes_up_the_undecided_one_and_stays_dismissed(rooms):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b")
    claim(rooms, first, "根治糖尿病，不再复发")
    younger = claim(rooms, second, "根治糖尿病，不再复发", 1)
    decided(rooms, younger, "dismissed")
    assert join(rooms.database, first) == 1
    (lead,) = all_leads(rooms)
    assert (lead.id, lead.status, lead.decided_by) == (younger.id, "dismissed", "王")
    claim(rooms, first, "根治糖尿病，不再复发", 3)
    assert [item.status for item in all_leads(rooms)] == ["dismissed"]


def test_a_confirmed_lead_that_takes_up_another_is_a_relapse_when_either_shop_shows_it_again(rooms):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b")
    older = claim(rooms, first, "根治糖尿病，不再复发")
    claim(rooms, second, "根治糖尿病，不再复发", 1)
    decided(rooms, older, "confirmed")
    join(rooms.database, second)
    far = int((now() - T0).total_seconds() // 3600) + 2
    claim(rooms, second, "根治糖尿病，不再复发", far)
    assert [item.status for item in all_leads(rooms)] == ["relapse"]


def test_two_decided_leads_stay_two(rooms):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b")
    for shop, status in ((first, "confirmed"), (second, "dismissed")):
        decided(rooms, claim(rooms, shop, "根治糖尿病，不再复发"), status)
    assert join(rooms.database, second) == 0
    assert {lead.status for lead in all_leads(rooms)} == {"confirmed", "dismissed"}


def test_what_was_put_together_is_told_once(rooms):
    first, second = a_shop(rooms, "a"), a_shop(rooms, "b")
    for hour, shop in enumerate((first, second)):
        lead = claim(rooms, shop, "根治糖尿病，不再复发", hour)
        with rooms.database.write() as connection:
            alerts.decide(connection, lead.id, "new", "mailbox", T0)
    join(rooms.database, second)
    (lead,) = all_leads(rooms)
    with rooms.database.read() as connection:
        assert len(alerts.due(connection)) == 1
        assert sorted(alert.status for alert in alerts.of_lead(connection, lead.id)) == ["due", "suppressed"]


def test_one_advert_in_many_places_is_one_lead(rooms):
    made = [a_shop(rooms, key, "") for key in "abcd"]
    for hour, shop in enumerate(made):
        claim(rooms, shop, "根治糖尿病", hour, ADVERT.format(phone=f"0752-23456{hour}8") + ("！" if hour % 2 else "。"))
    (lead,) = all_leads(rooms)
    assert lead.seen == 4
    claim(rooms, made[0], "根治糖尿病", 9, "另一则广告，红枣茶根治糖尿病，到店领取试用装，地址在桥东。")
    assert len(all_leads(rooms)) == 1  # the same claim of the same shop
    claim(rooms, a_shop(rooms, "e", ""), "根治糖尿病", 10, "秋冬养生专场，店内桑叶茶根治糖尿病，现场体验不花钱，周末有讲座。")
    assert len(all_leads(rooms)) == 2


def test_a_listing_with_the_words_of_an_advert_stays_its_shop_s(rooms):
    claim(rooms, a_shop(rooms, "a", ""), "根治糖尿病", 0, ADVERT.format(phone="0752"))
    other = a_shop(rooms, "b", "")
    said = ADVERT.format(phone="0752")
    subject = replace(subject_of(other), kind="listing", id="l1")
    with rooms.database.write() as connection:
        group(connection, [(subject, finding(said, "根治糖尿病"))], "c2")
    assert len(all_leads(rooms)) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("专治老胃病", "专治 老胃病！", True),
        ("降血糖", "降血压", False),
        ("根治糖尿病不再复发见效快", "根治糖尿病不再復發见效快", True),
        ("治愈率98%", "治愈率95%", False),
        ("", "", False),
    ],
)
def test_claims_are_the_same_up_to_marks_and_slips(one, other, same):
    assert same_claim(one, other) is same


def test_adverts_are_the_same_up_to_telephones():
    assert same_advert(ADVERT.format(phone="0752-1234567"), ADVERT.format(phone="13800000000"))
    assert not same_advert(ADVERT.format(phone="1"), "秋冬养生专场，现场体验")
