"""How often each rule is right, and whether the confidence that rules claim is the confidence they earn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from core.records import Finding
from pipeline.evaluate.judged import Judged
from pipeline.evaluate.rate import Rate

Side = Literal["own", "other", "lawful"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Leads on unlawful texts of the lead's own category, of another one, and on lawful texts."""

    own: int
    other: int
    lawful: int

    @property
    def precision(self) -> Rate:
        """Share of the leads that stand on unlawful texts, whatever these were punished for."""
        return Rate(self.own + self.other, self.own + self.other + self.lawful)


def by_rule(judged: Sequence[Judged]) -> dict[str, Record]:
    """Return the record of every rule that made a lead, in the order of their names."""
    return dict(sorted(_counted(judged, lambda lead: lead.rule).items()))


def by_confidence(judged: Sequence[Judged]) -> dict[str, Record]:
    """Return the record of every step of confidence that made a lead, the surest first."""
    counted = _counted(judged, lambda lead: lead.confidence)
    return {name: counted[name] for name in ("high", "medium", "low") if name in counted}


def _counted(judged: Iterable[Judged], name_of: Callable[[Finding], str]) -> dict[str, Record]:
    counts: dict[str, Counter[Side]] = defaultdict(Counter)
    for one in judged:
        if _is_settled(one):
            for lead in one.leads:
                counts[name_of(lead)][_side(one, lead)] += 1
    return {name: Record(own=count["own"], other=count["other"], lawful=count["lawful"]) for name, count in counts.items()}


def _is_settled(one: Judged) -> bool:
    """Whether it is known if the text is lawful: not where the label is doubted, nobody decided, or the record is to be dropped."""
    case = one.case
    return case.adjudicated and case.decidable != "drop" if case.unlawful else not case.contested


def _side(one: Judged, lead: Finding) -> Side:
    if not one.case.unlawful:
        return "lawful"
    return "own" if lead.category == one.case.category else "other"
