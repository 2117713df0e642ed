"""Publishing: 出版物经营许可证 (新出发…字第…号) and 网络出版服务许可证 (网出证…字…号)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, NO_RULE, TEMPLATE, Family, Verdict
from core.numbers.shape import BRACKETED, CJK, PROVINCE, N


def check(number: str) -> Verdict:
    """The form differs by province and none is published: only templates can be told."""
    if is_masked(number):
        return MASKED
    serial = re.findall(r"\d+", number)
    return TEMPLATE if serial and is_template(serial[-1]) else NO_RULE


FAMILIES = (
    Family(
        kind="publication",
        name="出版物经营许可证",
        marked=(
            rf"新 ?(?:广 ?)?出 ?\(?发\)? ?[()a-z{CJK}]{{0,10}} ?(?:字 ?)?(?:第 ?)?[{CJK}]{{0,3}}[a-z]{{0,3}}-? ?{N}{{2,10}}(?:-{N}{{1,6}})?(?: ?号)?",
            rf"[{CJK}]?新出音 ?\(? ?[0-9{CJK}]{{1,4}} ?\)? ?(?:第 ?)?{N}{{1,6}} ?号",
        ),
        label=r"(?:出版物|音像制品)(?:经营|批发|零售)许可证?|出版物(?:网络)?(?:发行|交易平台)?(?:服务)?(?:经营)?备案(?:证)?",
        labelled=rf"\(? ?{PROVINCE} ?\)?[{CJK}]{{0,4}} ?(?:字 ?)?(?:第 ?)?[a-z{CJK}]{{0,2}}-?{N}{{3,10}}(?: ?号)?",
        anchors=("新出", "新广出", "新 出", "出版物", "音像"),
        check=check,
    ),
    Family(
        kind="net_publishing",
        name="网络出版服务许可证",
        marked=(
            rf"(?:\(? ?(?:总|署|国|{PROVINCE}) ?\)? ?)?网 ?出 ?证 ?{BRACKETED} ?字? ?(?:第 ?)?{N}{{1,6}}(?: ?号)?",
            rf"新 ?出 ?网 ?证 ?{BRACKETED} ?字? ?(?:第 ?)?{N}{{1,6}}(?: ?号)?",
        ),
        label=r"(?:网络|互联网)出版(?:服务|物)?许可证?",
        labelled=rf"{BRACKETED} ?字 ?(?:第 ?)?{N}{{1,6}}(?: ?号)?",
        anchors=("网出证", "网 出 证", "出网证", "网证", "出版"),
        check=check,
    ),
)
