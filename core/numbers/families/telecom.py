"""增值电信业务经营许可证 (粤B2-20100319, 合字B2-…, A2.B1.B2-…) and the licence of a domain registrar (浙D3-…)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.shape import ALONE, BRACKETED, PROVINCE, N, plausible_year

_NUMBER = re.compile(r"(\(?\S\)?|\(?合字\)?|合字|字|国)?((?:[A-Z]\d(?:\.\d)?[.·、,/]?)+)-([0-9X*×_#]+)(?:-\d{1,3})?号?")
_CLASSES = {"A1", "A2", "B1", "B2"}  # 电信业务分类目录 (2015)


def _check(number: str, classes: set[str], name: str) -> Verdict:
    parts = _NUMBER.fullmatch(number)
    if is_masked(number):
        return MASKED
    if parts is None:
        return malformed(f"不是{name}编号的格式")
    strange = [item for item in re.findall(r"[A-Z]\d", parts[2]) if item not in classes]
    serial = parts[3]
    if strange:
        return malformed(f"{name}没有 {strange[0]} 类")
    if is_template(serial) or is_template(serial[4:]):
        return TEMPLATE
    if len(serial) != 8:
        return malformed(f"{name}编号应为8位数字，此处为{len(serial)}位")
    return MATCHES_FORM if plausible_year(serial[:4], 1998) else wrong(f"{name}编号的年份 {serial[:4]} 不可能")


def check(number: str) -> Verdict:
    """Check the class of business, eight digits and the year."""
    return _check(number, _CLASSES, "增值电信业务经营许可证")


def check_registrar(number: str) -> Verdict:
    """Check class D3, eight digits and the year."""
    return _check(number, {"D3"}, "域名注册服务机构许可")


_SERIAL = rf" ?- ?(?:\d{{8}}|{N}{{6,12}}|\d{{3}}\*{{2,4}}\d{{1,3}})(?! ?{N})(?:-\d{{1,3}}(?!\d))?(?: ?号)?"
_ISSUER = rf"(?:{BRACKETED}|\(? ?合字? ?\)?|字|国) ?"

FAMILIES = (
    Family(
        kind="telecom",
        name="增值电信业务经营许可证",
        marked=(
            rf"{_ISSUER}(?:[ab]\d ?[.·、,/] ?){{0,4}}[ab]\d{_SERIAL}",
            rf"{ALONE}(?:[ab][12] ?[.·、,/] ?){{0,4}}[ab][12] ?- ?(?:19|20)\d{{6}}(?!\d)(?:-\d{{1,3}}(?!\d))?(?: ?号)?",
        ),
        label=r"(?:增值)?电信(?:与信息服务)?(?:增值)?业务(?:经营)?许可证?|icp(?:经营)?许可证|增值业务经营许可证",
        labelled=rf"(?:{PROVINCE} ?)?[a-d]\d{_SERIAL}",
        anchors=("a1", "a2", "b1", "b2", "b3", "b4", "电信", "许可证"),
        check=check,
    ),
    Family(
        kind="domain_registrar",
        name="域名注册服务机构许可",
        marked=(rf"(?:{BRACKETED}|国) ?d3(?:\.\d)?{_SERIAL}",),
        label=r"域名注册(?:服务)?(?:机构)?(?:许可|批准)(?:证|文号)?",
        labelled=rf"(?:{PROVINCE} ?)?[a-z]\d(?:\.\d)?{_SERIAL}",
        anchors=("d3", "域名"),
        check=check_registrar,
    ),
)
