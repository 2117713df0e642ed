"""The last day of a permit, as it is said beside its number: 有效期至2027年3月1日, 有效期限：2022-03-02 至 2027-03-01."""

from __future__ import annotations

import re
from datetime import date

from core.text import normalise

_DAY = r"(20\d\d)\s?(?:年|[-./])\s?(\d{1,2})\s?(?:月|[-./])\s?(\d{1,2})\s?日?"
_SAID = re.compile(
    rf"(?:有效期限?|有效期间|有效日期|许可期限|证件期限|营业期限)\s?(?:至|到|截止?至?|:|为|\s){{0,4}}(?:自?\s?{_DAY}\s?(?:至|到|[-~—]{{1,2}})\s?)?{_DAY}"
)
NEAR = 90  # characters behind a number in which its last day stands


def valid_until(text: str, end: int, before: int | None = None) -> date | None:
    """Return the last day said behind the number that ends at `end`, and ahead of the next number at `before`; None when none is said."""
    behind = text[end : min(end + NEAR, len(text) if before is None else before)]
    found = _SAID.search(normalise(behind).text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()[-3:]))
    except ValueError:  # 2026年13月1日: a slip of the page, no day
        return None
