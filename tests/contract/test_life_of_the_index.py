"""An index is built again beside the old one, compared, switched, confirmed or taken back; old documents leave it."""

from __future__ import annotations

import pytest

from core.errors import IndexMissing, SearchError
from search.base import Query
from tests.contract.documents import doc, fill, ids


def test_the_old_index_is_kept_until_it_is_confirmed_and_can_be_taken_back(lasting):
    fill(lasting, doc("a", "红茶"))
    before = lasting.status()
    lasting.rebuild([doc("b", "绿茶"), doc("c", "白茶")])
    now = lasting.status()
    assert (before.documents, now.documents, now.kept) == (1, 2, (before.name,))
    assert now.schema == now.wanted
    assert lasting.take_back() == before.name
    assert ids(lasting) == ["a"]
    assert lasting.take_back() == now.name
    assert ids(lasting) == ["c", "b"]
    assert lasting.confirm() == (before.name,)
    assert lasting.status().kept == ()
    with pytest.raises(SearchError, match="reindex"):
        lasting.take_back()


def test_only_one_older_index_is_kept(lasting):
    fill(lasting, doc("a", "红茶"))
    for number in range(3):
        lasting.rebuild([doc(f"n{number}", "茶")])
    assert len(lasting.status().kept) == 1


def test_a_new_index_with_another_number_of_documents_is_not_taken(lasting):
    fill(lasting, doc("a", "红茶"))
    with pytest.raises(SearchError, match="the old one stays in use"):
        lasting.rebuild([doc("b", "绿茶")], expected=2)
    assert ids(lasting) == ["a"]
    assert lasting.status().kept == ()


def test_a_rebuild_that_breaks_leaves_the_old_index_in_use(lasting):
    fill(lasting, doc("a", "红茶"))

    def breaking():
        yield doc("b", "绿茶")
        raise RuntimeError("the rows are away")

    with pytest.raises(RuntimeError, match="away"):
        lasting.rebuild(breaking())
    assert ids(lasting) == ["a"]
    fill(lasting, doc("c", "白茶"))
    assert ids(lasting) == ["c", "a"]
    assert lasting.rebuild([doc("d", "黑茶")]) == 1
    assert ids(lasting) == ["d"]


def test_the_first_index_may_come_from_a_rebuild(lasting):
    with pytest.raises(IndexMissing):
        lasting.status()
    assert lasting.rebuild([doc("a", "红茶")], expected=1) == 1
    assert ids(lasting) == ["a"]


def test_documents_not_seen_for_long_are_taken_out(engine):
    fill(engine, *(doc(f"d{day}", "茶", day=f"2026-11-{day:02}") for day in range(1, 6)), doc("x", "茶", day=""))
    assert engine.expire("2026-11-04") == 3
    engine.refresh()
    assert ids(engine) == ["d5", "d4", "x"]


def test_nothing_put_makes_no_index(lasting):
    assert lasting.put([]) == 0
    assert lasting.drop(["a"]) == 1
    with pytest.raises(IndexMissing):
        lasting.count(Query())
