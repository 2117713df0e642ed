"""公安备案号 of a web site: 14 digits, the first six the organ's code, beginning with its province."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import CODES, is_province
from core.numbers.shape import CJK, PROVINCE, N, digits

_PREFIX = rf"(?:{PROVINCE} ?|(?<![{CJK}])[{CJK}] ?)?"

_MARK = rf"{_PREFIX}公 ?网 ?安 ?备 ?案?(?:编号|号)?[ :]{{0,3}}(?:第 ?)?"


def check(number: str) -> Verdict:
    """Check 14 digits, a known province, and that the province's short name agrees."""
    prefix = re.match(rf"([{CJK}])公?网", number)
    serial = "".join(re.findall(r"[0-9X*×_#]+", number))
    if is_masked(serial):
        return MASKED
    if is_template(serial) or (len(serial) == 14 and is_template(serial[-6:])) or serial.startswith("123456789"):
        return TEMPLATE
    if len(serial) in (12, 13):
        return wrong(f"公安备案号应为14位数字，此处为{len(serial)}位（旧式编号或漏字）")
    if len(serial) != 14:
        return malformed(f"公安备案号应为14位数字，此处为{len(serial)}位")
    if not is_province(serial):
        return malformed(f"公安备案号开头 {serial[:2]} 不是省份代码")
    name = prefix[1] if prefix else ""
    if name and name not in CODES and name not in "备案号:":
        return malformed(f"“{name}”不是省份简称")
    if name in CODES and CODES[name] != serial[:2]:
        return wrong(f"公安备案号的省份简称“{name}”与代码 {serial[:2]} 不符")
    return MATCHES_FORM


FAMILIES = (
    Family(
        kind="psb",
        name="公安备案号",
        marked=(
            rf"{_MARK}{digits(14, 12, least=6, most=24)}(?: ?号)?",
            rf"{_MARK}{N}{{3,5}} ?号",
        ),
        label=r"(?:公安|公网安|网安|网警|公安局|公安机关|联网)(?:机关)?(?:网站|联网|网络|网)?备案(?:登记)?(?:编号|序号|号)?|网警备案(?:编号|号)?",
        labelled=r"(?:\d{14}|\d{12,13})(?!\d)(?: ?号)?",
        anchors=("公网", "公 网", "备案"),
        check=check,
        same=lambda value: "".join(re.findall(r"[0-9X*]", value)),
        open_label=False,
    ),
)
