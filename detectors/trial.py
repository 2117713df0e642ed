"""Run a rule's own examples: the rule alone, whatever its status. Used by the tests, by lint.py and by whoever writes a rule."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from core.clock import BEIJING
from core.records import Document, Finding
from detectors.engine import Engine
from detectors.judging import judge
from detectors.program import Program
from detectors.rule import Example, Rule


def document_of(example: Example) -> Document:
    """Return the example as a document, captured at noon in Beijing on its day (today where it has none)."""
    captured = datetime.combine(example.captured_on, time(12), BEIJING) if example.captured_on else None
    return Document(
        id="example",
        kind=example.kind,
        title=example.title,
        text=example.text,
        goods=example.goods,
        price=example.price,
        captured_at=captured,
        needs=dict(example.needs),
    )


def try_example(engine: Engine, program: Program, example: Example) -> Finding | None:
    """Return what this rule alone says of the example. Errors of a check are not caught."""
    return judge(program, engine.read(document_of(example)))


def without_exceptions(program: Program) -> Iterator[tuple[str, Program]]:
    """Yield the program with each exception taken away in turn, and the exception's label."""
    for place, exemption in enumerate(program.exemptions):
        yield exemption.label, replace(program, exemptions=(*program.exemptions[:place], *program.exemptions[place + 1 :]))


def swallowed_by_nothing(engine: Engine, program: Program) -> list[str]:
    """Return the exceptions that no `miss` of the rule needs: taking them away turns none into a hit."""
    misses = [engine.read(document_of(example)) for example in program.rule.examples.miss]
    return [label for label, weaker in without_exceptions(program) if not any(judge(weaker, subject) for subject in misses)]


def bare(text: str) -> str:
    """Return a text without punctuation and blanks: letters, digits, % and the dot, as texts come out of careless copying."""
    return "".join(char for char in unicodedata.normalize("NFKC", text.replace("…", "")) if char.isalnum() or char in "%.")


def wrong_when_bare(engine: Engine, program: Program) -> list[str]:
    """Return one line per example that comes out differently when its punctuation and blanks are taken away."""
    examples = program.rule.examples
    lines = []
    for name, rows in (("hit", examples.hit), ("miss", examples.miss)):
        for number, example in enumerate(rows):
            stripped = example.model_copy(update={"title": bare(example.title), "text": bare(example.text)})
            if (stripped.title or stripped.text) and (try_example(engine, program, stripped) is not None) != (name == "hit"):
                lines.append(f"{program.rule.id}: {name} {number} ({example.why}) comes out differently without punctuation")
    return lines


def wrong_examples(engine: Engine, program: Program) -> list[str]:
    """Return one line per example that does not come out as written."""
    rule = program.rule
    return [*_wrong_hits(engine, program, rule), *_wrong_misses(engine, program, rule)]


def _wrong_hits(engine: Engine, program: Program, rule: Rule) -> Iterator[str]:
    for number, hit in enumerate(rule.examples.hit):
        finding = try_example(engine, program, hit)
        if finding is None:
            yield f"{rule.id}: hit {number} ({hit.why}): nothing found in {hit.title or hit.text!r}"
        elif tuple(span.text for span in finding.spans) != hit.spans:
            yield f"{rule.id}: hit {number} ({hit.why}): marked {[span.text for span in finding.spans]}, wanted {list(hit.spans)}"
        elif hit.lead is not None and finding.lead != hit.lead:
            yield f"{rule.id}: hit {number} ({hit.why}): lead is {finding.lead}"
        elif hit.articles and finding.articles != hit.articles:
            yield f"{rule.id}: hit {number} ({hit.why}): quotes {list(finding.articles)}, wanted {list(hit.articles)}"


def _wrong_misses(engine: Engine, program: Program, rule: Rule) -> Iterator[str]:
    for number, miss in enumerate(rule.examples.miss):
        finding = try_example(engine, program, miss)
        if finding is not None:
            yield f"{rule.id}: miss {number} ({miss.why}): found {[span.text for span in finding.spans]} in {miss.title or miss.text!r}"
