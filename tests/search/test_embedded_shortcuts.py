"""What the embedded engine leaves out to be fast changes no answer: pairs of a phrase, and hits outside the stretch in which a page lies."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from search.base import SORTS, Doc, Query
from search.embedded import EmbeddedEngine
from search.embedded.keys import bounds, sorting_keys
from search.embedded.phrases import covering
from search.embedded.windows import Windows

LETTERS = "甲乙丙丁"


def doc(number: int, rng: random.Random) -> Doc:
    return Doc(
        id=f"{rng.choice('abc_-')}{number}",
        kind=rng.choice(("listing", "page")),
        url="http://shop.example/",
        title="".join(rng.choices(LETTERS, k=20)),
        text="",
        fields={"day": (f"2026-11-{rng.randrange(1, 4):02}",)} if number % 5 else {},
        price=rng.choice((None, 0, 100, 250)),
        risk=rng.choice((0, 50, 100)),
        confidence=rng.choice((0, 100)),
    )


@pytest.fixture(scope="module")
def docs():
    rng = random.Random(3)
    return [doc(number, rng) for number in range(400)]


@pytest.fixture(scope="module")
def engine(docs):
    made = EmbeddedEngine(None)
    made.put(docs)
    return made


@pytest.mark.parametrize("length", [2, 3, 4, 5, 6, 7])
def test_a_phrase_is_found_exactly_where_its_characters_stand(engine, docs, length):
    rng = random.Random(length)
    for _ in range(20):
        words = "".join(rng.choices(LETTERS, k=length))
        found = {hit.id for hit in engine.search(Query(all=(words,), limit=1000)).hits}
        assert found == {one.id for one in docs if words in one.title}


def test_the_pairs_that_are_asked_for_hold_every_character():
    assert covering(["ab"], [5]) == [(0, "ab")]
    assert covering(["ab", "bc", "cd"], [5, 5, 5]) == [(0, "ab"), (2, "cd")]
    assert covering(["ab", "bc", "cd", "de"], [9, 5, 7, 9]) == [(0, "ab"), (1, "bc"), (3, "de")]


def test_a_pair_that_is_much_rarer_is_asked_for_as_well():
    assert covering(["ab", "bc", "cd"], [5, 2, 5]) == [(0, "ab"), (1, "bc"), (2, "cd")]


class Noted(Windows):
    """Stretches of any size, and whether one was taken."""

    taken = 0

    def window(self, *args, **kwargs):
        found = super().window(*args, **kwargs)
        self.taken += found is not None
        return found


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "relevance"])
def test_a_page_out_of_a_stretch_is_the_page_out_of_all(engine, sort, monkeypatch):
    monkeypatch.setattr("search.embedded.paging._MORE", 2)
    query = Query(text="甲乙", facets=("kind",), sort=sort, limit=5)
    plain = [engine.search(query)]
    while plain[-1].cursor:
        plain.append(engine.search(replace(query, cursor=plain[-1].cursor)))
    noted = Noted(least=1, part=1.0)
    monkeypatch.setattr(engine, "windows", noted)
    for number, page in enumerate(plain):
        again = engine.search(replace(query, cursor=plain[number - 1].cursor if number else ""))
        assert again == page
        assert engine.search(replace(query, offset=5 * number)) == replace(page, cursor=again.cursor)
    assert noted.taken > len(plain) / 2


@pytest.mark.parametrize("wrong", [(5, 5), (-5, -5)])
def test_a_stretch_that_holds_too_few_is_not_believed(engine, wrong, monkeypatch):
    query = Query(text="甲乙", facets=("kind",), limit=5)
    page = engine.search(query)
    monkeypatch.setattr(engine.windows, "window", lambda *_args, **_more: wrong)
    assert engine.search(query) == page


@pytest.mark.parametrize("limits", [{"price_from": 0}, {"price_to": 0}, {"price_from": 100, "price_to": 100}, {"risk_from": 50}, {"confidence_from": 1}])
def test_ranges_are_asked_of_the_numbers_that_are_sorted_by(engine, docs, limits):
    def fits(one: Doc) -> bool:
        priced = one.price is not None and limits.get("price_from", 0) <= one.price <= limits.get("price_to", 10**9)
        return (
            one.risk >= limits.get("risk_from", 0)
            and one.confidence >= limits.get("confidence_from", 0)
            and (priced or not set(limits) & {"price_from", "price_to"})
        )

    assert engine.count(Query(**limits)) == sum(map(fits, docs))


def test_bounds_beyond_every_number_stay_numbers_of_the_index():
    assert bounds("price", -(10**40), 10**40) == ("by_price_high", 0, 2**62)
    assert bounds("risk", 10**40, None)[1] == 2**62


def test_every_key_fits_a_number_of_the_index():
    most = Doc(id="~z".replace("~", "z") * 3, kind="k", url="", title="", text="", price=10**10 - 1, risk=100, confidence=100, fields={"day": ("9999-99-99",)})
    for one in (most, replace(most, price=None)):
        assert all(-(2**62) < number < 2**62 for _, number in sorting_keys(one))


def test_by_relevance_a_page_further_down_counts_all_hits(engine):
    page = engine.search(Query(text="甲乙", sort="relevance", limit=5, offset=10))
    assert page.total == engine.count(Query(text="甲乙"))
    assert page.cursor
