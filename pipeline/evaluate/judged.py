"""Cases put before the detectors, as `tradewatch detect` would be given them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from core.clock import BEIJING
from core.records import Document, Finding
from detectors.engine import Engine
from detectors.trial import bare
from pipeline.evaluate.cases import Case

# figures of different days are only comparable when the law is that of one day
DAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What the detectors are not told: the class of goods, the kind of text, punctuation and blanks."""

    goods: bool = False
    kind: bool = False
    punctuation: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and the leads that it raised; signals that only support others are left out."""

    case: Case
    leads: tuple[Finding, ...]

    @property
    def flagged(self) -> bool:
        """Whether there is a lead at all."""
        return bool(self.leads)

    @property
    def in_category(self) -> bool:
        """Whether a lead has the case's own category."""
        return any(lead.category == self.case.category for lead in self.leads)


def judge_all(engine: Engine, cases: Iterable[Case], withheld: Withheld, day: date = DAY) -> tuple[Judged, ...]:
    """Return every case with its leads by the law of that day in Beijing."""
    moment = datetime.combine(day, time(), BEIJING)
    return tuple(Judged(case, _leads(engine, document_of(case, withheld), moment)) for case in cases)


def document_of(case: Case, withheld: Withheld) -> Document:
    """Return what the detectors are shown of a case."""
    return Document(
        id=case.id,
        kind="advertisement" if withheld.kind else case.kind,
        text=bare(case.text) if withheld.punctuation else case.text,
        goods="" if withheld.goods else case.goods,
    )


def _leads(engine: Engine, document: Document, moment: datetime) -> tuple[Finding, ...]:
    return tuple(finding for finding in engine.detect(replace(document, captured_at=moment)) if finding.lead)
