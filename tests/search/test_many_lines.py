"""Many lines at once: what is a number, what is a name, and what each of them finds."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from search.base import Doc
from search.embedded import EmbeddedEngine
from search.many import HEADINGS, is_number, lines_of, look_for, row_of


@pytest.fixture
def engine():
    made = EmbeddedEngine(None)
    made.put(
        [
            Doc(
                id="1",
                kind="shop",
                url="https://a.example/",
                title="惠城茶行",
                text="",
                shop_name="惠城茶行",
                identifiers={"phone": ("138 0013 8000",), "licence": ("粤B2-20200001",)},
                fields={"kind": ("shop",), "shop": ("a.example",)},
            ),
            Doc(id="2", kind="page", url="https://b.example/", title="=联系", text="电话13900139000", fields={"kind": ("page",), "shop": ("b.example",)}),
        ]
    )
    yield made
    made.close()


def test_each_line_is_answered_in_its_place(engine):
    found = look_for(engine, ["惠城茶行", "13800138000", "粤B2 20200001", "139-0013-9000", "不存在"])
    assert [(line.how, line.total, line.shops) for line in found] == [("text", 1, 1), ("number", 1, 1), ("number", 1, 1), ("text", 1, 1), ("text", 0, 0)]
    assert found[0].kinds == {"listing": 0, "advertisement": 0, "page": 0, "shop": 1}


def test_a_row_has_a_cell_for_each_heading(engine):
    rows = [row_of(line) for line in look_for(engine, ["=联系", "没有"])]
    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert rows[0][1:4] == ["=联系", "文字", 1]


@pytest.mark.parametrize("text", ["13800138000", "0752-1234567", "粤B2-20200001", "JY1 4413 0000 0000 00", "91441300MA5ABCDE0X"])
def test_numbers(text):
    assert is_number(text)


@pytest.mark.parametrize("text", ["惠州茶行", "7天酒店", "2026年新茶专卖店", "A1"])
def test_names(text):
    assert not is_number(text)


def test_blank_and_double_lines_are_passed_over():
    assert lines_of(" 甲 \n\n乙\r\n甲\n") == ["甲", "乙"]


@pytest.mark.parametrize(("text", "said"), [(" \n", "没有要查找"), ("\n".join(map(str, range(501))), "最多 500 行"), ("长" * 201, "太长")])
def test_what_cannot_be_looked_for_is_said(text, said):
    with pytest.raises(BadInput, match=said):
        lines_of(text)
