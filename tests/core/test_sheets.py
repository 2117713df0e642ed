"""Rows to files: no cell is a formula, nothing is lost, and an XLSX file that would be too long is refused."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from core.errors import BadInput
from core.sheets import csv_pieces, json_pieces, neutral, write_xlsx

FORMULAS = ("=1+1", "+1", "-1+cmd|'/c calc'!A0", "@SUM(A1)", " =1", "\t=1", "\r=1", "\u200b=1", "＝1+1", "'=1", '"=1', "\n-2")


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_begins_like_a_formula(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["茶", "a=b", "1-2", "", -5, 1.5, None])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == cell


def test_csv_reads_back_with_quotes_and_line_ends():
    rows = [['茶，"好"', "a\nb", -1], ["=x", "\ud800", None]]
    text = b"".join(csv_pieces(["名", "文", "数"], rows)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["名", "文", "数"], ['茶，"好"', "a\nb", "-1"], ["'=x", "?", ""]]


def test_json_lines_hold_the_cells_unchanged():
    lines = b"".join(json_pieces(["a", "b"], [["=1", None], ["茶", 2]])).decode().splitlines()
    assert [json.loads(line) for line in lines] == [{"a": "=1", "b": None}, {"a": "茶", "b": 2}]


def test_a_long_file_comes_in_pieces():
    pieces = list(csv_pieces(["a"], (["x" * 1000] for _ in range(500))))
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 70_000


def test_xlsx_holds_texts_and_numbers_and_no_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write_xlsx(path, ["甲", "乙"], [["=1+1", 2.5], ["a\x00b", None], ["字" * 40_000, 1]]) == 3
    sheet = load_workbook(path).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells[0] == ["'=1+1", 2.5]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert cells[1][0] == "a\ufffdb"
    assert len(cells[2][0]) == 32_767


def test_more_rows_than_a_sheet_takes_are_refused(tmp_path):
    with pytest.raises(BadInput, match="CSV"):
        write_xlsx(tmp_path / "a.xlsx", ["a"], ([number] for number in range(4)), most=3)
