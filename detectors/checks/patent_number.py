"""Patent numbers in a text whose check digit is wrong, whose kind is another than the words say (发明 / 实用新型 / 外观设计), or that have run out.

A number is the year, one digit of the kind, seven of sequence and a check digit: ZL 2019 2 0012345.6 (专利申请号标准 ZC 0006-2003). Digits that are
masked, and sequences that only stand for a number (1234567), are not judged. The year is that of the application: an invention's right ends twenty
years after it, a utility model's ten, a design's fifteen (ten if applied for before June 2021; 专利法 art. 42); only a right that has ended whatever
the day of the year counts.
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
_STANDS_FOR_A_NUMBER = re.compile(r"(\d)\1{6}|0123456|1234567|2345678|7654321")
_YEARS = {"发明": 20, "实用新型": 10, "外观设计": 15}
_FIFTEEN_SINCE, _BEFORE = 2021, 10  # a design's term: longer for what was applied for since then


def check(case: Case) -> Iterable[CheckHit]:
    """Yield one answer for each number that cannot be a patent's or is of another kind than said just before it.

    With `ask: ended` only those that can be right and whose term is over.
    """
    for name, value in (("title", case.document.title), ("text", case.document.text)):
        for found in _NUMBER.finditer(value):
            digits = re.sub(r"\s", "", found[1])
            if _STANDS_FOR_A_NUMBER.search(digits[5:]):
                continue
            before = value[max(0, found.start() - _NEAR) : found.start()]
            wrong = _wrong(digits, found[2], found[3]) or _other_kind(before, found[2])
            why = wrong if case.options.get("ask") != "ended" else "" if wrong else _run_out(digits, found[2], case.day.year)
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


def _run_out(digits: str, kind: str, year: int) -> str:
    name, applied = _KINDS[kind], int(digits[:4])
    term = _BEFORE if name == "外观设计" and applied < _FIFTEEN_SINCE else _YEARS[name]
    return f"{name}专利权期限为自申请日起{term}年，按号码中的申请年份已经届满" if year - applied > term else ""
