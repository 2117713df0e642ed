"""How many of the rulebook's own examples come out the same in each disguise: hits still found, misses still silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.records import Document, Finding
from detectors.engine import Engine
from detectors.evasion.disguise import Disguise, Places
from detectors.judging import judge
from detectors.program import Program
from detectors.trial import document_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One example in one disguise. `unlawful`: it is a hit of its rule. `shown`: title and text as disguised."""

    rule: str
    unlawful: bool
    found: bool
    shown: str

    @property
    def right(self) -> bool:
        """Whether it came out as in plain text."""
        return self.found == self.unlawful


@dataclass(frozen=True, slots=True)
class Plain:
    """An example that comes out right in plain text, and where its telling words stand."""

    program: Program
    document: Document
    unlawful: bool
    title: Places
    text: Places


def plain_examples(engine: Engine, only: str = "") -> list[Plain]:
    """Return the examples of the active rules, `only` those whose id holds the word, that are right in plain text.

    Rules that ask a check are left out: numbers and prices are read by their own parts.
    """
    programs = [program for program in engine.programs.values() if program.rule.status == "active" and only in program.rule.id and not program.has_checks]
    return [plain for program in programs for plain in _examples_of(engine, program)]


def outcomes(engine: Engine, examples: Iterable[Plain], disguise: Disguise) -> Iterator[Outcome]:
    """Yield how each example comes out in the disguise; those that it does not change at all are left out."""
    for plain in examples:
        before = plain.document
        after = replace(before, title=disguise.make(before.title, plain.title), text=disguise.make(before.text, plain.text))
        if (after.title, after.text) != (before.title, before.text):
            finding = judge(plain.program, engine.read(after))
            yield Outcome(rule=plain.program.rule.id, unlawful=plain.unlawful, found=finding is not None, shown=f"{after.title} {after.text}".strip())


def _examples_of(engine: Engine, program: Program) -> Iterator[Plain]:
    examples = program.rule.examples
    for unlawful, rows in ((True, examples.hit), (False, examples.miss)):
        for example in rows:
            document = document_of(example)
            finding = judge(program, engine.read(document))
            if (finding is not None) == unlawful:
                yield Plain(program, document, unlawful, *_telling(engine, document, finding))


def _telling(engine: Engine, document: Document, finding: Finding | None) -> tuple[Places, Places]:
    """Where the telling words of title and text stand: what the finding marks, or in lawful texts every word that the rulebook knows."""
    if finding is not None:
        marks = {name: [(span.start, span.end) for span in finding.spans if span.field == name] for name in ("title", "text")}
    else:
        marks = {read.name: [read.view.characters(*place) for place in places] for read, places in engine.words_in(document)}
    return _apart(marks.get("title", [])), _apart(marks.get("text", []))


def _apart(places: Places) -> Places:
    """The places without those that overlap an earlier one, the longest of those with one start."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
