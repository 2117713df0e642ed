"""Numbers that have no kind of their own: 工业产品生产许可证 XK, 旅行社, 消毒产品, 特医食品, 农药, and whatever a licence's name announces."""

from __future__ import annotations

import re
from collections.abc import Callable

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, NO_RULE, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.shape import ALONE, BRACKETED, CJK, PROVINCE, STOP, YEAR, N, plausible_year


def check_any(number: str) -> Verdict:
    """Only templates can be told."""
    if is_masked(number):
        return MASKED
    digits = re.findall(r"\d+", number)
    return TEMPLATE if digits and (is_template("".join(digits)) or is_template(max(digits, key=len))) else NO_RULE


def check_industrial(number: str) -> Verdict:
    """（粤）XK13-006-00045: two, three and five digits (工业产品生产许可证管理条例)."""
    if number.startswith("QS"):
        return wrong("QS 编号自2018年10月1日起不得再用于食品")
    return MATCHES_FORM if re.fullmatch(r"(?:\(?\S\)?)?XK\d{2}-\d{3}-\d{5}", number) else malformed("XK 编号应为2位、3位、5位数字")


def check_special_food(number: str) -> Verdict:
    """国食注字TY (特医食品) and YP (婴配乳粉) with four digits of the year and four of the serial."""
    parts = re.fullmatch(r"国食(?:注字|健注)(TY|YP)(\d+)", number)
    if parts is None or not number.startswith("国食注字") or len(parts[2]) != 8:
        return malformed("特医食品、婴配乳粉注册号应为 国食注字TY 或 YP 加8位数字")
    return MATCHES_FORM if plausible_year(parts[2][:4], 2016) else wrong(f"注册号的年份 {parts[2][:4]} 不可能")


def _family(name: str, pattern: str, anchors: tuple[str, ...], check: Callable[[str], Verdict] = check_any) -> Family:
    return Family(kind="other", name=name, marked=(pattern,), anchors=anchors, check=check)


FAMILIES = (
    _family("工业产品生产许可证", rf"(?:{BRACKETED} ?)?{ALONE}xk ?\d{{2}} ?- ?\d{{3}} ?- ?\d{{3,6}}{STOP}", ("xk",), check_industrial),
    _family("特殊食品注册", rf"国食(?:注字|健注) ?(?:ty|yp) ?{N}{{5,10}}{STOP}", ("国食",), check_special_food),
    _family("旅行社业务经营许可证", rf"{ALONE}l ?- ?[a-z]{{2,4}} ?-? ?(?:[a-z]{{2}} ?-? ?)?{N}{{3,6}}{STOP}", ("l-", "l -")),
    _family("消毒产品生产企业卫生许可证", rf"{PROVINCE}[{CJK}]{{0,2}} ?卫消证字 ?{YEAR} ?(?:第 ?)?{N}{{2,6}}(?: ?号)?", ("卫消",)),
    _family("医疗机构执业许可证", rf"{ALONE}pdy[0-9a-z]{{17,19}}{STOP}", ("pdy",)),
    _family("农药、兽药经营许可证", rf"(?:农药经许|兽药经营证字) ?(?:\( ?{PROVINCE} ?\) ?)?{N}{{6,16}}(?: ?号)?", ("农药经许", "兽药经营")),
    Family(
        kind="other",
        name="其他许可证",
        label=r"(?:许可证书?|资质证书?|资格证书?|备案凭证|登记证书?|批准书|等级证书?)",
        anchors=("许可证", "资质证", "资格证", "备案凭证", "登记证", "批准书", "等级证"),
        check=check_any,
    ),
)
