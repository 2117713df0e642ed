"""One rule before one document: where its words stand together, which of that is excused, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from core.records import Finding, Span
from detectors.check import Case, CheckHit
from detectors.matching.combine import Place, Stretch
from detectors.program import Excuser, Exemption, Ids, Program, Way
from detectors.rule import Rule
from detectors.subject import Nearby, Read, Subject

PLANTED = "planted"
MOST_SPANS = 20  # a page that repeats itself a hundred times needs no hundred marks
MOST_HITS = 2000  # finds of one rule that are looked at: a hostile page can hold a hundred thousand


@dataclass(frozen=True, slots=True)
class _Hit:
    """A stretch in a field, and the letters to mark."""

    read: Read
    start: int
    end: int
    marks: tuple[Place, ...]


def judge(program: Program, subject: Subject, ways: Iterable[Way] | None = None) -> Finding | None:
    """Return what the rule says of the document, or None. `ways`: the only ones that can be met, where that is known. Raises whatever a check raises."""
    rule = program.rule
    if not looks_at(rule, subject.document.kind) or not subject.document.needs.keys() >= set(rule.needs):
        return None
    if _is_silent(rule, subject):
        return None
    tried = program.ways if ways is None else ways
    standing = (hit for way in tried if way.check is None for hit in _met(way, subject) if not _excused(hit, program.exemptions, subject))
    left = list(islice(standing, MOST_HITS))
    if not left and not program.has_checks:
        return None
    if subject.document.kind not in rule.scope.kinds and subject.text_kind != PLANTED:
        return None
    articles = rule.basis_on(subject.day)
    if rule.legal_basis and not articles:
        return None
    answer = rule.scope.goods.answer(subject.goods)
    if answer == "silent":
        return None
    left = [hit for hit in left if subject.kind_at(hit.read, hit.start, hit.end) in rule.scope.text_kinds]
    checked = _asked(program, subject)
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


def looks_at(rule: Rule, kind: str) -> bool:
    """Return whether the rule is for this kind of document. A review or an article may hide an advert: rules for planted adverts look at pages too."""
    return kind in rule.scope.kinds or (kind == "page" and PLANTED in rule.scope.text_kinds)


def _is_silent(rule: Rule, subject: Subject) -> bool:
    """Whether what is known of goods and text by now settles that the rule says nothing. Nothing is worked out for it."""
    goods, text_kind = subject.known("goods"), subject.known("text_kind")
    return (goods is not None and rule.scope.goods.answer(goods) == "silent") or (
        text_kind is not None and text_kind != PLANTED and subject.document.kind not in rule.scope.kinds
    )


def _met(way: Way, subject: Subject) -> Iterator[_Hit]:
    """The stretches of a way, in each field."""
    if not _present(way.words.anywhere, subject) or any(subject.has(ids) for ids in way.without):
        return
    for read in subject.fields:
        if way.where in (None, read.name):
            for stretch in read.stretches(way.words):
                marks = stretch.parts if way.mark == "parts" else ((stretch.start, stretch.end),)
                yield _Hit(read, stretch.start, stretch.end, marks)


def _present(parts: Iterable[Ids], subject: Subject) -> bool:
    return all(subject.has(ids) for ids in parts)


def _asked(program: Program, subject: Subject) -> list[CheckHit]:
    """What the rule's checks answer; they look at the document as a whole, so its kind of text decides."""
    if not program.has_checks or subject.text_kind not in program.rule.scope.text_kinds:
        return []
    return [hit for way in program.ways for hit in _ask(way, subject)]


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
    """Whether an exception excuses the hit. Its words are looked at first: goods and kinds of text cost most."""
    for exemption in exemptions:
        if any(_touches(excuser, nearby, hit) for excuser, nearby in subject.excusing(hit.read, exemption)) and _holds(exemption, subject):
            return True
    return False


def _holds(exemption: Exemption, subject: Subject) -> bool:
    only = exemption.only_on
    return (
        (not only.goods or subject.goods in only.goods)
        and (not only.kinds or subject.document.kind in only.kinds)
        and (not only.text_kinds or subject.text_kind in only.text_kinds)
    )


def _touches(excuser: Excuser, nearby: Nearby, hit: _Hit) -> bool:
    for stretch in nearby.around(hit.start - excuser.before, hit.end + excuser.after):
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
