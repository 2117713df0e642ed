"""Whether two names of operators can be of one and the same: spelling, legal form and branch set apart."""

from __future__ import annotations

import re
import unicodedata

# what a name may have or leave out, at its end and at the front
_FORMS = re.compile(r"(?:股份)?有限(?:责任)?公司|公司|\(?个体工商户\)?|\(?个人独资\)?|\((?:普通|有限)合伙\)")
_DIVISION = re.compile(r"^(?:中国)?(?:[\u4e00-\u9fff]{2,3}省)?(?:([\u4e00-\u9fff]{2,3})市)?(?:([\u4e00-\u9fff]{2,3})[区县])?")
_ORGANISATION = re.compile(r"公司|商行|经营部|工作室|店|厂|社|行|部|中心|馆|坊|铺|超市|商贸|贸易|科技|集团|企业|合伙|场|院|校")
_LONGEST_PERSON = 4
_SHORTEST_NAME = 4


def bare(name: str) -> str:
    """Return the name without blanks, marks, legal form and the words 省, 市, 区, 县 of the division in front."""
    plain = re.sub(r"[\s·・.,，。、\-_'\"“”‘’《》]", "", unicodedata.normalize("NFKC", name)).lower()
    plain = _FORMS.sub("", plain)
    plain = re.sub(r"[()\[\]【】〔〕]", "", plain)
    front = _DIVISION.match(plain)
    if front is None or not front[0]:
        return plain
    return re.sub(r"[省市区县]", "", front[0]) + plain[front.end() :]


def is_person(name: str) -> bool:
    """Return whether the name looks like a person's: a licence names shop and 经营者, a page may show either."""
    plain = re.sub(r"\s", "", name)
    return 2 <= len(plain) <= _LONGEST_PERSON and re.fullmatch(r"[\u4e00-\u9fff·]+", plain) is not None and not _ORGANISATION.search(plain)


def certainly_different(one: str, other: str) -> bool:
    """Return True only for two known names that cannot be of one operator. An unknown name, a person beside a firm, Latin beside Chinese: False."""
    first, second = bare(one), bare(other)
    if not first or not second or _stands_in(first, second) or _stands_in(second, first):
        return False
    return is_person(one) == is_person(other) and _is_chinese(first) == _is_chinese(second)


def _stands_in(short: str, long: str) -> bool:
    return short == long or (len(short) >= _SHORTEST_NAME and short in long)


def _is_chinese(name: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", name) is not None
