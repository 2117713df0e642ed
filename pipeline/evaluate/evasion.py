"""The figures of `tradewatch evasion-bench`: recall and false alarms for each kind of disguise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detectors.engine import Engine
from detectors.evasion.bench import Outcome, Plain, outcomes
from detectors.evasion.disguise import Disguise
from detectors.evasion.kinds import DISGUISES
from pipeline.evaluate.rate import Rate, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of disguise and how every example that it changed came out."""

    disguise: Disguise
    outcomes: tuple[Outcome, ...]

    @property
    def recall(self) -> Rate:
        """Of the hits that were disguised, those still found by their own rule."""
        return rate([one.found for one in self.outcomes if one.unlawful])

    @property
    def false_alarms(self) -> Rate:
        """Of the misses that were disguised, those that the rule now finds."""
        return rate([one.found for one in self.outcomes if not one.unlawful])


def bench(engine: Engine, examples: Sequence[Plain]) -> tuple[Kind, ...]:
    """Return how the examples come out in each kind of disguise."""
    return tuple(Kind(disguise=disguise, outcomes=tuple(outcomes(engine, examples, disguise))) for disguise in DISGUISES)


def as_lines(kinds: Sequence[Kind], show: str) -> Iterator[str]:
    """Yield the report; `show`: list what came out wrong for the kinds whose name holds this word (none when empty)."""
    yield "kind of disguise: hits still found; misses that are found now"
    for kind in kinds:
        yield f"  {kind.disguise.name:26s} {kind.recall}; {kind.false_alarms}"
    for kind in kinds:
        if show and show in kind.disguise.name:
            yield from (f"{'MISS' if one.unlawful else 'FALSE'} {kind.disguise.name} {one.rule} {one.shown!r}" for one in kind.outcomes if not one.right)


def as_json(kinds: Sequence[Kind]) -> dict[str, Any]:
    """Return the same as one object."""
    return {
        kind.disguise.name: {
            "zh": kind.disguise.zh,
            "recall": kind.recall.to_json(),
            "false_alarms": kind.false_alarms.to_json(),
            "wrong": [{"rule": one.rule, "hit": one.unlawful, "text": one.shown} for one in kind.outcomes if not one.right],
        }
        for kind in kinds
    }
