"""Orders, pages by cursor, counts: the same on every engine."""

from __future__ import annotations

import random

import pytest

from core.errors import BadInput
from search.base import SORTS, Query
from tests.contract.documents import doc, fill, ids

EXACT = [sort for sort in SORTS if sort != "relevance"]


def some(number=60):
    rng = random.Random(3)
    return [
        doc(
            f"n{rng.getrandbits(32):08x}",
            "茶" if at % 5 else "茶叶",
            day=f"2026-1{rng.randrange(3)}-0{rng.randrange(1, 4)}",
            price=rng.choice((None, 100, 100, 250, 999)),
            risk=rng.choice((0, 0, 50, 90)),
            confidence=rng.randrange(3),
            area=rng.choice(("惠城", "惠阳")),
            category=rng.sample(("x", "y", "z"), rng.randrange(3)),
        )
        for at in range(number)
    ]


def expected(docs, sort):
    """The order that the contract promises, worked out by hand."""

    def newest(one):
        return one.fields["day"][0], one.id

    if sort == "oldest":
        return [one.id for one in sorted(docs, key=newest)]
    value = {
        "newest": lambda one: 0,
        "risk": lambda one: -one.risk,
        "confidence": lambda one: -one.confidence,
        "price_low": lambda one: 10**9 if one.price is None else one.price,
        "price_high": lambda one: 10**9 if one.price is None else -one.price,
    }[sort]
    return [one.id for one in sorted(sorted(docs, key=newest, reverse=True), key=value)]


def by_cursor(engine, query, size):
    found, cursor = [], ""
    while True:
        page = engine.search(Query(**{**query, "limit": size, "cursor": cursor}))
        found += [hit.id for hit in page.hits]
        if not page.cursor:
            return found, page.total
        cursor = page.cursor


def test_every_order_has_the_id_as_its_last_key(engine):
    docs = some()
    fill(engine, *docs)
    for sort in EXACT:
        assert ids(engine, sort=sort, limit=100) == expected(docs, sort), sort


def test_pages_by_cursor_and_by_offset_neither_repeat_nor_lose(engine):
    docs = some()
    fill(engine, *docs)
    for sort in EXACT:
        whole = expected(docs, sort)
        assert by_cursor(engine, {"text": "茶", "sort": sort}, 7) == (whole, 60), sort
        assert [ident for offset in range(0, 63, 7) for ident in ids(engine, sort=sort, offset=offset, limit=7)] == whole, sort


def test_the_last_page_has_no_cursor(engine):
    fill(engine, *some(20))
    first = engine.search(Query(limit=10))
    second = engine.search(Query(limit=10, cursor=first.cursor))
    assert (first.cursor != "", second.cursor, second.total, len(second.hits)) == (True, "", 20, 10)
    assert engine.search(Query(limit=0)).cursor == ""
    assert engine.search(Query(text="never", limit=10)).cursor == ""


def test_by_relevance_the_same_are_found_and_paged(engine):
    docs = some()
    fill(engine, *docs)
    found, total = by_cursor(engine, {"text": "茶", "sort": "relevance"}, 25)
    assert (sorted(found), total) == (sorted(one.id for one in docs), 60)


def test_a_cursor_of_another_search_or_a_damaged_one_is_refused(engine):
    fill(engine, *some(20))
    cursor = engine.search(Query(text="茶", limit=5)).cursor
    for wrong in (Query(text="茶叶", cursor=cursor), Query(text="茶", sort="risk", cursor=cursor), Query(text="茶", cursor=cursor[:-3]), Query(cursor="%%%")):
        with pytest.raises(BadInput, match="cursor"):
            engine.search(wrong)


def test_all_hits_are_walked_through_in_order(engine):
    docs = some()
    fill(engine, *docs)
    for sort in EXACT:
        assert [hit.id for hit in engine.scan(Query(text="茶", sort=sort), batch=11)] == expected(docs, sort), sort
    with pytest.raises(BadInput, match="relevance"):
        list(engine.scan(Query(sort="relevance")))


def test_counting_fetches_nothing(engine):
    docs = some()
    fill(engine, *docs)
    assert engine.count(Query(text="茶叶", filters={"area": ("惠城",)})) == sum(one.text == "茶叶" and one.fields["area"] == ("惠城",) for one in docs)


def test_a_facet_with_several_choices_is_counted_without_its_own(engine):
    docs = some()
    fill(engine, *docs)
    query = {"text": "茶", "filters": {"area": ("惠城",), "category": ("x", "y")}, "facets": ("area", "category")}
    narrow, opened = engine.search(Query(**query)), engine.search(Query(**query, open_facets=True))
    assert (narrow.total, narrow.hits) == (opened.total, opened.hits)
    chosen = [one for one in docs if set(one.fields["category"]) & {"x", "y"}]
    areas = {area: sum(one.fields["area"] == (area,) for one in chosen) for area in ("惠城", "惠阳")}
    assert dict(narrow.facets["area"]) == {"惠城": areas["惠城"]}
    assert dict(opened.facets["area"]) == areas
    here = [one for one in docs if one.fields["area"] == ("惠城",)]
    assert dict(opened.facets["category"]) == {name: sum(name in one.fields["category"] for one in here) for name in "xyz"}


def test_hits_over_time_are_counted_by_day_month_and_year(engine):
    fill(engine, *(doc(f"d{at}", "茶", day=day) for at, day in enumerate(("2025-12-31", "2026-01-01", "2026-01-01", "2026-02-03", ""))))
    assert engine.search(Query(histogram="day")).histogram == (("2025-12-31", 1), ("2026-01-01", 2), ("2026-02-03", 1))
    assert engine.search(Query(histogram="month")).histogram == (("2025-12", 1), ("2026-01", 2), ("2026-02", 1))
    assert engine.search(Query(histogram="year", day_from="2026-01-01")).histogram == (("2026", 3),)
    assert engine.search(Query()).histogram == ()
