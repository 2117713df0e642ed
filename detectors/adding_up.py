"""Signals that add up: findings of one document whose rules say `adds_to: NAME` become one finding with its parts.

A part that is a lead by itself carries the others. Weak parts alone make a lead from two on, if one of them is more than a habit of the trade
(its confidence is above low).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.records import Finding, Span
from detectors.rule import Rule

_RANK = {"low": 0, "medium": 1, "high": 2}
LEAST_WEAK = 2
MOST_SPANS = 20


def add_up(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Return the findings with those of one sum put together, in the place of the part that carries it."""
    every = list(findings)
    sums: dict[str, list[Finding]] = {}
    for finding in every:
        name = rules[finding.rule].adds_to
        if name:
            sums.setdefault(name, []).append(finding)
    carriers = {id(_carrier(parts)): parts for parts in sums.values()}
    joined = {id(part) for parts in sums.values() for part in parts}
    return tuple(
        _sum(finding, carriers[id(finding)]) if id(finding) in carriers else finding
        for finding in every
        if id(finding) in carriers or id(finding) not in joined
    )


def _carrier(parts: list[Finding]) -> Finding:
    return max(parts, key=lambda part: (part.lead, _RANK[part.confidence], _RANK[part.severity], bool(part.spans), part.rule))


def _sum(carrier: Finding, parts: list[Finding]) -> Finding:
    if len(parts) == 1:
        return carrier
    others = [part for part in parts if part is not carrier]
    weak = not carrier.lead
    return replace(
        carrier,
        lead=carrier.lead or (len(parts) >= LEAST_WEAK and any(part.confidence != "low" for part in parts)),
        severity=max((part.severity for part in parts), key=_RANK.__getitem__),
        confidence="medium" if weak else carrier.confidence,
        articles=_once(carrier.articles, *(part.articles for part in others)),
        spans=_spans(carrier, others),
        met=_once(carrier.met, *(part.met for part in others)),
        open=_once(carrier.open, *(part.open for part in others)),
        clears=_once(carrier.clears, *(part.clears for part in others)),
        parts=tuple(part.rule for part in parts),
    )


def _once(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for group in groups for text in group))


def _spans(carrier: Finding, others: list[Finding]) -> tuple[Span, ...]:
    """The carrier's words first; of the others what no word taken so far covers."""
    kept = list(carrier.spans)
    for span in (span for part in others for span in part.spans):
        if not any(span.field == known.field and span.start < known.end and known.start < span.end for known in kept):
            kept.append(span)
    return tuple(kept[:MOST_SPANS])
