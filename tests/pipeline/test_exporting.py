"""`tradewatch export`: every hit, in the order asked for, into a file that is whole or not there."""

from __future__ import annotations

import csv
import json

import pytest
from openpyxl import load_workbook

from core.errors import BadInput, SearchError
from pipeline.cli import main
from pipeline.exporting import export
from search.base import Doc, Query
from search.embedded import EmbeddedEngine

NUMBER = 2500  # more than one page of the walk


@pytest.fixture(scope="module")
def engine():
    made = EmbeddedEngine(None)
    made.put(
        Doc(
            id=f"d{number:05}",
            kind="listing",
            url=f"https://shop.example/{number}",
            title="=1+1" if number == 7 else f"茶{number}",
            text="绿茶",
            identifiers={"phone": ("13800138000",)},
            fields={"kind": ("listing",), "day": ("2026-11-20",)},
            price=number,
        )
        for number in range(NUMBER)
    )
    yield made
    made.close()


def test_csv_holds_every_hit_once(engine, tmp_path):
    path = tmp_path / "a.csv"
    assert export(engine, Query(), str(path)) == NUMBER
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len({row["编号"] for row in rows}) == len(rows) == NUMBER
    assert "'=1+1" in {row["标题"] for row in rows}
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_json_lines_hold_numbers_and_text_where_asked(engine, tmp_path):
    path = tmp_path / "a.jsonl"
    export(engine, Query(text="茶", price_to=200, sort="price_low"), str(path), body=True)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["price"] for row in rows[:3]] == [0.0, 0.01, 0.02]
    assert (len(rows), rows[0]["phone"], rows[0]["text"]) == (201, "13800138000", "绿茶")


def test_xlsx_holds_the_same_rows(engine, tmp_path):
    path = tmp_path / "a.xlsx"
    assert export(engine, Query(price_to=99), str(path)) == 100
    assert load_workbook(path).active.max_row == 101


def test_a_name_without_a_format_is_refused(engine, tmp_path):
    with pytest.raises(BadInput, match=r"\.csv"):
        export(engine, Query(), str(tmp_path / "a.pdf"))


class Dying:
    """An engine that goes away after some hits."""

    def scan(self, query, *, batch=1000):
        raise SearchError("gone")
        yield


def test_a_file_that_could_not_be_finished_is_taken_away(tmp_path):
    path = tmp_path / "a.csv"
    with pytest.raises(SearchError):
        export(Dying(), Query(), str(path))
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_to_do_before_the_first_document(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path / "data"))
    assert main(["export", str(tmp_path / "a.csv")]) == 1
    assert "index" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()
