"""One rule before one document: where its words stand together, which of that is excused, what is left."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Literal

from core.records import Document, Finding, Span
from detectors.check import Case, CheckHit
from detectors.matching.combine import Place, Stretch, together
from detectors.matching.scanner import Found
from detectors.matching.view import View
from detectors.program import Excuser, Exemption, Ids, Program, Way, Words

MOST_SPANS = 20  # a page that repeats itself a hundred times needs no hundred marks
MOST_HITS = 2000  # finds of one rule that are looked at: a hostile page can hold a hundred thousand
HEAD = 4000  # characters: the kind of goods and of text is decided on the beginning of a page
Field = Literal["title", "text"]


class Nearby:
    """Stretches by their start, so that a text full of finds and excuses is still read in one walk."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """Sort them."""
        self._all = sorted(stretches, key=lambda stretch: stretch.start)
        self._starts = [stretch.start for stretch in self._all]
        self._longest = max((stretch.end - stretch.start for stretch in self._all), default=0)

    def around(self, start: int, end: int) -> list[Stretch]:
        """Return the stretches that may share letters with start:end or touch it."""
        return self._all[bisect_left(self._starts, start - self._longest) : bisect_right(self._starts, end)]


@dataclass(frozen=True, slots=True)
class Read:
    """A field of a document: its letters, and where the rulebook's words stand in them."""

    name: Field
    view: View
    found: Found
    # many rules share lists and excuses: what one asked for, the next one gets
    asked: dict[Ids, list[Place]] = field(default_factory=dict)
    excusing: dict[int, Nearby] = field(default_factory=dict)

    def places(self, ids: Ids) -> list[Place]:
        """Return the places of any of these words, sorted."""
        places = self.asked.get(ids)
        if places is None:
            here = self.found.keys() & ids if len(ids) > len(self.found) else [number for number in ids if number in self.found]
            places = self.asked[ids] = sorted(place for number in here for place in self.found[number])
        return places

    def stretches(self, words: Words) -> list[Stretch]:
        """Return where the words' parts stand together."""
        places: list[Sequence[Place]] = []
        for ids in words.parts:
            here = self.places(ids)
            if not here:
                return []
            places.append(here)
        same = words.same
        return together(places, within=words.within, ordered=words.ordered, fits=lambda start, end: same is None or not self.view.broken(start, end, same))

    def nearby(self, excuser: Excuser) -> Nearby:
        """Return the stretches of an exception, ready to be asked for those around a find."""
        if id(excuser) not in self.excusing:
            self.excusing[id(excuser)] = Nearby(self.stretches(excuser.words))
        return self.excusing[id(excuser)]


@dataclass(frozen=True)
class Subject:
    """A document as the rules see it. Goods and kind of text are worked out when the first rule asks."""

    document: Document
    day: date
    fields: tuple[Read, ...]
    goods_of: Callable[[Document], str]
    text_kind_of: Callable[[Document], str]
    words: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def plain(self) -> Document:
        """The beginning of the document in normal form: what the classes are decided on, so that a disguise changes none."""
        forms = {read.name: read.view.normal.text[:HEAD] for read in self.fields}
        return replace(self.document, title=forms.get("title", ""), text=forms.get("text", ""))

    @cached_property
    def goods(self) -> str:
        """Name of the class of goods."""
        return self.goods_of(self.plain)

    @cached_property
    def text_kind(self) -> str:
        """Name of the kind of text."""
        return self.text_kind_of(self.plain)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A stretch in a field, and the letters to mark."""

    read: Read
    start: int
    end: int
    marks: tuple[Place, ...]


def judge(program: Program, subject: Subject) -> Finding | None:
    """Return what the rule says of the document, or None. Raises whatever a check raises."""
    rule = program.rule
    if subject.document.kind not in rule.scope.kinds or not set(rule.needs) <= subject.document.needs.keys():
        return None
    articles = rule.basis_on(subject.day)
    if rule.legal_basis and not articles:
        return None
    standing = (hit for way in program.ways if way.check is None for hit in _met(way, subject) if not _excused(hit, program.exemptions, subject))
    left = list(islice(standing, MOST_HITS))
    if not left and not program.has_checks:
        return None
    answer = rule.scope.goods.answer(subject.goods)
    if answer == "silent" or subject.text_kind not in rule.scope.text_kinds:
        return None
    checked = [hit for way in program.ways if way.check is not None for hit in _ask(way, subject)]
    left += [hit for hit in _as_hits(checked, subject) if not _excused(hit, program.exemptions, subject)]
    bare = [hit for hit in checked if not hit.spans]
    if not left and not bare:
        return None
    met, still_open = _elements(program, checked)
    return Finding(
        rule=rule.id,
        version=rule.version,
        category=rule.category,
        articles=articles,
        severity=rule.harm(subject.goods),
        confidence=rule.confidence,
        lead=rule.lead and answer == "fire",
        spans=_spans(left),
        met=met,
        open=still_open,
        clears=rule.clears,
        title=rule.title.zh,
    )


def _met(way: Way, subject: Subject) -> Iterator[_Hit]:
    """The stretches of a way, in each field."""
    if not _present(way.words.anywhere, subject) or any(ids & subject.words for ids in way.without):
        return
    for read in subject.fields:
        if way.where in (None, read.name):
            for stretch in read.stretches(way.words):
                marks = stretch.parts if way.mark == "parts" else ((stretch.start, stretch.end),)
                yield _Hit(read, stretch.start, stretch.end, marks)


def _present(parts: Iterable[Ids], subject: Subject) -> bool:
    return all(ids & subject.words for ids in parts)


def _ask(way: Way, subject: Subject) -> list[CheckHit]:
    if way.check is None or not _present(way.words.anywhere, subject):
        return []
    case = Case(document=subject.document, day=subject.day, goods=subject.goods, text_kind=subject.text_kind, options=way.options)
    return list(way.check(case))


def _as_hits(checked: Iterable[CheckHit], subject: Subject) -> Iterator[_Hit]:
    """Each span of a check as a hit, so that exceptions hold for it too."""
    reads = {read.name: read for read in subject.fields}
    for hit in checked:
        for span in hit.spans:
            read = reads[span.field]  # type: ignore[index]
            start, end = read.view.letters(span.start, span.end)
            if start < end:
                yield _Hit(read, start, end, ((start, end),))


def _excused(hit: _Hit, exemptions: Iterable[Exemption], subject: Subject) -> bool:
    return any(_holds(exemption, subject) and any(_touches(excuser, hit, subject) for excuser in exemption.excusers) for exemption in exemptions)


def _holds(exemption: Exemption, subject: Subject) -> bool:
    only = exemption.only_on
    return (
        (not only.goods or subject.goods in only.goods)
        and (not only.kinds or subject.document.kind in only.kinds)
        and (not only.text_kinds or subject.text_kind in only.text_kinds)
    )


def _touches(excuser: Excuser, hit: _Hit, subject: Subject) -> bool:
    if not _present(excuser.words.anywhere, subject):
        return False
    for stretch in hit.read.nearby(excuser).around(hit.start - excuser.before, hit.end + excuser.after):
        if _in_reach(excuser, hit, stretch):
            first, last = min(stretch.start, hit.start), max(stretch.end, hit.end)
            if excuser.near is None or not hit.read.view.broken(first, last, excuser.near):
                return True
    return False


def _in_reach(excuser: Excuser, hit: _Hit, stretch: Stretch) -> bool:
    """Without a reach the words must share letters with the find; with one they must begin before it or end behind it, in reach.

    So "不会" excuses what follows it, but not the find "不会复发" that it is part of.
    """
    if not excuser.before and not excuser.after:
        return stretch.start < hit.end and hit.start < stretch.end
    ahead = stretch.start < hit.start < stretch.end + excuser.before
    behind = stretch.end > hit.end > stretch.start - excuser.after
    return (bool(excuser.before) and ahead) or (bool(excuser.after) and behind)


def _elements(program: Program, checked: Iterable[CheckHit]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    elements = program.rule.elements
    met = dict.fromkeys((*elements.met, *(text for hit in checked for text in hit.met)))
    still_open = dict.fromkeys((*elements.open, *(text for hit in checked for text in hit.open)))
    return tuple(met), tuple(text for text in still_open if text not in met)


def _spans(hits: Iterable[_Hit]) -> tuple[Span, ...]:
    """The characters to mark: title first, overlapping ones joined, the same words once."""
    marks: dict[str, list[Place]] = {}
    reads = {hit.read.name: hit.read for hit in hits}
    for hit in hits:
        marks.setdefault(hit.read.name, []).extend(hit.marks)
    spans: dict[str, Span] = {}
    for name in sorted(reads, key=("title", "text").index):
        view = reads[name].view
        for start, end in _joined(marks[name]):
            first, last = view.characters(start, end)
            spans.setdefault(view.text[start:end], Span(field=name, start=first, end=last, text=view.field[first:last]))
    return tuple(spans.values())[:MOST_SPANS]


def _joined(places: Iterable[Place]) -> list[Place]:
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
