"""The last day of a permit, as it is said behind its number."""

from __future__ import annotations

from datetime import date

import pytest

from core.numbers import find_numbers
from core.numbers.validity import valid_until
from tests.core.numbers.make_numbers import fourteen

NUMBER = fourteen("JY", "1441302078213")


@pytest.mark.parametrize(
    ("behind", "day"),
    [
        ("，有效期至2026年3月1日", date(2026, 3, 1)),
        ("（有效期至：2027.03.01）", date(2027, 3, 1)),
        (" 有效期限：2021-03-02 至 2026-03-01", date(2026, 3, 1)),
        ("\n有效期限 自2021年3月2日至2026年3月1日", date(2026, 3, 1)),
        (" 有效期至2026/12/5", date(2026, 12, 5)),
        (" 有效期至长期", None),
        (" 有效期至2026年13月1日", None),
        (" 发证日期2021年3月2日", None),
        ("，欢迎选购" * 30 + "有效期至2026年3月1日", None),
    ],
)
def test_the_day_is_read_behind_the_number(behind, day):
    text = f"食品经营许可证：{NUMBER}{behind}"
    (number,) = find_numbers(text)
    assert valid_until(text, number.end) == day


def test_the_day_belongs_to_the_number_right_ahead_of_it():
    text = f"食品经营许可证：{NUMBER}，药品经营许可证：粤DA752000123，有效期至2026年3月1日"
    first, second = find_numbers(text)
    assert valid_until(text, first.end, second.start) is None
    assert valid_until(text, second.end) == date(2026, 3, 1)
