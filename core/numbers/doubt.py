"""The company a number keeps: on a page whose numbers are mostly invented, a number that nothing proves is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.numbers.family import Family, Verdict

_WHY = "同页多数号码是模板或编造的，本号没有校验位可以证明，不足采信"


def doubtful(numbers: Sequence[tuple[Family, str]]) -> list[Verdict]:
    """Return the verdict on each (family, compact number) of one text.

    Page templates and practice sites fill footers with invented numbers and leave one that was copied from a real site.
    Two invented ones that make up half of the page's numbers are taken as such a page; numbers with a check digit stand for themselves.
    """
    verdicts = [family.check(number) for family, number in numbers]
    invented = {number for (_, number), verdict in zip(numbers, verdicts, strict=True) if verdict.invented}
    if len(invented) < 2 or 2 * len(invented) < len({number for _, number in numbers}):
        return verdicts
    return [
        verdict if verdict.valid is False or (family.digit and verdict.valid) else replace(verdict, valid=False, why=_WHY)
        for (family, _), verdict in zip(numbers, verdicts, strict=True)
    ]
