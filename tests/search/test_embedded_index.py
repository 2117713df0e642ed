"""The embedded index on disk: what a process that was killed leaves, and a reader that meets a rebuild halfway."""

from __future__ import annotations

import pytest
import tantivy

from core.errors import SearchError
from search.base import Doc, Query
from search.embedded import EmbeddedEngine

DOC = Doc(id="a", kind="page", url="http://shop.example/", title="红茶", text="")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def current(folder):
    return folder / (folder / "current").read_text()


def filled(folder) -> EmbeddedEngine:
    engine = EmbeddedEngine(folder)
    engine.put([DOC])
    return engine


def test_a_rebuild_takes_away_what_a_killed_one_left(folder):
    engine = filled(folder)
    old = current(folder)
    (folder / "index-00000009-0a0a0a0a").mkdir()
    engine.rebuild(iter([DOC]))
    assert sorted(folder.glob("index-*")) == [old, current(folder)]


def test_a_reader_that_read_the_old_name_opens_the_new_index(folder, monkeypatch):
    filled(folder)
    reader = EmbeddedEngine(folder)
    builds = reader.place.builds
    names = iter([builds.current()])
    for _ in range(2):  # the second takes away the first one's
        filled(folder).rebuild(iter([DOC]))
    now = builds.current
    monkeypatch.setattr(builds, "current", lambda: next(names, None) or now())
    assert reader.search(Query(text="茶")).total == 1


def test_an_index_that_is_damaged_says_what_to_do(folder):
    filled(folder)
    (current(folder) / "meta.json").write_text("{")
    with pytest.raises(SearchError, match="reindex"):
        EmbeddedEngine(folder).search(Query(text="茶"))


def test_an_index_that_cannot_be_written_is_an_error_of_ours(folder):
    engine = filled(folder)
    other = tantivy.Index.open(str(current(folder))).writer(16_000_000, 1)  # holds the library's own lock
    with pytest.raises(SearchError, match="cannot be written"):
        engine.put([DOC])
    other.wait_merging_threads()
    assert engine.put([DOC]) == 1
