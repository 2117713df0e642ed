"""Which brand a document speaks of as its own goods: not what it fits, is compared with, or is set apart from."""

from __future__ import annotations

import re

from detectors.brandbook import BrandBook, Mention, book_from
from detectors.check import Case

# 适用于华为, 兼容, 对比, 不是: the brand is another's, and said so
_SET_APART = re.compile(
    r"(?:适用于?|适配|兼容|通用|配套|匹配|可用于|支持|对比|相比|比起|不是|并非|非|不含|拒绝|替换|代替|for|fits?)[\s:：（(【]{0,3}$", re.IGNORECASE
)
_BEHIND = re.compile(
    r"^[\s/、]{0,2}(?:适用|通用|专用|配件|手机壳|保护壳|保护套|钢化膜|贴膜|表带|鞋带|内胆|充电线|支架|收纳|防尘|维修|回收|寄售|清洗|护理|改色)"
)
_ACCESSORY = re.compile(r"手机壳|保护壳|保护套|钢化膜|贴膜|表带|鞋带|充电线|数据线|内胆包|防尘罩|滤芯|墨盒|支架|脚垫|座套|挂件|维修|清洗|回收")
SECOND_HAND = re.compile(r"二手|闲置|中古|自用|转让|旧款处理|九成新|9成新|八成新|\d+新|回收|典当|寄卖|孤品|vintage", re.IGNORECASE)
_AHEAD = 8  # characters ahead of a name in which it is set apart


def book_of(case: Case) -> BrandBook | None:
    """Return the brands that were handed in, or None."""
    return book_from(case.document.needs.get("brands"))


def own_brands(case: Case, book: BrandBook) -> list[Mention]:
    """Return the brands that the title names as those of the goods; the class of goods must fit where it is known."""
    return [mention for mention in book.mentions(case.document.title) if is_own(case.document.title, mention) and fits(case, mention)]


def is_own(text: str, mention: Mention) -> bool:
    """Return whether the goods are said to be the brand's."""
    if _SET_APART.search(text[max(0, mention.start - _AHEAD) : mention.start]) or _BEHIND.search(text[mention.end :]):
        return False
    return not _ACCESSORY.search(text)


def fits(case: Case, mention: Mention) -> bool:
    """Return whether goods of this class, or of an unknown one, may be the brand's."""
    return case.goods == "unknown" or mention.brand.covers(case.goods)
