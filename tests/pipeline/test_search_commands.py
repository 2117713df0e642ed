"""The commands around the search: saved, batch-search, like; and the one clear line that each gives when something is missing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from core.ids import digest
from core.records import Listing, User
from core.repositories import documents, index_queue, users
from core.settings import Settings
from pipeline.cli import main
from pipeline.indexing import drain
from pipeline.rooms import open_rooms

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
TEXT = "本店云雾绿茶产自高山，手工采摘，古法炒制，香气清雅，欢迎新老顾客选购"


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A data folder with a user and two listings that say nearly the same."""
    folder = tmp_path_factory.mktemp("data")
    rooms = open_rooms(Settings(data=folder))
    with rooms.database.write() as connection:
        users.put(connection, User(id="u1", name="admin", password_hash="", role="operator", created_at=T0))
        for number, text in enumerate((TEXT, TEXT + "，电话 13800138000")):
            ident = digest("listing", str(number))
            item = Listing(id=ident, shop_id="s1", url=f"https://shop.example/{number}", title="云雾绿茶", text=text, first_seen=T0, last_seen=T0)
            documents.put(connection, item)
            index_queue.put(connection, [("listing", ident)])
    drain(rooms)
    rooms.close()
    return folder


@pytest.fixture
def data(stored, monkeypatch):
    monkeypatch.setenv("TRADEWATCH_DATA", str(stored))
    return stored


def said(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_search_is_kept_asked_changed_and_taken_away(data, capsys):
    assert main(["saved", "add", "绿茶店", "绿茶", "--not", "红茶", "--alert"]) == 0
    ident = capsys.readouterr().out.strip()
    assert main(["saved", "change", ident, "--name", "茶", "--share", "--no-alert"]) == 0
    assert main(["saved", "list", "--json"]) == 0
    only = said(capsys)[0]
    assert (only["name"], only["shared"], only["alert"], only["owner"], only["query"]) == ("茶", True, False, "admin", {"text": "绿茶", "none": ["红茶"]})
    assert main(["saved", "run", ident, "--json"]) == 0
    assert said(capsys)[0]["total"] == 2
    assert main(["saved", "drop", ident]) == 0
    assert main(["saved", "list"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["saved", "run", "none"], "no saved search none"),
        (["saved", "add", "x", "茶", "--owner", "nobody"], "no user 'nobody'"),
        (["saved", "add", "x"], "没有任何条件"),
        (["like", "none"], "no document none"),
        (["like", "none", "--least", "2"], "--least"),
        (["batch-search", "no-such-file"], "No such file"),
        (["search", "茶", "--cursor", "x"], "cursor"),
        (["search", "茶", "--limit", "5000"], "tradewatch export"),
        (["search", "茶", "--from", "yesterday"], "2026-11-23"),
        (["search", "茶", "--price-from", "cheap"], "--price-from"),
        (["search", "茶", "--exclude", "colour=red"], "colour"),
    ],
)
def test_what_is_wrong_is_one_clear_line(data, capsys, argv, line):
    assert main(argv) == 1
    told = capsys.readouterr().err
    assert line in told
    assert told.count("\n") == 1


def test_many_lines_are_answered_as_a_table(data, tmp_path, capsys):
    names, table = tmp_path / "names.txt", tmp_path / "table.csv"
    names.write_text("云雾绿茶\n13800138000\n没有\n", encoding="utf-8")
    assert main(["batch-search", str(names), "--csv", str(table), "--json"]) == 0
    assert [line["total"] for line in said(capsys)] == [2, 1, 0]
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 4


def test_the_nearly_same_text_is_found_from_either_side(data, capsys):
    for number in (0, 1):
        assert main(["like", digest("listing", str(number)), "--json"]) == 0
        assert [one["url"] for one in said(capsys)] == [f"https://shop.example/{1 - number}"]


def test_an_engine_that_is_away_is_one_line_that_names_the_setting(data, monkeypatch, capsys):
    monkeypatch.setenv("TRADEWATCH_ELASTICSEARCH_URL", "http://127.0.0.1:9")
    assert main(["search", "茶"]) == 1
    told = capsys.readouterr().err
    assert "127.0.0.1:9" in told
    assert told.count("\n") == 1
