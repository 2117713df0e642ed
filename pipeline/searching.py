"""Ask the index from the command line: plain values in, plain values out. Before the first document a query finds nothing, which is no error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from core.errors import BadInput, IndexMissing
from pipeline.lines import json_of, text_of
from search.base import FIELDS, Engine, Hit, Page, Query

MOST = 1000
"""The most hits of one answer: more is a report, not a search."""

Answer = dict[str, Any]


def ask(engine: Engine, text: str, filters: Mapping[str, tuple[str, ...]], facets: tuple[str, ...], limit: int) -> Answer:
    """Return {"query", "total", "hits": [{"id","kind","url","title","highlights"}], "facets": {field: [{"value","count"}]}}.

    Raises BadInput for a field that the index lacks or a limit outside 0 to 1000. Without an index: nothing found, and a note on standard error.
    """
    if not 0 <= limit <= MOST:
        raise BadInput(f"limit: {limit} is not between 0 and {MOST}")
    query = Query(text=text, filters=filters, facets=facets, limit=limit)
    try:
        page = engine.search(query)
    except IndexMissing:
        sys.stderr.write("tradewatch search: nothing has been stored yet\n")
        page = Page(total=0, hits=(), facets=dict.fromkeys(facets, ()))
    return {
        "query": text,
        "total": page.total,
        "hits": [_hit(hit) for hit in page.hits[:limit]],
        "facets": {name: [{"value": value, "count": count} for value, count in counted] for name, counted in page.facets.items()},
    }


def _hit(hit: Hit) -> dict[str, Any]:
    marks = [{"field": m.field, "start": m.start, "end": m.end, "text": m.text, "before": m.before, "after": m.after} for m in hit.marks]
    return {"id": hit.id, "kind": hit.kind, "url": hit.url, "title": hit.title, "highlights": marks}


def filters_from(pairs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return filters from ["field=value", …], values of one field together; raise BadInput naming the pair that is wrong."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not value:
            raise BadInput(f"--filter {pair!r}: wanted FIELD=VALUE")
        if name not in FIELDS:
            raise BadInput(f"--filter {pair!r}: {name!r} is no field; there are {', '.join(FIELDS)}")
        found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def ask_line(engine: Engine, record: dict[str, Any], filters: Mapping[str, tuple[str, ...]], facets: tuple[str, ...], limit: int) -> Answer:
    """Answer one line {"query", "id"?, "filters"?, "facets"?, "limit"?}; what the line leaves out is taken from the command's own arguments."""
    text = record.get("query", "")
    if not isinstance(text, str):
        raise BadInput(f"query: wanted text, got {type(text).__name__}")
    limit = record.get("limit", limit)
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise BadInput(f"limit: wanted a number, got {type(limit).__name__}")
    said = ask(engine, text, {**filters, **_filters(record.get("filters", {}))}, _names(record.get("facets", list(facets))), limit)
    return {"id": record["id"], **said} if "id" in record else said


def _filters(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise BadInput(f'filters: wanted an object {{"kind": "listing"}}, got {type(value).__name__}')
    result = {}
    for name, given in value.items():
        values = given if isinstance(given, list) else [given]
        if not values or not all(isinstance(item, str) and item for item in values):
            raise BadInput(f"filters.{name}: wanted text or a list of texts")
        result[name] = tuple(values)
    return result


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadInput("facets: wanted a list of field names")
    return tuple(value)


def parse_query(raw: bytes) -> dict[str, Any]:
    """Return the query of one line: a JSON object, or a plain text that is looked for. A line that begins with { is JSON or wrong."""
    text = text_of(raw).strip()
    if not text.startswith("{"):
        return {"query": text}
    try:
        record: dict[str, Any] = json_of(text)
    except BadInput as exc:
        raise BadInput(f"begins with {{ but is {exc}") from exc
    return record


def as_text(said: Answer) -> None:
    """Write an answer for people: how many, then each hit with its words in 【】, then the counts."""
    write = sys.stdout.write
    write(f"{said['total']} found\n")
    for number, hit in enumerate(said["hits"], 1):
        write(f"\n{number}. [{hit['kind']}] {_line(hit['title']) or '(no title)'}\n   {_line(hit['url'])}\n")
        for mark in hit["highlights"][:3]:
            write(f"   … {_line(mark['before'])}【{_line(mark['text'])}】{_line(mark['after'])} …\n")
    for name, counted in said["facets"].items():
        shown = [f"{_line(item['value'])} ({item['count']})" for item in counted]
        write(f"\n{name}: {', '.join(shown) or '-'}\n")


def _line(text: str) -> str:
    # a page's own control characters must not steer the terminal
    return "".join(char if char.isprintable() else " " for char in text.encode("utf-8", "replace").decode("utf-8"))
