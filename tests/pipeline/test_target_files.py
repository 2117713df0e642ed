"""Targets come and go by CSV and XLSX: good rows are kept, each bad one is named with row and reason."""

from __future__ import annotations

import csv

import pytest
from openpyxl import Workbook, load_workbook

from core.db import open_database
from core.errors import BadInput
from core.repositories import custody, targets
from core.settings import Settings
from core.target_form import fields_of
from pipeline.targets.files import read_table, write_table
from pipeline.targets.take import take

HEAD = ["网址", "名称", "类别", "频率", "法律依据", "批准人", "有效期至"]
GOOD = ["https://a.example/", "甲店", "网店", "每天", "监测计划", "张队", "2099-12-31"]
OTHER = ["https://b.example/", "+热卖", "广告频道", "每周", "监测计划", "张队", "2099年12月31日"]
ROWS = [
    HEAD,
    GOOD,
    ["", "无址", "网店", "", "监测计划", "张队", "2099-12-31"],
    [],
    OTHER,
    [*GOOD[:5], "", GOOD[6]],
    GOOD,
    ["https://c.example/", *GOOD[1:3], "偶尔", *GOOD[4:]],
]


@pytest.fixture
def home(tmp_path):
    database = open_database(Settings(data=tmp_path / "data"))
    yield database
    database.close()


def written(path, rows=ROWS, encoding="utf-8-sig"):
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        with path.open("w", encoding=encoding, newline="") as handle:
            csv.writer(handle).writerows(rows)
    return path


@pytest.mark.parametrize(("name", "encoding"), [("t.csv", "utf-8-sig"), ("t.csv", "gb18030"), ("t.xlsx", "")])
def test_good_rows_are_kept_and_each_bad_one_is_named(tmp_path, home, name, encoding):
    taken = take(home, read_table(written(tmp_path / name, encoding=encoding)), who="管理员", source=name)
    assert (taken.added, taken.changed, taken.unchanged) == (2, 0, 0)
    assert [(number, why.partition("：")[0]) for number, _, why in taken.bad] == [(3, "网址"), (6, "网址"), (7, "网址"), (8, "频率")]
    with home.read() as connection:
        assert [target.name for target in targets.every(connection)] == ["甲店", "+热卖"]
        assert custody.broken_at(connection) is None


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_what_was_written_out_reads_back_unchanged(tmp_path, home, name):
    take(home, read_table(written(tmp_path / "in.csv")), who="管理员", source="in.csv")
    with home.read() as connection:
        before = targets.every(connection)
    assert write_table(tmp_path / name, (fields_of(target) for target in before)) == 2
    again = take(home, read_table(tmp_path / name), who="管理员", source=name)
    assert (again.added, again.changed, again.unchanged, again.bad) == (0, 0, 2, [])


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(tmp_path, home):
    write_table(tmp_path / "out.xlsx", [{"url": "https://a.example/", "name": "=1+1"}])
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert sheet["B2"].value == "'=1+1"
    assert sheet["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", b"", "empty"),
        ("t.csv", b"a,b\n1,2\n", "names no column"),
        ("t.csv", "网址,网址\n".encode(), "stands there twice"),
        ("t.csv", "网址,颜色\n".encode(), "unknown column"),
        ("t.xlsx", b"PK\x03\x04 no workbook", "no XLSX file"),
        ("t.csv", b"\x00\x01", "no CSV file"),
    ],
)
def test_a_file_that_is_no_table_of_targets_is_one_clear_line(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput, match=reason):
        list(read_table(path))


def test_a_changed_row_changes_its_target_and_keeps_what_the_table_does_not_say(tmp_path, home):
    take(home, read_table(written(tmp_path / "a.csv", [[*HEAD, "间隔秒数"], [*GOOD, "3"]])), who="管理员", source="a.csv")
    taken = take(home, read_table(written(tmp_path / "b.csv", [HEAD, [GOOD[0], "新名", *GOOD[2:]]])), who="管理员", source="b.csv")
    assert taken.changed == 1
    with home.read() as connection:
        assert [(target.name, target.delay) for target in targets.every(connection)] == [("新名", 3.0)]
