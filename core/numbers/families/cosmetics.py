"""Cosmetics and toothpaste: filing 妆网备字, registration 妆特字 (注册备案管理办法 art. 62), and the maker's licence 粤妆…"""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.shape import CJK, PROVINCE, N, plausible_year

_PRODUCT = re.compile(
    r"(?:(?P<domestic>\S)G妆网备字|国妆网备(?P<abroad>[进制])字\((?P<where>\S)\)|国妆特(?P<special>[进制]?)字[GJ]?|(?P<paste>\S)?国牙膏网备(?:进|制)?字(?:\(\S\))?)"
    r"(?P<year>\d{4})(?P<serial>\d{1,8})号?"
)


def check_product(number: str) -> Verdict:
    """Check prefix, province and year; the rule fixes no length of the serial."""
    if is_masked(number):
        return MASKED
    parts = _PRODUCT.fullmatch(number)
    if parts is None:
        return malformed("不是化妆品备案或注册编号的格式（国产普通为 省G妆网备字，进口为 国妆网备进字，特殊为 国妆特字）")
    issuer = parts["domestic"] or parts["where"] or parts["paste"]
    if issuer and not re.fullmatch(PROVINCE, issuer):
        return malformed(f"“{issuer}”不是省份简称")
    if is_template(parts["year"] + parts["serial"]) or is_template(parts["serial"]):
        return TEMPLATE
    if not plausible_year(parts["year"], 2005):
        return wrong(f"化妆品编号的年份 {parts['year']} 不可能")
    return MATCHES_FORM


def check_maker(number: str) -> Verdict:
    """粤妆20160123: issued by provinces; year and four digits."""
    parts = re.fullmatch(r"(\S)妆([0-9X*×_#]+)号?", number)
    if is_masked(number):
        return MASKED
    if parts is None or not re.fullmatch(PROVINCE, parts[1]):
        return malformed("化妆品生产许可证由省级药监部门核发，应以省份简称开头")
    if len(parts[2]) != 8:
        return malformed(f"化妆品生产许可证编号应为8位数字，此处为{len(parts[2])}位")
    if is_template(parts[2]):
        return TEMPLATE
    return MATCHES_FORM if plausible_year(parts[2][:4], 2015) else wrong(f"化妆品生产许可证的年份 {parts[2][:4]} 不可能")


_TAIL = rf" ?字? ?(?:\(? ?{PROVINCE} ?\)? ?)?[gj]? ?{N}{{5,14}}(?![0-9a-z])(?: ?号)?"

FAMILIES = (
    Family(
        kind="cosmetics",
        name="化妆品备案或注册",
        marked=(
            rf"[{CJK}] ?g? ?妆 ?(?:网 ?)?备 ?[进制]?{_TAIL}",
            rf"国 ?妆 ?特 ?[进制]?{_TAIL}",
            rf"(?:{PROVINCE} ?)?国 ?牙膏 ?网 ?备 ?[进制]?{_TAIL}",
        ),
        anchors=("妆", "牙膏"),
        check=check_product,
    ),
    Family(
        kind="cosmetics",
        name="化妆品生产许可证",
        marked=(rf"(?<![{CJK}])[国{CJK}] ?妆 ?{N}{{6,10}}(?![0-9a-z])(?: ?号)?", rf"{PROVINCE}妆 ?20\d{{6}}(?!\d)"),
        label=r"化妆品生产许可证?",
        labelled=rf"{PROVINCE} ?妆 ?{N}{{6,10}}(?![0-9a-z])",
        anchors=("妆",),
        check=check_maker,
    ),
)
