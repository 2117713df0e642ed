"""Drug and device information, trade and platforms on the net (药品网络销售监督管理办法; NMPA filing forms)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, MATCHES_FORM, NO_RULE, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import CODES
from core.numbers.shape import BRACKETED, CJK, YEAR, N, plausible_year

_ISSUER = rf"(?:\(? ?[{CJK}]{{1,2}} ?\)? ?)?"
_LENGTHS = {"信息": 5, "药平台": 6, "械平台": 5}


def _issued(number: str) -> Verdict | None:
    if is_masked(number):
        return MASKED
    issuer = re.match(rf"\(?([{CJK}])(?=[)\-{CJK}])", number)
    if issuer is None or issuer[1] == "网":
        return malformed("缺少发证省份简称")
    return None if issuer[1] in CODES else malformed(f"“{issuer[1]}”不是省份简称")


def check_certificate(number: str) -> Verdict:
    """（粤）-经营性-2022-0419: the old certificate of 互联网药品信息服务."""
    bad = _issued(number)
    if bad:
        return bad
    parts = re.search(r"经营性\)?-(\d+)-(\d+)", number)
    if parts is None:
        return check_filing(number)
    if is_template(parts[2]):
        return TEMPLATE
    if len(parts[1]) != 4 or not plausible_year(parts[1], 2004):
        return malformed(f"互联网药品信息服务资格证书的年份“{parts[1]}”应为四位且不晚于今年")
    return MATCHES_FORM if len(parts[2]) == 4 else malformed(f"互联网药品信息服务资格证书的顺序号应为4位，此处为{len(parts[2])}位")


def check_filing(number: str) -> Verdict:
    """（京）网药械信息备字（2021）第00159号 and the two platform filings, with five or six digits."""
    bad = _issued(number)
    if bad:
        return bad
    parts = re.search(r"备字\(?(\d{2,4})\)?第?([\d-]+)号?$", number)
    if parts is None:
        return malformed("不是药品、医疗器械网络备案编号的格式")
    if is_template(parts[2]):
        return TEMPLATE
    if not plausible_year(parts[1], 2004) or len(parts[1]) != 4:
        return wrong(f"备案编号的年份 {parts[1]} 不可能")
    length = next((size for name, size in _LENGTHS.items() if name in number), len(parts[2]))
    return MATCHES_FORM if len(parts[2]) == length else malformed(f"备案编号的顺序号应为{length}位，此处为{len(parts[2])}位")


def check_trade(number: str) -> Verdict:
    """国A20150001, 京C20160005: A third-party platform, B between businesses, C to consumers; abolished in 2017."""
    parts = re.fullmatch(r"\(?(\S)\)?([A-Z])([0-9X*×_#]+)号?", number)
    if is_masked(number):
        return MASKED
    if parts is None or len(parts[3]) != 8 or parts[2] not in "ABC":
        return malformed("不是互联网药品交易服务资格证书编号的格式")
    if not plausible_year(parts[3][:4], 2005):
        return wrong(f"互联网药品交易服务资格证书的年份 {parts[3][:4]} 不可能")
    return TEMPLATE if is_template(parts[3][4:]) else Verdict(True, "格式相符；此项资格审批2017年已取消")


def check_health(number: str) -> Verdict:
    """京卫网审（2013）第0043号: consent to health information on the net, abolished in 2016."""
    if is_masked(number):
        return MASKED
    serial = re.findall(r"\d+", number)
    if len(serial) > 1 and not plausible_year(serial[0], 2001):
        return malformed(f"审核同意书的年份 {serial[0]} 不可能")
    return TEMPLATE if serial and is_template(serial[-1]) else NO_RULE


_FILED = rf"备 ?字? ?{YEAR} ?(?:第 ?)?{N}{{3,8}}(?:-{N}{{1,4}})?(?: ?号)?"

FAMILIES = (
    Family(
        kind="drug_info",
        name="互联网药品信息服务",
        marked=(
            rf"{_ISSUER}- ?\(? ?非? ?经营性 ?\)? ?- ?{N}{{2,4}} ?- ?{N}{{2,6}}(?: ?号)?",
            rf"{_ISSUER}网药械?(?:网络)?信息(?:服务)?{_FILED}",
        ),
        label=r"(?:互联网药品|药品医疗器械网络|互联网药品医疗器械|药品网络|医疗器械网络)信息服务(?:资格|资质)?(?:证书|备案|证)?",
        labelled=rf"{BRACKETED} ?[-a-z0-9()经营性非]{{0,8}}{N}{{4}} ?-? ?{N}{{2,6}}(?: ?号)?",
        anchors=("经营性", "网药", "信息服务"),
        check=check_certificate,
    ),
    Family(
        kind="drug_trade",
        name="互联网药品交易服务",
        marked=(rf"(?<![{CJK}])(?:[国]|{BRACKETED}) ?[abc] ?20[012]\d{{5}}(?![0-9a-z])(?: ?号)?",),
        label=r"互联网药品(?:网上)?交易服务(?:机构)?(?:资格|资质)?(?:证书|证)?",
        labelled=rf"\(? ?[{CJK}] ?\)? ?[a-z] ?{N}{{6,10}}(?![0-9a-z])(?: ?号)?",
        check=check_trade,
    ),
    Family(
        kind="drug_platform",
        name="药品网络交易第三方平台备案",
        marked=(rf"{_ISSUER}网(?:药|药品|平)平台{_FILED}",),
        label=r"药品(?:网络|互联网)(?:交易|销售)(?:服务)?第三方平台备案(?:凭证|证)?",
        anchors=("平台",),
        check=check_filing,
    ),
    Family(
        kind="device_platform",
        name="医疗器械网络交易第三方平台备案",
        marked=(rf"{_ISSUER}网械平台{_FILED}",),
        label=r"医疗器械网络(?:交易|销售)(?:服务)?第三方平台备案(?:凭证|证)?",
        anchors=("平台",),
        check=check_filing,
    ),
    Family(
        kind="health_info",
        name="互联网医疗保健信息服务",
        marked=(rf"[{CJK}] ?卫 ?网 ?[审申核备]? ?字? ?{YEAR} ?(?:第 ?)?{N}{{1,6}}(?: ?号)?",),
        label=r"互联网医疗保健信息服务(?:审核同意书|许可证|审核)?",
        labelled=rf"(?:{BRACKETED} ?)?[{CJK}]{{0,4}} ?{YEAR} ?(?:第 ?)?{N}{{1,6}} ?号",
        anchors=("卫网", "卫 网", "医疗保健"),
        check=check_health,
    ),
)
