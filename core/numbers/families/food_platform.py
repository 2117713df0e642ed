"""Filing of a third-party platform for food trade on the net (网络食品安全违法行为查处办法 art. 8); forms differ by province."""

from __future__ import annotations

from core.numbers.digits import is_masked, is_template
from core.numbers.family import MASKED, NO_RULE, TEMPLATE, Family, Verdict
from core.numbers.shape import CJK, PROVINCE, N


def check(number: str) -> Verdict:
    """Only templates can be told: each province has a form of its own, none is published."""
    serial = "".join(char for char in number if char.isdigit())
    if is_masked(number):
        return MASKED
    return TEMPLATE if is_template(serial) else NO_RULE


FAMILIES = (
    Family(
        kind="food_platform",
        name="网络食品交易第三方平台备案",
        marked=(
            rf"{PROVINCE} ?(?:网食|网餐食?|餐网食?|食网)(?:备)? ?字?[a-z]? ?{N}{{5,14}}[a-z]?(?![0-9a-z])(?: ?号)?",
            rf"{PROVINCE} ?[{CJK}]{{0,6}}网食(?:平台)?备字? ?\(? ?\d{{4}} ?\)? ?(?:第 ?)?{N}{{3,8}}(?: ?号)?",
        ),
        label=rf"网络(?:食品|餐饮)[{CJK}]{{0,8}}第三方平台(?:提供者)?(?:信息)?备案(?:凭证|登记)?|网络食品平台备案",
        labelled=rf"(?:{PROVINCE}[{CJK}]{{0,4}})?[a-z]{{0,6}}{N}{{5,16}}[a-z]?(?![0-9a-z])(?: ?号)?",
        anchors=("网食", "网餐", "餐网", "食网", "第三方平台", "食品平台"),
        check=check,
    ),
)
