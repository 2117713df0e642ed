"""What a step of confidence, and a rule, have been worth so far: words and measured shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.views.words import CONFIDENCE_MEANS

if TYPE_CHECKING:
    from detectors.measured import Measured, Share

FEWEST = 10
"""Below so many leads a share says nothing, and only the counts are shown."""


def step_meaning(step: str, measured: Measured) -> str:
    """Return what the step means and how often it was right on labelled texts (docs/evaluation.md)."""
    share = measured.confidence.get(step)
    said = _counted("此类线索", share) if share else "标注文本上尚无此类线索，未测得比例"
    return "。".join(part for part in (CONFIDENCE_MEANS.get(step, ""), f"实测（{measured.day}）：{said}") if part)


def rule_record(rule: str, measured: Measured) -> str:
    """Return how often the rule's leads were right on labelled texts, or that it has not been measured."""
    share = measured.rules.get(rule)
    return f"实测（{measured.day}）：{_counted('本规则的线索', share)}" if share else "标注文本上尚无本规则的线索，未测得比例"


def _counted(what: str, share: Share) -> str:
    counted = f"标注文本上 {share.leads:,} 条{what}，{share.right:,} 条落在违法文本上"
    return f"{counted}（{100 * share.right / share.leads:.1f}%）" if share.leads >= FEWEST else counted
