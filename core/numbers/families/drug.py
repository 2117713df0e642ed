"""Drugs: 国药准字 (药品注册管理办法 art. 123) and 药品经营许可证 (药品经营和使用质量监督管理办法 art. 76)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import is_province
from core.numbers.shape import PROVINCE, N, plausible_year


def check_approval(number: str) -> Verdict:
    """Check the letters (H chemical, Z Chinese, S biological; with C or J from outside) and year or province with serial."""
    parts = re.fullmatch(r"国药准字(?:号)?:?([A-Z]{0,3})([0-9X*×_#]*)", number)
    if parts is None:
        return malformed("不是国药准字的格式")
    letters, serial = parts.groups()
    if is_masked(serial) or letters.startswith("XX"):
        return MASKED
    if not re.fullmatch(r"[HZSBTFJ]|[HZS][CJ]", letters):
        return malformed(f"国药准字没有“{letters}”类；药品类别为 H、Z、S 等")
    if is_template(serial):
        return TEMPLATE
    if len(serial) != 8:
        return malformed(f"国药准字应为8位数字，此处为{len(serial)}位")
    # 10: taken over from the Ministry of Health, then the last digits of the year (国药监注〔2001〕582号)
    if not (plausible_year(serial[:4], 1984) or is_province(serial) or re.match(r"10(?:8[4-9]|9\d|0[0-5])", serial)):
        return wrong(f"国药准字开头 {serial[:4]} 既不是年份也不是省份代码")
    return MATCHES_FORM


def check_business(number: str) -> Verdict:
    """Check A-D (wholesale, chain, chain store, retail), A-B (legal person or not) and nine digits; old licences have seven."""
    parts = re.fullmatch(r"(\S)([A-Z])([A-Z])([0-9X*×_#]+)(?:\(\d\))?号?", number)
    if parts is None:
        return malformed("不是药品经营许可证编号的格式")
    _, form, person, serial = parts.groups()
    if is_masked(serial):
        return MASKED
    if is_template(serial):
        return TEMPLATE
    if form not in "ABCD" or person not in "AB":
        return malformed(f"药品经营许可证编号没有“{form}{person}”类")
    if len(serial) == 7:
        return Verdict(None, "旧式7位药品经营许可证编号，没有公开的号码规则")
    return MATCHES_FORM if len(serial) == 9 else malformed(f"药品经营许可证编号应为9位数字，此处为{len(serial)}位")


FAMILIES = (
    Family(
        kind="drug_approval",
        name="药品批准文号",
        marked=(rf"国 ?药 ?准 ?字 ?(?:号 ?)?:? ?[a-z]{{0,3}} ?{N}{{4,12}}(?![0-9a-z])",),
        anchors=("准字", "准 字"),
        check=check_approval,
    ),
    Family(
        kind="drug",
        name="药品经营许可证",
        marked=(rf"{PROVINCE} ?[a-z][ab] ?{N}{{7,11}}(?![0-9a-z])(?:\(\d\))?(?: ?号)?",),
        label=r"药品(?:经营|零售|批发)(?:企业)?许可证?",
        labelled=rf"{PROVINCE} ?[a-z]{{1,2}} ?{N}{{5,12}}(?![0-9a-z])(?: ?号)?",
        check=check_business,
    ),
)
