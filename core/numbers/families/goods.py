"""Numbers that are checked when a rule hands them in, but never looked for as licences: 组织机构代码, 条码, 专利, CCC, 商标."""

from __future__ import annotations

import re

from stdnum import ean

from core.numbers.digits import organisation_digit
from core.numbers.family import MATCHES_DIGIT, MATCHES_FORM, Family, Verdict, malformed, wrong
from core.numbers.shape import plausible_year

_PATENT_TYPES = "12389"  # invention, utility model, design, PCT invention, PCT utility model


def check_organisation(number: str) -> Verdict:
    """Eight characters and the check character of GB 11714-1997."""
    body = number.replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", body):
        return malformed("组织机构代码应为8位本体加1位校验码")
    right = organisation_digit(body[:8])
    return MATCHES_DIGIT if body[8] == right else wrong(f"组织机构代码校验位错误：应为 {right}，此处为 {body[8]}")


def check_gtin(number: str) -> Verdict:
    """GTIN-13 (GB 12904): GS1 modulo 10. The prefix names who gave the number out, not where the goods were made."""
    if not re.fullmatch(r"\d{13}", number):
        return malformed("商品条码应为13位数字")
    right = ean.calc_check_digit(number[:12])
    return MATCHES_DIGIT if number[12] == right else wrong(f"商品条码校验位错误：应为 {right}，此处为 {number[12]}")


def check_patent(number: str) -> Verdict:
    """ZL and 8 (before 2003-10) or 12 digits with their check digit (专利申请号标准): weights 2 to 9, modulo 11."""
    parts = re.fullmatch(r"(ZL)?(\d{8}|\d{12})\.?([0-9X])", number)
    if parts is None:
        return malformed("专利号应为 ZL 加8位或12位数字和校验位")
    body = parts[2]
    if (body[4] if len(body) == 12 else body[2]) not in _PATENT_TYPES:
        return wrong("专利号中的专利类型不存在")
    if not parts[1]:
        return wrong("没有 ZL 的是申请号，不能表示已授权的专利")
    if len(body) == 12 and not plausible_year(body[:4], 2003):
        return wrong(f"专利号的年份 {body[:4]} 不可能")
    rest = sum(int(digit) * (2 + place % 8) for place, digit in enumerate(body)) % 11
    right = "X" if rest == 10 else str(rest)
    return MATCHES_DIGIT if parts[3] == right else wrong(f"专利号校验位错误：应为 {right}，此处为 {parts[3]}")


def check_ccc(number: str) -> Verdict:
    """CCC certificate: 16 digits, the first four a year from 2002 on."""
    if not re.fullmatch(r"\d{16}", number):
        return malformed(f"CCC证书编号应为16位数字，此处为{len(number)}位")
    return MATCHES_FORM if plausible_year(number[:4], 2002) else wrong(f"CCC证书编号的年份 {number[:4]} 不可能")


def check_trademark(number: str) -> Verdict:
    """Up to eight digits with an optional letter, or G and six or seven digits of an international registration."""
    return MATCHES_FORM if re.fullmatch(r"\d{1,8}[A-Z]?|G\d{6,7}[A-Z]?", number) else malformed("商标注册号应为不超过8位的数字，或 G 加6至7位数字")


FAMILIES = (
    Family(kind="org_code", name="组织机构代码", check=check_organisation, same=lambda value: value.replace("-", ""), digit=True),
    Family(kind="gtin", name="商品条码", check=check_gtin, digit=True),
    Family(kind="patent", name="专利号", check=check_patent, digit=True),
    Family(kind="ccc", name="强制性产品认证证书", check=check_ccc),
    Family(kind="trademark", name="商标注册号", check=check_trademark),
)
