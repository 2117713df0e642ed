"""The compiled rulebook: a document in, findings out. Pure; `load.py` makes it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from core.clock import beijing_day, now
from core.records import Document, Finding
from detectors.adding_up import add_up
from detectors.judging import judge
from detectors.lawbook import LawBook
from detectors.matching.scanner import Scanner
from detectors.matching.view import View
from detectors.program import Program
from detectors.rule import Rule
from detectors.subject import Read, Subject

log = logging.getLogger(__name__)

ClassOf = Callable[[Document], str]


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
        self._asked = {number for number, program in enumerate(self._active) if program.has_checks}
        self._triggered: dict[int, list[int]] = defaultdict(list)
        for number, program in enumerate(self._active):
            for word in program.triggers:
                self._triggered[word].append(number)

    def detect(self, document: Document) -> tuple[Finding, ...]:
        """Return the findings of the active rules, in the rulebook's order. A rule that fails is logged; the others go on."""
        subject = self.read(document)
        numbers = set(self._asked)
        for word in subject.words:
            numbers.update(self._triggered.get(word, ()))
        found = (self._judge(self._active[number], subject) for number in sorted(numbers))
        return add_up((finding for finding in found if finding is not None), self.rules)

    def read(self, document: Document) -> Subject:
        """Return the document as rules see it: its letters and the rulebook's words in them."""
        fields = tuple(self._read(name, value) for name, value in (("title", document.title), ("text", document.text)) if value)
        return Subject(
            document=document,
            day=beijing_day(document.captured_at or now()),
            fields=fields,
            goods_of=self.goods_of,
            text_kind_of=self.text_kind_of,
            words=frozenset().union(*(read.found for read in fields)),
        )

    def words_of(self, text: str) -> frozenset[int]:
        """Return the numbers of the rulebook's words that stand in a text."""
        return frozenset(self._scanner.scan(View(text)))

    def _read(self, name: str, value: str) -> Read:
        view = View(value)
        return Read(name, view, self._scanner.scan(view))  # type: ignore[arg-type]

    def _judge(self, program: Program, subject: Subject) -> Finding | None:
        try:
            return judge(program, subject)
        except Exception:  # one rule's mistake must not hide what the others find; it is reported against the rule
            log.exception("rule %s failed on document %s", program.rule.id, subject.document.id)
            return None
