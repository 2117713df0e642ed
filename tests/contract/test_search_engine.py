"""One suite, every engine: what is found, how it is counted, sorted and shown."""

from __future__ import annotations

import threading

import pytest

from core.errors import BadInput, IndexMissing
from search.base import Query
from tests.contract.documents import doc, fill, ids


def test_a_search_before_the_first_document_says_that_there_is_no_index(lasting):
    with pytest.raises(IndexMissing):
        lasting.search(Query(text="茶"))


@pytest.mark.parametrize("text", ["茶", "红茶", "山红茶", "高山红茶礼盒", "盒2", "A8", "a8", "ａ８", "紅茶", "2,5", "-x"])
def test_every_substring_of_a_run_is_found(engine, text):
    fill(engine, doc("a", "本店的高山红茶礼盒2,5kg-x"), doc("b", "绿豆糕", title="型号A8"), doc("c", "白瓷碗"))
    assert ids(engine, text) == (["b"] if text.lower() in ("a8", "ａ８") else ["a"])


def test_a_run_is_not_found_across_a_blank(engine):
    fill(engine, doc("a", "高山 红茶"), doc("b", "高 山"), doc("c", "高山", title="茶"))
    assert ids(engine, "山红") == []
    assert ids(engine, "高山") == ["c", "b", "a"]  # single characters apart are a disguise
    assert ids(engine, "茶高") == []


def test_runs_are_joined_by_and_over_title_and_text(engine):
    fill(engine, doc("a", "温润回甘", title="高山红茶"), doc("b", "高山绿茶"), doc("c", "温润的红茶"))
    assert ids(engine, "红茶 温润") == ["c", "a"]


def test_what_the_user_types_is_never_syntax(engine):
    fill(engine, doc("a", '他说"或者 OR * 都可以'), doc("b", "别的"))
    assert ids(engine, '"或者 OR *') == ["a"]
    assert ids(engine, "text:别的") == []
    assert ids(engine, "*") == ["a"]
    assert ids(engine, "别?") == []


def test_characters_of_all_planes_and_broken_ones_are_taken(engine):
    fill(engine, doc("a", "生僻字𠮷野家"), doc("b", "坏\ud800字"), doc("c", "\x00控\x1f制"))
    assert ids(engine, "𠮷野") == ["a"]
    assert ids(engine, "字") == ["b", "a"]
    assert ids(engine, "𠮷") == ["a"]


def test_put_twice_keeps_one_and_the_newest(engine):
    fill(engine, doc("a", "红茶"), doc("b", "红茶"))
    fill(engine, doc("a", "绿茶"))
    assert ids(engine, "红茶") == ["b"]
    assert engine.search(Query()).total == 2


def test_a_dropped_document_is_gone_and_an_unknown_one_no_error(engine):
    fill(engine, doc("a", "红茶"), doc("b", "红茶"))
    engine.drop(["a", "never-was"])
    engine.refresh()
    assert ids(engine, "红茶") == ["b"]


def test_filters_narrow_and_facets_count_what_is_left(engine):
    fill(
        engine,
        doc("a", "红茶", kind="listing", category=("absolute_terms", "health_food"), shop="127.0.0.2:8080"),
        doc("b", "红茶", kind="page", category="absolute_terms", shop="127.0.0.3:8080"),
        doc("c", "红茶", kind="page", shop="127.0.0.3:8080"),
        doc("d", "绿茶", kind="page", shop="127.0.0.3:8080"),
    )
    page = engine.search(Query(text="红茶", filters={"shop": ("127.0.0.3:8080",)}, facets=("kind", "category")))
    assert page.total == 2
    assert page.facets == {"kind": (("page", 2),), "category": (("absolute_terms", 1),)}
    both = engine.search(Query(filters={"category": ("health_food",), "kind": ("listing", "page")}, facets=("category",)))
    assert [hit.id for hit in both.hits] == ["a"]
    assert both.facets["category"] == (("absolute_terms", 1), ("health_food", 1))


def test_values_of_any_form_are_counted_and_found_as_they_stand(engine):
    odd = ("2026-01-01T00:00:00Z", "12", "true", "=", "a.b c/D", "长" * 8000)
    fill(engine, *(doc(f"d{place}", "茶", operator=value) for place, value in enumerate((*odd, "长" * 30_000))))
    page = engine.search(Query(facets=("operator",)))
    assert page.total == len(odd) + 1
    assert dict(page.facets["operator"]) == dict.fromkeys(odd, 1)
    assert [engine.count(Query(filters={"operator": (value,)})) for value in odd] == [1] * len(odd)
    assert engine.count(Query(filters={"operator": odd[:2]})) == 2
    assert engine.count(Query(exclude={"operator": odd[:2]})) == len(odd) - 1


def test_days_bound_on_both_sides_inclusive(engine):
    fill(engine, *(doc(f"d{day}", "茶", day=f"2026-11-{day:02}") for day in range(1, 6)))
    assert ids(engine, "茶", day_from="2026-11-02", day_to="2026-11-04") == ["d4", "d3", "d2"]
    assert ids(engine, "", day_from="2026-11-05") == ["d5"]
    assert ids(engine, "", day_to="2026-11-01") == ["d1"]


def test_newest_day_first_then_the_id_and_pages_neither_repeat_nor_lose(engine):
    fill(engine, *(doc(f"x{number:03}", "茶", day=f"2026-11-{1 + number % 2:02}") for number in range(60)))
    whole = [hit.id for hit in engine.search(Query(text="茶", limit=60)).hits]
    assert whole == sorted(whole, key=lambda ident: (int(ident[1:]) % 2, ident), reverse=True)
    paged = [hit.id for offset in range(0, 70, 7) for hit in engine.search(Query(text="茶", offset=offset, limit=7)).hits]
    assert paged == whole


def test_marks_are_the_page_s_own_characters(engine):
    text = "买【國家級】紅\u200b茶，國家級好茶"
    fill(engine, doc("a", text, title="国家级"))
    found = engine.search(Query(text="国家级")).hits[0].marks
    assert [(mark.field, mark.text) for mark in found] == [("title", "国家级"), ("text", "國家級"), ("text", "國家級")]
    for mark in found[1:]:
        assert text[mark.start : mark.end] == mark.text
    assert engine.search(Query(text="红茶")).hits[0].marks[0].text == "紅\u200b茶"


def test_a_very_long_text_is_found_at_its_end(engine):
    fill(engine, doc("a", "甲乙丙丁" * 50_000 + "末尾的话"))
    assert ids(engine, "末尾的话") == ["a"]


def test_a_field_that_is_not_there_is_refused_by_name(engine):
    with pytest.raises(BadInput, match="colour"):
        engine.search(Query(filters={"colour": ("red",)}))


def test_no_hits_asked_for_still_counts(engine):
    fill(engine, doc("a", "红茶"), doc("b", "红茶"))
    page = engine.search(Query(text="红茶", limit=0, facets=("kind",)))
    assert (page.total, page.hits, page.facets["kind"]) == (2, (), (("listing", 2),))


def test_a_rebuild_replaces_everything_in_one_step(lasting):
    fill(lasting, doc("a", "红茶"), doc("b", "绿茶"))
    assert lasting.rebuild(iter([doc("c", "白茶")])) == 1
    assert ids(lasting) == ["c"]
    fill(lasting, doc("d", "黑茶"))
    assert ids(lasting) == ["d", "c"]


def test_a_search_is_answered_while_the_index_is_built_again_and_again(lasting):
    fill(lasting, doc("a", "红茶"))
    over = threading.Event()

    def build() -> None:
        for _ in range(10):
            lasting.rebuild(iter([doc("a", "红茶")]))
        over.set()

    builder = threading.Thread(target=build)
    builder.start()
    answers = []
    while not over.is_set():
        answers.append(ids(lasting, "茶"))
    builder.join()
    assert answers
    assert all(answer == ["a"] for answer in answers)


@pytest.mark.slow
def test_pages_behind_ten_thousand_rows_are_reached(engine):
    fill(engine, *(doc(f"n{number:05}", "茶") for number in range(10_250)))
    page = engine.search(Query(text="茶", offset=10_200, limit=100))
    assert page.total == 10_250
    assert [hit.id for hit in page.hits] == [f"n{number:05}" for number in range(49, -1, -1)]
    assert engine.search(Query(text="茶", offset=10_250, limit=10)).hits == ()
    assert engine.search(Query(text="茶", offset=20_000, limit=10)).hits == ()
