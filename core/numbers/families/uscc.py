"""统一社会信用代码 (GB 32100-2015): 18 characters with two check characters, its own and that of the organisation code inside."""

from __future__ import annotations

import re

from core.numbers.digits import is_template, organisation_digit, uscc_digit
from core.numbers.family import MASKED, MATCHES_DIGIT, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import is_division
from core.numbers.shape import ALONE, STOP

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LABEL = (
    r"(?:统一)?社会信用(?:代码|号码)|信用代码|营业执照(?:注册|登记)?(?:号码|编号|号|信息)?(?:\(.{0,12}\))?|工商(?:营业)?执照(?:号|编号)?|"
    r"纳税人识别号|税务登记(?:证)?号|企业代码|主体代码|税号"
)


def check(number: str) -> Verdict:
    """Check length, alphabet, authority and both check characters."""
    if is_template(number) or number.startswith("1234567890"):
        return TEMPLATE
    if re.search(r"[*×_#?]|X{4}", number):
        return MASKED
    if len(number) != 18:
        return malformed(f"统一社会信用代码应为18位，此处为{len(number)}位")
    strange = next((char for char in number if char not in _ALPHABET), "")
    if strange:
        return wrong(f"统一社会信用代码不使用字符 {strange}")
    if not number[:8].isdigit() and not (number[0] in "ANY" and number[1:8].isdigit()):
        return wrong("统一社会信用代码第2至8位应为数字")
    if not is_division(number[2:8]):
        return wrong(f"统一社会信用代码第3至8位 {number[2:8]} 不是登记机关区划代码")
    return _check_digits(number)


def _check_digits(number: str) -> Verdict:
    right = uscc_digit(number[:17])
    if number[17] != right:
        return wrong(f"统一社会信用代码校验位错误：应为 {right}，此处为 {number[17]}")
    inner = organisation_digit(number[8:16])
    if number[16] != inner:
        return wrong(f"统一社会信用代码内的组织机构代码校验位（第17位）错误：应为 {inner}，此处为 {number[16]}")
    return MATCHES_DIGIT


def _speaks_for_itself(number: str) -> bool:
    """Without a label only what proves itself, or what no order number looks like (letters in the organisation part)."""
    if check(number).valid:
        return True
    return number[:2] in ("91", "92", "93") and is_division(number[2:8]) and number[8:10] == "MA"


FAMILIES = (
    Family(
        kind="uscc",
        name="统一社会信用代码",
        marked=(rf"{ALONE}[159ny][1-9][1-8]\d{{5}}[0-9a-z]{{10}}{STOP}",),
        accept=_speaks_for_itself,
        label=_LABEL,
        labelled=rf"(?:[0-9a-z]{{18}}{STOP}|[0-9a-z](?:[ -]?[0-9a-z]){{17}}{STOP}|[0-9][0-9a-z*×_#]{{15,23}}{STOP})",
        check=check,
        same=lambda value: value.replace("-", ""),
        digit=True,
        open_label=False,
    ),
)
