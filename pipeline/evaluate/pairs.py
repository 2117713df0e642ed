"""Pairs of texts that differ in the one thing the law turns on: pairs.jsonl, one JSON object a line. Which of them are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, get_args

from core.clock import BEIJING
from core.errors import BadInput
from core.records import Document, DocumentKind
from detectors.engine import Engine
from pipeline.evaluate.judged import DAY
from pipeline.evaluate.rate import Rate, rate
from pipeline.lines import parse_line

NAME = "pairs.jsonl"
_SHOWN = 100  # characters of a text in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`turns_on`: what makes the difference, in one word (goods, kind, negation, exemption, date …). `place`: file:line."""

    turns_on: str
    place: str
    unlawful: Document
    lawful: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A pair and which of its texts raised a lead."""

    pair: Pair
    found: bool
    false: bool

    @property
    def apart(self) -> bool:
        """Whether there is a lead on the unlawful text and none on the lawful one."""
        return self.found and not self.false


def read_pairs(folder: Path) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """Return the pairs of a folder, none where it has no such file, and one line for each line that cannot be used."""
    path = folder / NAME
    if not path.exists():
        return (), ()
    pairs: list[Pair] = []
    errors: list[str] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                pairs.append(_pair(parse_line(line), f"{path}:{number}"))
            except BadInput as exc:
                errors.append(f"{path}:{number}: {exc}")
    return tuple(pairs), tuple(errors)


def tell_apart(engine: Engine, pairs: Sequence[Pair]) -> tuple[Told, ...]:
    """Return how each pair comes out."""
    return tuple(Told(pair=pair, found=_flagged(engine, pair.unlawful), false=_flagged(engine, pair.lawful)) for pair in pairs)


def told_apart(told: Sequence[Told]) -> dict[str, Rate]:
    """Return the share told apart for each thing that a pair may turn on, and of all together."""
    kinds = sorted({one.pair.turns_on for one in told})
    return {kind: rate([one.apart for one in told if one.pair.turns_on == kind]) for kind in kinds} | {"all": rate([one.apart for one in told])}


def as_lines(told: Sequence[Told], *, show: bool) -> Iterator[str]:
    """Yield the rates; `show`: list the pairs that are not told apart too."""
    if told:
        yield "pairs told apart, by what they turn on"
        yield from (f"  {kind:12s} {share}" for kind, share in told_apart(told).items())
    for one in told if show else ():
        if not one.apart:
            wrong = [name for name, is_wrong in (("unlawful one missed", not one.found), ("lawful one flagged", one.false)) if is_wrong]
            text = "".join(char if char.isprintable() else " " for char in one.pair.unlawful.text[:_SHOWN])
            yield f"PAIR {one.pair.place} {one.pair.turns_on}: {', '.join(wrong)}: {text}"


def _flagged(engine: Engine, document: Document) -> bool:
    return any(finding.lead for finding in engine.detect(document))


def _pair(record: dict[str, Any], place: str) -> Pair:
    turns_on = record.get("turns_on")
    if not isinstance(turns_on, str) or not turns_on.strip():
        raise BadInput("turns_on: missing")
    return Pair(turns_on=turns_on, place=place, unlawful=_document(record, "unlawful"), lawful=_document(record, "lawful"))


def _document(record: dict[str, Any], side: str) -> Document:
    """One text of a pair, judged by the law of its own `date`, else of the day that all figures hold for."""
    own = record.get(side)
    if not isinstance(own, dict):
        raise BadInput(f"{side}: wanted an object")
    for name in ("text", "product", "date"):
        if not isinstance(own.get(name, ""), str):
            raise BadInput(f"{side}.{name}: wanted text, got {type(own[name]).__name__}")
    if not own.get("text", "").strip():
        raise BadInput(f"{side}.text: missing")
    kind: DocumentKind = own["kind"] if own.get("kind") in get_args(DocumentKind) else "advertisement"
    plain = Document(id="", kind=kind, text=own["text"], goods=own.get("product", ""))
    return replace(plain, captured_at=datetime.combine(_day(own.get("date"), side), time(), BEIJING))


def _day(value: str | None, side: str) -> date:
    if not value:
        return DAY
    try:
        return date.fromisoformat(value)
    except ValueError as exc:
        raise BadInput(f"{side}.date: {value!r} is no day (2026-11-20)") from exc
