"""The compiled rulebook is kept from one process to the next, and what is damaged is compiled anew."""

from __future__ import annotations

import os

import pytest

from detectors.kept import MOST, Folder, cache_folder
from detectors.matching.hyper import Hyper

PATTERNS = ("甲.", "乙[丙丁]")


def found(folder):
    return Hyper(Folder(folder)).patterns(PATTERNS).find("甲乙丙")


def test_what_is_read_back_finds_the_same(tmp_path):
    first = found(tmp_path)
    [path] = tmp_path.iterdir()
    written = path.stat().st_mtime_ns
    assert found(tmp_path) == first == [(0, 0, 2), (1, 1, 3)]
    assert path.stat().st_mtime_ns == written
    for _ in range(2):
        assert sorted(Hyper(Folder(tmp_path)).presence(PATTERNS).present("乙丙甲丁")) == [0, 1]


@pytest.mark.parametrize("damage", [lambda raw: raw[:40], lambda raw: raw[:-9] + b"damaged!!", lambda raw: b""])
def test_a_damaged_file_is_compiled_anew_and_written_again(tmp_path, damage):
    found(tmp_path)
    [path] = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert found(tmp_path) == [(0, 0, 2), (1, 1, 3)]
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    assert found(tmp_path / "file" / "below") == [(0, 0, 2), (1, 1, 3)]
    assert found(None) == [(0, 0, 2), (1, 1, 3)]


def test_only_the_newest_files_are_kept(tmp_path):
    folder = Folder(tmp_path)
    for number in range(MOST + 3):
        folder.put(f"n{number}", b"x")
        os.utime(tmp_path / f"n{number}", (number, number))
    folder.put("last", b"x")
    assert len(list(tmp_path.iterdir())) == MOST
    assert folder.get("last") == b"x"
    assert folder.get("n0") is None


def test_the_folder_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "tradewatch"
