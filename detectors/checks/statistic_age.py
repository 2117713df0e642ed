"""A ranking or share that names its source, but whose newest year is long past: the statistic says nothing about today (引证内容应表明有效期限).

Years are those written beside the claim (2023-2024, 2022年度). A statistic of last year is the newest that can be had for most of a year, so only
older ones answer. Years of founding and the like stand elsewhere in a text: only those within a sentence of the claim count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.check import Case, CheckHit

_CLAIM = re.compile(
    r"(?:销量|销售额|市场份额|市占率|占有率|零售额|出货量|产量|排名|口碑|满意度|份额|门店数)[^。！？!?\n]{0,12}?(?:第一|第1|冠军|榜首|首位|领先|NO\.?1)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_AROUND = 60  # characters on either side of the claim in which its years and source stand
_SOURCE = re.compile(r"来源|来自|据|统计|监测|报告|认证|研究院|数据")
_GOOD_FOR = 1  # calendar years after the newest year named


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each claim of rank whose source is older than last year."""
    for name, value in (("title", case.document.title), ("text", case.document.text)):
        for found in _CLAIM.finditer(value):
            around = value[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            years = [int(year) for year in _YEAR.findall(around) if int(year) <= case.day.year]
            if years and _SOURCE.search(around) and case.day.year - max(years) > _GOOD_FOR:
                yield CheckHit(spans=(case.span(name, *found.span()),), met=(f"所引数据最新为{max(years)}年，已过时",))
