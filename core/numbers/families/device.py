"""Medical devices: registration and filing of the product (注册与备案管理办法 art. 115, 116), licence and filing of the trader."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, NO_RULE, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import CODES
from core.numbers.shape import CJK, PROVINCE, YEAR, N, plausible_year

_REGISTERED = re.compile(r"(\S?)\S{0,2}械注(准|进|许)([0-9X*×_#]+)号?")


def check_registration(number: str) -> Verdict:
    """Check 准/进/许, 4 year + 1 class + 2 category + 4 serial, and 国 for class III and for all imports; or a filing of class I."""
    if is_masked(number):
        return MASKED
    if "械备" in number:
        return _check_filing(number)
    if "食药监械" in number or "药监械" in number:
        return Verdict(None, "旧式医疗器械注册证号，有效期应早已届满")
    parts = _REGISTERED.fullmatch(number)
    if parts is None:
        return malformed("不是医疗器械注册证号的格式")
    issuer, origin, serial = parts.groups()
    if is_template(serial) or is_template(serial[-4:] * 2):
        return TEMPLATE
    if len(serial) != 11:
        return malformed(f"医疗器械注册证号应为11位数字，此处为{len(serial)}位")
    return _semantics(issuer, origin, serial)


def _semantics(issuer: str, origin: str, serial: str) -> Verdict:
    if issuer != "国" and issuer not in CODES:
        return malformed(f"“{issuer}”不是省份简称" if issuer else "缺少“国”或省份简称")
    if not plausible_year(serial[:4], 2000):
        return wrong(f"医疗器械注册证号的年份 {serial[:4]} 不可能")
    if serial[4] not in "23":
        return wrong(f"医疗器械注册证号第5位是类别，应为2或3，此处为{serial[4]}")
    if origin != "准" and issuer != "国":
        return wrong("进口和港澳台医疗器械由国家药监局注册，应以“国”开头")
    if origin == "准" and (serial[4] == "3") != (issuer == "国"):
        return wrong("第三类医疗器械以“国”开头，第二类以省份简称开头，此处不符")
    return MATCHES_FORM


def _check_filing(number: str) -> Verdict:
    parts = re.fullmatch(r"(\S)\S{0,2}械备([0-9X]+)号?", number)
    if parts is None or (parts[1] != "国" and parts[1] not in CODES):
        return malformed("第一类医疗器械备案号应以“国”或省份简称开头")
    if len(parts[2]) != 8:
        return malformed(f"第一类医疗器械备案号应为8位数字，此处为{len(parts[2])}位")
    if is_template(parts[2]):
        return TEMPLATE
    return MATCHES_FORM if plausible_year(parts[2][:4], 2014) else wrong(f"备案号的年份 {parts[2][:4]} 不可能")


def check_trader(number: str) -> Verdict:
    """粤惠食药监械经营许20180012号 and filings for selling devices on the net: the forms differ by city, none is published."""
    if is_masked(number):
        return MASKED
    serial = "".join(re.findall(r"\d+", number))
    if is_template(serial) or is_template(serial[4:]):
        return TEMPLATE
    if not plausible_year(serial[:4], 2000):
        return malformed(f"医疗器械经营证照编号的年份 {serial[:4]} 不可能")
    return NO_RULE


FAMILIES = (
    Family(
        kind="device_registration",
        name="医疗器械注册证或备案",
        marked=(
            rf"(?:[国{CJK}] ?)?械 ?注 ?[准进许] ?(?:\d{{11}}(?!\d)|{N}{{6,14}})(?: ?号)?",
            rf"(?:国|{PROVINCE}[{CJK}]{{0,2}}) ?械 ?备 ?{N}{{6,12}}(?: ?号)?",
            rf"[国{CJK}]\(?食?药监械 ?\( ?[准进许] ?\) ?字 ?{N}{{4}} ?第 ?{N}{{5,9}} ?号",
        ),
        anchors=("械",),
        check=check_registration,
    ),
    Family(
        kind="device",
        name="医疗器械经营许可或备案",
        marked=(
            rf"{PROVINCE}[{CJK}]{{0,4}}?\(?(?:食?药监|市监|药)\)?械(?:经营|生产|网销|销)(?:许可?|备案?)字?(?:第|\()? ?{N}{{6,12}}\)?(?: ?号)?",
            rf"(?:\(? ?{PROVINCE}[{CJK}]{{0,2}} ?\)? ?)网械[企销]业?备 ?字? ?{YEAR} ?(?:第 ?)?{N}{{3,8}}(?: ?号)?",
        ),
        label=r"(?:第?[二三]类)?医疗器械(?:网络)?(?:经营|销售)(?:企业)?(?:许可|备案)(?:证|凭证)?",
        labelled=rf"{PROVINCE}[{CJK}]{{2,12}}{N}{{6,12}}(?: ?号)?",
        anchors=("械",),
        check=check_trader,
    ),
)
