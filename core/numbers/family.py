"""What one family of numbers says of itself: how it looks, which words announce it, and how it is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.numbers.compact import compact


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says. `valid`: None where no rule is published. `invented`: not even of the form, or plainly filled in."""

    valid: bool | None
    why: str
    invented: bool = False


MATCHES_DIGIT = Verdict(True, "校验位相符")
MATCHES_FORM = Verdict(True, "格式相符，此类号码没有校验位")
NO_RULE = Verdict(None, "没有公开的号码规则，只作记录")
MASKED = Verdict(False, "号码含遮盖或占位字符，不是真实号码", invented=True)
TEMPLATE = Verdict(False, "号码是占位用的重复或连续数字，不是真实号码", invented=True)


def malformed(why: str) -> Verdict:
    """Return the verdict on a number that is not of the form at all."""
    return Verdict(False, why, invented=True)


def wrong(why: str) -> Verdict:
    """Return the verdict on a number of the right form that cannot be right."""
    return Verdict(False, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family of numbers.

    `marked`: patterns of numbers that show by themselves what they are; `label`: pattern of the words that announce one,
    `labelled`: what may then follow even without a colon. All three match the text as `core.numbers.compact.readable` gives it
    (simplified, lower case, brackets and dashes unified); a pattern may name the part that is the number `value`.
    `anchors`: one of them stands in each text that holds such a number; without any, the text is not searched.
    `check` gets the compact number (upper case, no blanks). `accept`: last word on a number that nothing announced.
    `digit`: the number proves itself by a check digit. `open_label`: behind the label and a colon, any number counts as meant.
    """

    kind: str
    name: str
    check: Callable[[str], Verdict]
    marked: tuple[str, ...] = ()
    label: str = ""
    labelled: str = ""
    anchors: tuple[str, ...] = ()
    accept: Callable[[str], bool] = lambda value: True
    same: Callable[[str], str] = lambda value: value.replace("号", "").replace("第", "").replace(":", "")
    digit: bool = False
    open_label: bool = True

    def canonical(self, value: str) -> str:
        """Return the form in which two showings of one number are equal."""
        return self.same(compact(value))
