"""The figures as people read them, and as programs do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.evaluate.articles import wanted
from pipeline.evaluate.judged import Judged
from pipeline.evaluate.measures import Measures, in_headline, measure, named, named_right
from pipeline.evaluate.per_rule import Record, by_confidence, by_rule

_MEANING = {
    "text": "by the text alone",
    "goods": "by text and class of goods",
    "knowledge": "special knowledge needed, apart from the headline",
    "outside": "information only",
    "drop": "information only",
}
_SHOWN = 150  # characters of a text in a list


def as_lines(judged: Sequence[Judged], show: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the report; `show`: the lists wanted at its end (miss, false, article)."""
    measures = measure(judged)
    yield from _figures(measures)
    yield "per category: flagged, of these by a rule of the same category"
    for name, category in measures.by_category.items():
        yield f"  {name:28s} {category.flagged}, {category.in_category.hits} in category"
    yield from _records("per rule: leads on unlawful texts of its category / of another / on lawful texts, share right", by_rule(judged))
    yield from _records("per confidence: the same", by_confidence(judged))
    for name in show:
        yield from _LISTS[name](judged)


def as_json(judged: Sequence[Judged], errors: Sequence[str]) -> dict[str, Any]:
    """Return everything, the lists too, as one object."""
    measures = measure(judged)
    return {
        "texts": len(judged),
        "recall": measures.recall.to_json(),
        "by_decidable": {name: rate.to_json() for name, rate in measures.by_decidable.items()},
        "articles": measures.articles.to_json(),
        "false_alarms": {name: rate.to_json() for name, rate in measures.false_alarms.items()},
        "by_group": {name: rate.to_json() for name, rate in measures.by_group.items()},
        "contested": measures.contested.to_json(),
        "precision_in_market": round(measures.precision_in_market, 4),
        "by_category": {name: {"flagged": row.flagged.to_json(), "in_category": row.in_category.to_json()} for name, row in measures.by_category.items()},
        "by_rule": {name: _record_json(record) for name, record in by_rule(judged).items()},
        "by_confidence": {name: _record_json(record) for name, record in by_confidence(judged).items()},
        "misses": [one.case.id for one in missed(judged)],
        "false": [{"id": one.case.id, "rules": [lead.rule for lead in one.leads]} for one in false(judged)],
        "wrong_articles": [one.case.id for one in wrongly_named(judged)],
        "errors": list(errors),
    }


def as_record(judged: Sequence[Judged], day: str) -> str:
    """Return the table that the screens show: [right, leads] of each step of confidence and of each rule, as JSON text; `day` as YYYY-MM-DD."""
    tables = {"confidence": by_confidence(judged), "rules": by_rule(judged)}
    shares = {name: {key: [record.precision.hits, record.precision.total] for key, record in table.items()} for name, table in tables.items()}
    return json.dumps({"day": day, "texts": len(judged)} | shares, ensure_ascii=False, indent=1) + "\n"


def missed(judged: Sequence[Judged]) -> list[Judged]:
    """Return the cases of the headline without a lead."""
    return [one for one in in_headline(judged) if not one.flagged]


def false(judged: Sequence[Judged]) -> list[Judged]:
    """Return the lawful cases with a lead, contested ones too."""
    return [one for one in judged if not one.case.unlawful and one.flagged]


def wrongly_named(judged: Sequence[Judged]) -> list[Judged]:
    """Return the flagged cases of the headline whose leads name none of the wanted articles."""
    return [one for one in in_headline(judged) if one.flagged and wanted(one.case.articles) and not named_right(one)]


def _figures(measures: Measures) -> Iterator[str]:
    yield f"text recall {measures.recall} (decidable by text, or text and class of goods)"
    for name, rate in measures.by_decidable.items():
        yield f"  {name:10s} {rate} ({_MEANING[name]})"
    yield f"article named right {measures.articles} (of flagged ones whose notice names an article)"
    yield f"false alarms legit {measures.false_alarms['legit']}"
    yield f"false alarms hard {measures.false_alarms['hard']}"
    for name, rate in measures.by_group.items():
        yield f"  {name:24s} {rate}"
    yield f"contested negatives {measures.contested.hits}/{measures.contested.total} flagged (in no rate)"
    yield f"precision at a 2 % base rate {measures.precision_in_market:.3f}"


def _records(head: str, records: dict[str, Record]) -> Iterator[str]:
    yield head
    for name, record in records.items():
        yield f"  {name:40s} {record.own:3d} / {record.other:3d} / {record.lawful:3d}  {record.precision}"


def _record_json(record: Record) -> dict[str, Any]:
    return {"own": record.own, "other": record.other, "lawful": record.lawful, "precision": record.precision.to_json()}


def _list_misses(judged: Sequence[Judged]) -> Iterator[str]:
    for one in missed(judged):
        yield f"MISS {one.case.place} {one.case.category} {one.case.decidable} {'、'.join(one.case.articles)} {_short(one)}"


def _list_false(judged: Sequence[Judged]) -> Iterator[str]:
    for one in false(judged):
        doubt = " contested" if one.case.contested else ""
        yield f"FALSE {one.case.place} {one.case.label} {one.case.group}{doubt} {', '.join(lead.rule for lead in one.leads)} {_short(one)}"


def _list_articles(judged: Sequence[Judged]) -> Iterator[str]:
    for one in wrongly_named(judged):
        got = "、".join("".join(pair) for pair in sorted(named(one)))
        yield f"ARTICLE {one.case.place} {'、'.join(one.case.articles)} got {got} {_short(one)}"


def _short(one: Judged) -> str:
    """The text on one line, without control characters that would change a terminal."""
    return "".join(char if char.isprintable() else " " for char in one.case.text[:_SHOWN])


_LISTS = {"miss": _list_misses, "false": _list_false, "article": _list_articles}
