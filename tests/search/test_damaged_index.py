"""A half-written or damaged embedded index: one line that says what to do, and `rebuild` sets it right."""

from __future__ import annotations

import os

import pytest

from core.errors import BadInput, SearchError
from search.base import Doc, Query
from search.embedded import EmbeddedEngine
from search.embedded.damage import reading

DOCS = [Doc(id=f"d{place}", kind="page", url="http://shop.example/", title=f"红茶{place}", text="高山云雾" * 20) for place in range(200)]


@pytest.fixture
def folder(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    engine.put(DOCS)
    engine.close()
    return tmp_path / "index"


def build(folder):
    return next(folder.glob("index-*"))


def told_and_mended(folder):
    """Ask, which must be refused in one short line; build again, and ask."""
    with pytest.raises(SearchError, match=r"^[^\n]*build (it|the index) again with `tradewatch reindex`[^\n]*$") as told:
        EmbeddedEngine(folder).search(Query(text="红茶", facets=("kind",), body=True))
    assert len(str(told.value)) < 500
    engine = EmbeddedEngine(folder)
    assert engine.rebuild(DOCS) == 200
    assert engine.search(Query(text="红茶")).total == 200


@pytest.mark.parametrize("suffix", ["store", "fast", "pos", "idx", "term"])
@pytest.mark.parametrize("left", [0, 50])
def test_a_file_that_is_cut_short(folder, suffix, left):
    os.truncate(next(build(folder).glob(f"*.{suffix}")), left)
    told_and_mended(folder)


@pytest.mark.parametrize("name", ["meta.json", "*.store", "*.fast", "*.term"])
def test_a_file_that_is_gone(folder, name):
    next(build(folder).glob(name)).unlink()
    told_and_mended(folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"nonsense", b"../../etc", b"index-00000009-0a0a0a0a"])
def test_a_name_in_use_that_no_build_has(folder, content):
    (folder / "current").write_bytes(content)
    told_and_mended(folder)


def test_a_mark_of_the_build_that_is_cut_short(folder):
    (build(folder) / "build.json").write_text("{")
    told_and_mended(folder)


def test_stored_documents_that_are_garbled(folder):
    store = next(build(folder).glob("*.store"))
    content = bytearray(store.read_bytes())
    content[: len(content) - 500] = bytes(len(content) - 500)
    store.write_bytes(content)
    told_and_mended(folder)


def test_a_panic_of_the_library_is_told_like_other_damage():
    class PanicException(BaseException):
        """As the library names it."""

    with pytest.raises(SearchError, match="reindex"), reading("here"):
        raise PanicException


def test_an_interruption_goes_on_its_way():
    with pytest.raises(KeyboardInterrupt), reading("here"):
        raise KeyboardInterrupt


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "26-1-1", "today"])
def test_a_day_that_is_in_no_calendar_is_refused(day):
    with pytest.raises(BadInput, match="is no day"):
        Query(day_from=day)
