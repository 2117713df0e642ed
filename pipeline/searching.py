"""Ask the index from the command line: plain values in, plain values out. Before the first document a query finds nothing, which is no error."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from core.errors import BadInput, IndexMissing
from pipeline.lines import json_of, text_of
from search.base import Engine, Hit, Mark, Page, Query

MOST = 1000
"""The most hits of one answer: more is a report, not a search."""

Answer = dict[str, Any]


def ask(engine: Engine, query: Query) -> Answer:
    """Return {"query", "total", "hits", "facets": {field: [{"value", "count"}]}}, and what was asked for: "histogram", "cursor", "spellings".

    Raises BadInput for a limit outside 0 to 1000. Without an index: nothing found, and a note on standard error.
    """
    if not 0 <= query.limit <= MOST:
        raise BadInput(f"limit: {query.limit} is not between 0 and {MOST}")
    try:
        page = engine.search(query)
    except IndexMissing:
        sys.stderr.write("tradewatch search: nothing has been stored yet\n")
        page = Page(total=0, hits=(), facets=dict.fromkeys(query.facets, ()))
    said: Answer = {
        "query": query.text,
        "total": page.total,
        "hits": [_hit(hit) for hit in page.hits[: query.limit]],
        "facets": {name: [{"value": value, "count": count} for value, count in counted] for name, counted in page.facets.items()},
    }
    if query.histogram:
        said["histogram"] = [{"from": start, "count": count} for start, count in page.histogram]
    return said | {name: value for name, value in (("cursor", page.cursor), ("spellings", list(page.spellings))) if value}


def _hit(hit: Hit) -> dict[str, Any]:
    said: dict[str, Any] = {"id": hit.id, "kind": hit.kind, "url": hit.url, "title": hit.title, "highlights": [_mark(mark) for mark in hit.marks]}
    more = {"shop": hit.shop_name or hit.shop, "day": hit.day, "price": hit.price / 100 if hit.price is not None else None}
    return said | {name: value for name, value in more.items() if value not in ("", None)}


def _mark(mark: Mark) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(mark, name) for name in ("field", "start", "end", "text", "before", "after")}
    more = {"item": mark.item, "masked": mark.masked, "picture": mark.picture, "box": mark.box}
    return said | {name: value for name, value in more.items() if value}


def ask_line(engine: Engine, record: dict[str, Any], base: Query) -> Answer:
    """Answer one line {"query", "id"?, "all"?, "any"?, "not"?, "filters"?, "facets"?, "sort"?, "limit"?, "cursor"?}.

    What the line leaves out is taken from the command's own arguments.
    """
    text = record.get("query", base.text)
    if not isinstance(text, str):
        raise BadInput(f"query: wanted text, got {type(text).__name__}")
    limit = record.get("limit", base.limit)
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise BadInput(f"limit: wanted a number, got {type(limit).__name__}")
    if not 0 <= limit <= MOST:
        raise BadInput(f"limit: {limit} is not between 0 and {MOST}")
    change: dict[str, Any] = {"filters": {**base.filters, **_filters(record.get("filters", {}))}}
    for name, where in (("facets", "facets"), ("all", "all"), ("any", "any"), ("not", "none")):
        if name in record:
            change[where] = _texts(name, record[name])
    for name in ("sort", "cursor"):
        if name in record:
            change[name] = _text(name, record[name])
    said = ask(engine, replace(base, text=text, limit=limit, **change))
    return {"id": record["id"], **said} if "id" in record else said


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{name}: wanted text, got {type(value).__name__}")
    return value


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


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadInput(f"{name}: wanted a list of texts")
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
    if "histogram" in said:
        write("\n" + "".join(f"{step['from']}  {step['count']}\n" for step in said["histogram"]))
    if said.get("spellings"):
        write(f"\nalso looked for: {', '.join(map(_line, said['spellings']))}\n")
    if said.get("cursor"):
        write(f"\nmore: --cursor {said['cursor']}\n")


def _line(text: str) -> str:
    # a page's own control characters must not steer the terminal
    return "".join(char if char.isprintable() else " " for char in text.encode("utf-8", "replace").decode("utf-8"))
