"""算法备案 (网信算备) and 单用途商业预付卡备案."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, NO_RULE, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import is_division
from core.numbers.shape import CJK, YEAR, N, plausible_year


def check_algorithm(number: str) -> Verdict:
    """网信算备 + 21 digits: six division, eight subject and serial, … two of the year before the last four (observed, no rule is published)."""
    serial = "".join(re.findall(r"[0-9X*×_#]+", number))
    if is_masked(serial):
        return MASKED
    if is_template(serial) or is_template(serial[6:]):
        return TEMPLATE
    if len(serial) != 21:
        return malformed(f"算法备案编号应为21位数字，此处为{len(serial)}位")
    if not is_division(serial[:6]) or not plausible_year(serial[15:17], 2022):
        return wrong("算法备案编号的区划或年份段不可能")
    return MATCHES_FORM


def check_card(number: str) -> Verdict:
    """330100AAC0024: division, three letters, four digits (单用途商业预付卡管理办法)."""
    if is_masked(number):
        return MASKED
    parts = re.fullmatch(r"(\d{6})[A-Z]{3}(\d{4})号?", number)
    if parts is None:
        return malformed("单用途预付卡备案号应为6位区划、3位字母、4位数字")
    if not is_division(parts[1]):
        return wrong(f"单用途预付卡备案号前6位 {parts[1]} 不是区划代码")
    return TEMPLATE if is_template(parts[2]) else MATCHES_FORM


def check_seed(number: str) -> Verdict:
    """（粤）农种许字（2018）第0001号 and its forms for kinds of crops; valid for five years, no check digit."""
    if is_masked(number):
        return MASKED
    serial = re.findall(r"\d+", number)
    if len(serial) > 1 and not plausible_year(serial[0], 2000):
        return malformed(f"种子生产经营许可证的年份 {serial[0]} 不可能")
    return TEMPLATE if serial and is_template(serial[-1]) else NO_RULE


FAMILIES = (
    Family(
        kind="algorithm",
        name="算法备案",
        marked=(rf"网信算备 ?(?:案 ?)?(?:编?号)?[ :]{{0,3}}(?:\d{{21}}(?!\d)|{N}{{6,26}})(?: ?号)?(?:-\d{{1,2}}(?!\d))?",),
        label=r"算法备案(?:信息|公示)?(?:编号|号)?",
        labelled=r"\d{21}(?!\d)(?: ?号)?",
        anchors=("算备", "算法备案"),
        check=check_algorithm,
        open_label=False,
    ),
    Family(
        kind="prepaid_card",
        name="单用途商业预付卡备案",
        label=r"(?:单用途)?(?:商业)?预付卡(?:发卡)?(?:企业)?备案(?:登记)?(?:证|凭证)?",
        labelled=rf"\d{{6}}[a-z]{{3}}{N}{{4}}(?![0-9a-z])(?: ?号)?",
        anchors=("预付卡",),
        check=check_card,
    ),
    Family(
        kind="seed",
        name="农作物种子生产经营许可证",
        marked=(rf"(?:[a-g] ?)?\(? ?[{CJK}]{{1,6}} ?\)? ?[农林]种[生经许]{{0,3}}字? ?{YEAR} ?(?:第 ?)?{N}{{3,8}}(?: ?号)?",),
        label=r"(?:农作物|林木)?种(?:子|苗)(?:生产)?经营许可证?",
        anchors=("种许", "种子", "种经", "种生", "种苗"),
        check=check_seed,
    ),
)
