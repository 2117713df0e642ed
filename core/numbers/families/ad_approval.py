"""广告审查批准文号: drugs, devices, health food, special food (总局令第21号) and medical advertisements (医疗广告审查证明)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, NO_RULE, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import CODES
from core.numbers.shape import CJK, PROVINCE, YEAR, N, day_of, plausible_year

_GOODS = "药|械|食健|食特"


def check_goods(number: str) -> Verdict:
    """Check issuing province, kind of goods, and that the first six digits are a day (the last on which it is valid)."""
    if is_masked(number):
        return MASKED
    parts = re.fullmatch(rf"([{CJK}]?)({_GOODS}|[{CJK}]{{1,2}})广审\((视|声|文)\)第?(\d+)(?:-(\d+))?号?", number)
    if parts is None:
        return malformed("不是广告审查批准文号的格式")
    issuer, goods, _, day, serial = parts.groups()
    if not re.fullmatch(_GOODS, goods):
        return wrong(f"“{goods}”类商品没有广告审查批准文号") if goods not in ("农药", "兽药") else NO_RULE
    if issuer not in CODES:
        return malformed("广告审查批准文号由省级部门核发，应以省份简称开头")
    if serial is None:
        return wrong("2020年以前的旧式广告批准文号，早已失效")
    if len(day) != 6 or len(serial) != 5:
        return malformed("广告审查批准文号应为6位日期加5位顺序号")
    until = day_of(day)
    if until is None:
        return malformed(f"广告审查批准文号的有效期 {day} 不是日期")
    return TEMPLATE if is_template(serial) else Verdict(True, f"格式相符；有效期截至 {until.isoformat()}")


def check_medical(number: str) -> Verdict:
    """（粤）医广【2026】第01-05-0012号: place, year, month; valid for one year. The meaning of the segments is not published."""
    if is_masked(number):
        return MASKED
    parts = re.fullmatch(rf"\(?([{CJK}]{{0,4}}|[{CJK}]\([A-Z{CJK}]{{1,3}})\)?(?:中?医)?广\(?(\d{{4}})\)?第?([\d-]+)号?", number)
    if parts is None or not parts[1] or (parts[1][0] not in CODES and len(parts[1]) < 2):
        return malformed("医疗广告审查证明文号应写明审查地、年份和编号")
    if not plausible_year(parts[2], 2003):
        return malformed(f"医疗广告审查证明文号的年份 {parts[2]} 不可能")
    segments = parts[3].split("-")
    if len(segments) > 1 and not 1 <= int(segments[0] or 0) <= 12:
        return wrong(f"医疗广告审查证明文号的月份段 {segments[0]} 不可能")
    if is_template("".join(segments)):
        return TEMPLATE
    return Verdict(None, f"格式常见（无公开规则）；证明自 {parts[2]} 年核发起一年内有效")


FAMILIES = (
    Family(
        kind="ad_approval",
        name="广告审查批准文号",
        marked=(rf"{PROVINCE}? ?(?:国 ?)?(?:{_GOODS}|妆|农药|兽药|酒|医) ?广 ?审 ?\( ?[{CJK}] ?\) ?(?:第 ?)?{N}{{4,12}}(?: ?- ?{N}{{3,6}})?(?: ?号)?",),
        label=r"广告(?:审查)?(?:批准)?文号|广审(?:批准)?(?:文)?号",
        labelled=rf"[{CJK}]{{2,6}}\(?[{CJK}]\)?第?{N}{{4,12}}(?:-{N}{{3,6}})?(?: ?号)?",
        anchors=("广审", "广 审", "文号"),
        check=check_goods,
        open_label=False,
    ),
    Family(
        kind="ad_approval",
        name="医疗广告审查证明",
        marked=(
            rf"(?:\( ?[{CJK}]{{1,4}} ?\) ?|{PROVINCE}[{CJK}]?)?中?医 ?广 ?{YEAR} ?(?:第 ?)?{N}{{2,4}}(?: ?- ?{N}{{1,12}}){{0,4}}(?: ?号)?",
            rf"{PROVINCE} ?\( ?[a-z{CJK}]{{1,3}} ?\) ?(?:中?医 ?)?广 ?{YEAR} ?(?:第 ?)?{N}{{2,4}}(?: ?- ?{N}{{1,12}}){{0,4}}(?: ?号)?",
        ),
        anchors=("广",),
        check=check_medical,
    ),
)
