"""Rules as the screens show them: who wrote a rule decides its words, this file only picks and orders them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors.rule import Basis as LegalBasis
    from detectors.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One provision of a rule with its time in force."""

    name: str
    in_force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One example of a rule file: a text, why it is there, and the words that must be marked."""

    why: str
    title: str
    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """A rule for people."""

    id: str
    version: int
    title: str
    status: str
    category: str
    severity: str
    confidence: str
    lead: bool
    met: tuple[str, ...]
    open: tuple[str, ...]
    clears: tuple[str, ...]
    penalty: str
    authority: str
    bases: tuple[Basis, ...]
    exceptions: tuple[str, ...]
    hits: tuple[Sample, ...]
    misses: tuple[Sample, ...]


def card(rule: Rule) -> RuleCard:
    """Return the rule as a card."""
    return RuleCard(
        id=rule.id,
        version=rule.version,
        title=rule.title.zh,
        status=rule.status,
        category=rule.category,
        severity=rule.severity,
        confidence=rule.confidence,
        lead=rule.lead,
        met=tuple(rule.elements.met),
        open=tuple(rule.elements.open),
        clears=tuple(rule.clears),
        penalty=rule.penalty or "",
        authority=rule.authority or "",
        bases=tuple(_basis(basis) for basis in rule.legal_basis),
        exceptions=tuple(getattr(item, "because", "") or item.label for item in rule.exceptions),
        hits=tuple(Sample(why=x.why, title=x.title, text=x.text, words=tuple(x.spans)) for x in rule.examples.hit),
        misses=tuple(Sample(why=x.why, title=x.title, text=x.text) for x in rule.examples.miss),
    )


def _basis(basis: LegalBasis) -> Basis:
    end = f"，至 {basis.in_force_until} 止" if basis.in_force_until else ""
    return Basis(name=basis.name, in_force=f"{basis.in_force_from} 起{end}")


def ordered(rules: Iterable[Rule]) -> list[RuleCard]:
    """Return the rules by category, the most severe first."""
    rank = {"high": 0, "medium": 1, "low": 2}
    return sorted((card(rule) for rule in rules), key=lambda c: (c.category, rank.get(c.severity, 3), c.id))
