"""ICP 备案号 and 经营性 ICP 许可证号 of a web site (互联网信息服务管理办法 art. 4, 7, 8)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import CODES
from core.numbers.shape import CJK, PROVINCE, N, digits, plausible_year

_ICP = r"i ?c ?p"
_FIRST_YEAR = 2005  # the filing began on 2005-03-20 (非经营性互联网信息服务备案管理办法)
# 京, or one strange character alone in its place; a longer word before ICP is none of it
_PREFIX = rf"(?:\(? ?{PROVINCE} ?\)? ?|(?<![{CJK}])[{CJK}] ?)?"
_SUFFIX = r"(?: ?- ?\d{1,3}[a-z]?(?![0-9a-z]))?"
_PARTS = re.compile(rf"\(?([{CJK}]?)\)?ICP备案?(?:编号|序号|号)?:?第?([0-9X*×_#]+)号?(?:-(\d{{1,3}}[A-Z]?))?号?")


def check_filing(number: str) -> Verdict:
    """Check province, eight digits (two of the year) or ten (four of the year)."""
    parts = _PARTS.fullmatch(number)
    if parts is None:
        return malformed("不是ICP备案号的格式")
    province, serial, _ = parts.groups()
    if is_masked(serial):
        return MASKED
    if len(serial) not in (8, 10):
        return malformed(f"ICP备案号应为8位或10位数字，此处为{len(serial)}位") if not is_template(serial) else TEMPLATE
    year, rest = (serial[:4], serial[4:]) if len(serial) == 10 else (serial[:2], serial[2:])
    if is_template(serial) or is_template(rest):
        return TEMPLATE
    if not province:
        return wrong("ICP备案号缺少省份简称")
    if province not in CODES:
        return malformed(f"“{province}”不是省份简称")
    if not plausible_year(year, _FIRST_YEAR):
        return malformed(f"ICP备案号的年份段 {year} 不可能")
    return MATCHES_FORM


def check_licence(number: str) -> Verdict:
    """Check province and six digits (two of the year, four of the serial)."""
    parts = re.fullmatch(rf"\(?([{CJK}]?)\)?ICP证(?:书)?(?:编号|号)?:?第?([0-9X*×_#]+)号?(?:-\d{{1,3}})?号?", number)
    if parts is None:
        return malformed("不是ICP经营许可证号的格式")
    province, serial = parts.groups()
    if is_masked(serial):
        return MASKED
    if is_template(serial) or is_template(serial[2:]):
        return TEMPLATE
    if province and province not in CODES:
        return malformed(f"“{province}”不是省份简称")
    if len(serial) != 6:
        return malformed(f"ICP经营许可证号应为6位数字，此处为{len(serial)}位")
    return MATCHES_FORM if province else wrong("ICP经营许可证号缺少省份简称")


def _subject(value: str) -> str:
    """One filing covers all sites of its holder: the suffix behind the dash only counts the sites."""
    parts = _PARTS.fullmatch(value)
    return f"{parts[1]}ICP备{parts[2]}" if parts else value


_BETWEEN = r" ?(?:编号|序号|号)?[ :]{0,3}(?:第 ?)?"

FAMILIES = (
    Family(
        kind="icp",
        name="ICP备案号",
        marked=(
            rf"{_PREFIX}{_ICP} ?备 ?案?{_BETWEEN}{digits(8, 10, least=6, most=16)}(?: ?号)?{_SUFFIX}(?: ?号)?",
            rf"{_PREFIX}{_ICP} ?备 ?案?{_BETWEEN}{N}{{3,5}} ?号{_SUFFIX}",
        ),
        anchors=("icp", "i c p"),
        check=check_filing,
        same=_subject,
    ),
    Family(
        kind="icp",
        name="ICP备案号",
        label=r"(?:网站|icp|工信部|域名|信息产业部)(?:备案|icp备案)(?:许可证)?(?:编号|序号|号)",
        labelled=rf"{N}{{6,16}}(?![0-9a-z])(?: ?号)?{_SUFFIX}",
        anchors=("备案",),
        check=lambda number: check_filing(f"ICP备{number}"),
        open_label=False,
    ),
    Family(
        kind="icp_licence",
        name="ICP经营许可证号",
        marked=(rf"{_PREFIX}{_ICP} ?证{_BETWEEN}{digits(6, least=4, most=16)}(?: ?号)?(?: ?- ?\d{{1,3}}(?![0-9a-z]))?",),
        anchors=("icp", "i c p"),
        check=check_licence,
    ),
)
