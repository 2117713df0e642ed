"""15-digit registration number of a business licence before 2015 (GS 15-2006): six authority, eight serial, one check digit."""

from __future__ import annotations

from core.numbers.digits import is_masked, is_template, mod_11_10_digit
from core.numbers.family import MASKED, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import is_division
from core.numbers.shape import STOP, N

_STRONG = r"(?:工商|营业执照|企业|执照)(?:登记|注册)+(?:号码|编号|号)|营业执照(?:号码|编号|号)?|工商注册(?:号)?"


def check(number: str) -> Verdict:
    """Check length, authority and the ISO 7064 MOD 11,10 digit."""
    if is_masked(number):
        return MASKED
    if is_template(number) or number.startswith("1234567890"):
        return TEMPLATE
    if len(number) != 15 or not number.isdigit():
        return malformed(f"工商注册号应为15位数字，此处为{len(number)}位")
    if not is_division(number[:6]):
        return wrong(f"工商注册号前6位 {number[:6]} 不是登记机关区划代码")
    right = mod_11_10_digit(number[:14])
    if number[14] != right:
        return wrong(f"工商注册号校验位错误：应为 {right}，此处为 {number[14]}")
    return Verdict(True, "校验位相符；15位注册号已被统一社会信用代码取代，执照可能是旧版")


FAMILIES = (
    Family(
        kind="reg_no",
        name="工商注册号（15位）",
        label=_STRONG,
        labelled=rf"(?:\d{{15}}{STOP}|\d(?: ?\d){{14}}{STOP}|{N}{{10,17}}{STOP})",
        anchors=("执照", "注册", "登记"),
        check=check,
        digit=True,
        open_label=False,
    ),
    Family(
        kind="reg_no",
        name="工商注册号（15位）",
        label=r"(?<!商标)(?<!产品)注册号(?:码)?",
        labelled=rf"\d{{15}}{STOP}",
        anchors=("注册号",),
        check=check,
        digit=True,
        open_label=False,
    ),
)
