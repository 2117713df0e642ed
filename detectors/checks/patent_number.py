"""Patent numbers in a text whose check digit is wrong, or whose kind is another than the words say (发明 / 实用新型 / 外观设计).

A number is the year, one digit of the kind, seven of sequence and a check digit: ZL 2019 2 0012345.6 (专利申请号标准 ZC 0006-2003). Digits that are
masked are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.check import Case, CheckHit

_NUMBER = re.compile(r"(?<![\dA-Za-z])(?:ZL|zl|Zl)\s?((?:19[89]\d|20[0-4]\d)\s?(\d)\s?\d{7})\s?[.．]?\s?([\dXx])(?![\d*])")
_KINDS = {"1": "发明", "8": "发明", "2": "实用新型", "9": "实用新型", "3": "外观设计"}
_SAID = re.compile(r"(发明|实用新型|外观设计|外观)专利")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_NEAR = 20  # characters ahead of the number in which its kind is said
_TEN = 10


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each number that cannot be a patent's or is of another kind than said just before it."""
    for name, value in (("title", case.document.title), ("text", case.document.text)):
        for found in _NUMBER.finditer(value):
            why = _wrong(re.sub(r"\s", "", found[1]), found[2], found[3]) or _other_kind(value[max(0, found.start() - _NEAR) : found.start()], found[2])
            if why:
                yield CheckHit(spans=(case.span(name, *found.span()),), met=(why,))


def _wrong(digits: str, kind: str, check_digit: str) -> str:
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
    wanted = "X" if rest == _TEN else str(rest)
    if kind not in _KINDS:
        return "专利号的种类位不存在"
    return "" if wanted == check_digit.upper() else "专利号的校验位不符"


def _other_kind(before: str, kind: str) -> str:
    said = [found[1] for found in _SAID.finditer(before)]
    if not said or _KINDS[kind].startswith(said[-1]):
        return ""
    return f"文字说{said[-1]}专利，专利号是{_KINDS[kind]}专利"
