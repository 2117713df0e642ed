"""The compiled rulebook: a document in, findings out. Pure; `load.py` makes it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.clock import beijing_day, now
from core.records import Document, Finding
from detectors.adding_up import add_up
from detectors.judging import judge, looks_at
from detectors.lawbook import LawBook
from detectors.matching.combine import Place
from detectors.matching.scanner import Scanner
from detectors.matching.sieve import Combination, Sieve
from detectors.matching.view import View
from detectors.program import Program, Way
from detectors.rule import Rule
from detectors.subject import Read, Subject

log = logging.getLogger(__name__)

ClassOf = Callable[[Document], str]


@dataclass(frozen=True, slots=True)
class _Tries:
    """What is tried on one kind of document: the ways of the rules for it, and what finds those that may be met."""

    ways: list[tuple[int, Way]]
    sieve: Sieve


class Engine:
    """All rules, ready to run. `rules`: by id, drafts and retired ones too. `law`: what they quote. `digest`: of everything that can change a finding."""

    def __init__(self, programs: Iterable[Program], scanner: Scanner, law: LawBook, digest: str, *, goods_of: ClassOf, text_kind_of: ClassOf) -> None:
        """Take compiled rules; only active ones are ever run on documents."""
        self.programs: Mapping[str, Program] = MappingProxyType({program.rule.id: program for program in programs})
        self.rules: Mapping[str, Rule] = MappingProxyType({name: program.rule for name, program in self.programs.items()})
        self.law = law
        self.digest = digest
        self._scanner = scanner
        self.goods_of = goods_of
        self.text_kind_of = text_kind_of
        self._active = [program for program in self.programs.values() if program.rule.status == "active"]
        self._tries: dict[str, _Tries] = {}

    def detect(self, document: Document) -> tuple[Finding, ...]:
        """Return the findings of the active rules, in the rulebook's order. A rule that fails is logged; the others go on."""
        subject = self.read(document)
        possible = self._possible(subject, document.kind)
        found = (self._judge(self._active[number], subject, possible[number]) for number in sorted(possible))
        return add_up((finding for finding in found if finding is not None), self.rules)

    def may_find(self, title: str, text: str) -> bool:
        """Return whether some active rule has all its words here, or asks a check: what costs least, and settles most texts."""
        subject = self.read(Document(id="", kind="page", title=title, text=text))
        return any(program.has_checks for program in self._active) or any(
            self._possible(subject, kind) for kind in ("listing", "shop", "advertisement", "page")
        )

    def read(self, document: Document) -> Subject:
        """Return the document as rules see it: its letters and the rulebook's words in them."""
        return Subject(
            document=document,
            day=beijing_day(document.captured_at or now()),
            fields=tuple(self._read(name, value) for name, value in (("title", document.title), ("text", document.text)) if value),
            goods_of=self.goods_of,
            text_kind_of=self.text_kind_of,
        )

    def words_of(self, text: str) -> frozenset[int]:
        """Return the numbers of the rulebook's words that stand in a text."""
        return frozenset(self._scanner.scan(View(text)))

    def raw_scan(self, letters: str) -> int:
        """Return how often words stand in letters: what a bare scan costs, for benchmarks."""
        return self._scanner.count(letters)

    def words_in(self, document: Document) -> Iterator[tuple[Read, list[Place]]]:
        """Yield each field of the document with the places of all words that some rule asks for, in order."""
        for read in self.read(document).fields:
            yield read, sorted(place for places in read.finds.all(self._scanner.asked).values() for place in places)

    def _read(self, name: str, value: str) -> Read:
        view = View(value)
        finds, meant = self._scanner.read(view)
        return Read(name, view, finds, meant=[(*view.characters(start, end), letter) for start, end, letter in meant])  # type: ignore[arg-type]

    def _possible(self, subject: Subject, kind: str) -> dict[int, list[Way]]:
        """The rules for this kind of document that may find something, by number, each with the ways in words that may be met."""
        if kind not in self._tries:
            self._tries[kind] = self._tries_on(kind)
        tries = self._tries[kind]
        possible: dict[int, list[Way]] = {}
        for which in tries.sieve.through([read.finds for read in subject.fields]):
            number, way = tries.ways[which]
            if way.check is None:
                possible.setdefault(number, []).append(way)
            elif subject.document.needs.keys() >= set(self._active[number].rule.needs):
                possible.setdefault(number, [])
        return possible

    def _tries_on(self, kind: str) -> _Tries:
        ways = [(number, way) for number, program in enumerate(self._active) if looks_at(program.rule, kind) for way in program.ways]
        combinations = [Combination(near=way.words.parts, anywhere=way.words.anywhere, within=way.words.within) for _, way in ways]
        asked = (ids for program in self._active if looks_at(program.rule, kind) for ids in program.parts)
        return _Tries(ways, self._scanner.sieve(combinations, asked))

    def _judge(self, program: Program, subject: Subject, ways: list[Way]) -> Finding | None:
        try:
            return judge(program, subject, ways)
        except Exception:  # one rule's mistake must not hide what the others find; it is reported against the rule
            log.exception("rule %s failed on document %s", program.rule.id, subject.document.id)
            return None
