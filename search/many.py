"""Many lines at once: names, licence numbers or telephones as somebody pasted them, each looked for by itself, with its hits counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.errors import BadInput
from core.sheets import Cell
from search.base import Engine, Hit, Query
from search.identifiers import compact

MOST = 500
LONGEST = 200  # characters of a line
SHOWN = 3
HEADINGS = ("行", "内容", "查找方式", "命中", "店铺数", "商品", "广告", "网页", "店铺页", "第一条命中", "网址")
_KINDS = ("listing", "advertisement", "page", "shop")
_SHORTEST_NUMBER = 6  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with what was found. `how`: number (carried as an identifier) or text. `kinds`: hits per kind; `shops`: how many shops show it."""

    number: int
    text: str
    how: str
    total: int
    shops: int
    kinds: dict[str, int]
    hits: tuple[Hit, ...]
    query: Query


def lines_of(text: str) -> list[str]:
    """Return the lines that are not empty, each once; raise BadInput, in Chinese, when there is none, too many, or one is too long."""
    found = list(dict.fromkeys(filter(None, (line.strip() for line in text.splitlines()))))
    if not found:
        raise BadInput("没有要查找的内容；每行一个店名、证照号码或电话")
    if len(found) > MOST:
        raise BadInput(f"一次最多 {MOST} 行，现有 {len(found):,} 行")
    long = next((line for line in found if len(line) > LONGEST), None)
    if long is not None:
        raise BadInput(f"“{long[:20]}…”太长；每行最多 {LONGEST} 字")
    return found


def look_for(engine: Engine, lines: Iterable[str]) -> list[Line]:
    """Return each line with its hits; raises SearchError, IndexMissing."""
    return [_look(engine, number, text) for number, text in enumerate(lines, 1)]


def _look(engine: Engine, number: int, text: str) -> Line:
    asked = Query(facets=("kind", "shop"), limit=SHOWN, marks=False)
    if is_number(text):
        found = _answer(engine, number, text, "number", replace(asked, identifiers={"": (compact(text),)}))
        if found.total:
            return found
    return _answer(engine, number, text, "text", replace(asked, all=(text,)))


def is_number(text: str) -> bool:
    """Return whether a line is a licence number, a telephone or the like, and no name. 粤B2-20200001 is one, 惠州茶庄 none."""
    form = compact(text)
    digits = sum(map(str.isdigit, form))
    return len(form) >= _SHORTEST_NUMBER and digits * 2 >= len(form)


def _answer(engine: Engine, number: int, text: str, how: str, query: Query) -> Line:
    page = engine.search(query)
    counted = dict(page.facets.get("kind", ()))
    return Line(
        number=number,
        text=text,
        how=how,
        total=page.total,
        shops=len(page.facets.get("shop", ())),
        kinds={kind: counted.get(kind, 0) for kind in _KINDS},
        hits=page.hits,
        query=replace(query, facets=(), limit=20),
    )


def row_of(line: Line) -> list[Cell]:
    """Return the line as a row of a table, for the columns of `HEADINGS`."""
    how = {"number": "号码", "text": "文字"}[line.how]
    first = line.hits[0] if line.hits else None
    counts = [line.kinds[kind] for kind in _KINDS]
    return [line.number, line.text, how, line.total, line.shops, *counts, first.title if first else "", first.url if first else ""]
