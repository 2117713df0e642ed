"""Culture and media on the net: 网络文化经营许可证, 信息网络传播视听节目许可证, 广播电视节目制作经营许可证, 互联网新闻信息服务许可证."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, NO_RULE, TEMPLATE, Family, Verdict, malformed
from core.numbers.shape import BRACKETED, CJK, PROVINCE, YEAR, N, plausible_year


def check_culture(number: str) -> Verdict:
    """京网文〔2023〕1034-029号: province (or 文 for the ministry), year, serial and branch."""
    if is_masked(number):
        return MASKED
    parts = re.fullmatch(rf"[{CJK}]{{1,2}}[文游]?(?:[备进]字)?字?\(?(\d{{2,4}})\)?(?:[A-Z]-?[A-Z]*)?第?(\d{{1,6}})(?:-(\d{{1,4}}))?号?", number)
    if parts is None:
        return malformed("网络文化经营许可证编号应为 省网文〔年份〕…号")
    year, serial, branch = parts.groups()
    if len(year) != 4 or not plausible_year(year, 2003):
        return malformed(f"网络文化经营许可证的年份 {year} 不可能")
    if is_template(serial) or is_template(branch or ""):
        return TEMPLATE
    return MATCHES_FORM


def check_serial(number: str) -> Verdict:
    """Audio-visual and broadcasting: no rule is published; only what is plainly filled in can be told."""
    serial = "".join(re.findall(r"\d+", number))
    if is_masked(number):
        return MASKED
    return TEMPLATE if is_template(serial) else NO_RULE


def check_news(number: str) -> Verdict:
    """11 digits since 2017 (two province, one form, four year, four serial), 10 before; no rule is published."""
    serial = "".join(re.findall(r"\d+", number))
    if is_masked(number):
        return MASKED
    return TEMPLATE if is_template(serial) or is_template(serial[-7:]) else NO_RULE


FAMILIES = (
    Family(
        kind="net_culture",
        name="网络文化经营许可证",
        marked=(
            rf"(?:{PROVINCE}|文) ?网 ?文 ?(?:字 ?)?{YEAR} ?(?:第 ?)?{N}{{1,6}}(?: ?- ?{N}{{1,4}})?(?: ?号)?",
            rf"文网[游文][备进]字 ?{YEAR} ?(?:[a-z]-?[a-z]{{0,4}} ?)?{N}{{2,5}}(?: ?号)?",
        ),
        label=r"网络文化(?:经营)?许可证?",
        labelled=rf"{PROVINCE} ?(?:网 ?文? ?)?{YEAR} ?{N}{{1,6}} ?- ?{N}{{1,4}}(?: ?号)?",
        anchors=("网文", "网 文", "文网", "网络文化"),
        check=check_culture,
    ),
    Family(
        kind="av",
        name="信息网络传播视听节目许可证",
        label=r"(?:信息)?(?:网络)?(?:传播)?视听(?:节目)?(?:服务)?许可证?",
        labelled=rf"(?:{N}{{6,12}}|\d{{2,4}}\*{{2,4}}\d{{0,3}})(?![0-9a-z-])(?: ?号)?",
        anchors=("视听",),
        check=check_serial,
    ),
    Family(
        kind="broadcast",
        name="广播电视节目制作经营许可证",
        label=r"广播电视节目(?:制作)?(?:经营)?许可证?",
        labelled=rf"{BRACKETED} ?字 ?(?:第 ?)?{N}{{2,8}}(?: ?号)?",
        anchors=("广播电视",),
        check=check_serial,
    ),
    Family(
        kind="news",
        name="互联网新闻信息服务许可证",
        marked=(rf"{PROVINCE} ?新网备 ?{N}{{6,10}}(?: ?号)?",),
        label=r"互联网新闻信息(?:服务)?(?:单位)?(?:许可证?|备案)",
        labelled=rf"{N}{{10,11}}(?![0-9a-z])(?: ?号)?",
        anchors=("新网备", "新闻信息"),
        check=check_news,
    ),
)
