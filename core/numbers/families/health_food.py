"""保健食品: registration 国食健注, filing 食健备, and the older 国食健字, 卫食健字 (保健食品注册与备案管理办法)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import is_province
from core.numbers.shape import N, plausible_year


def check(number: str) -> Verdict:
    """Check letters, length, year, and the province of a filing (00 for imports)."""
    if is_masked(number):
        return MASKED
    if number.startswith("卫食健"):
        return _check_ministry(number)
    parts = re.fullmatch(r"(国?食健)([注字备])([A-Z]{0,2})(\d+)号?", number)
    if parts is None:
        return malformed("不是保健食品批准文号的格式")
    head, form, letter, serial = parts.groups()
    if letter not in ("G", "J"):
        return malformed("保健食品号码的字母应为 G（国产）或 J（进口）")
    if (form == "备") != (head == "食健"):
        return malformed("备案号应为“食健备”（前无“国”），注册号应为“国食健注”")
    if is_template(serial):
        return TEMPLATE
    length = 12 if form == "备" else 8
    if len(serial) != length:
        return malformed(f"食健{form}号应为{length}位数字，此处为{len(serial)}位")
    return _check_serial(form, letter, serial)


def _check_serial(form: str, letter: str, serial: str) -> Verdict:
    if not plausible_year(serial[:4], 1996):
        return wrong(f"保健食品号码的年份 {serial[:4]} 不可能")
    if form == "备" and not (serial[4:6] == "00" if letter == "J" else is_province(serial[4:6])):
        return wrong(f"备案号第5、6位 {serial[4:6]} 与省份代码不符（进口为 00）")
    return MATCHES_FORM


def _check_ministry(number: str) -> Verdict:
    parts = re.fullmatch(r"卫食健(?:进)?字\(?(\d{4})\)?第?(\d{1,5})号?", number)
    if parts is None or not 1996 <= int(parts[1]) <= 2003:
        return malformed("“卫食健字”只发放于1996至2003年，格式为 卫食健字（年份）第…号")
    return MATCHES_FORM


FAMILIES = (
    Family(
        kind="health_food",
        name="保健食品注册或备案",
        marked=(
            rf"(?:国 ?)?食 ?健 ?[注字备] ?[a-z]{{0,2}} ?{N}{{5,16}}(?![0-9a-z])",
            rf"卫食健(?:进)?字 ?\(? ?{N}{{4}} ?\)? ?(?:第 ?)?{N}{{1,6}}(?: ?号)?",
        ),
        anchors=("食健", "食 健"),
        check=check,
    ),
)
