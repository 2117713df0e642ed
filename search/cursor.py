"""Where the next page begins: the last hit's keys, bound to the conditions and the order that they belong to."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, replace

from core.codec import to_json
from core.errors import BadInput
from core.ids import digest
from search.base import Query

_ORDER = re.compile(r"\d{8}\.[\w.:-]{1,128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class After:
    """The last hit: its value in the order asked for (None where it has none, or the order has no value of its own), and its order key.

    By relevance `value` is the number of hits so far.
    """

    value: int | None
    order: str


def write(query: Query, after: After) -> str:
    """Return the cursor behind this hit."""
    said = json.dumps([_print(query), after.value, after.order], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read(query: Query) -> After | None:
    """Return where the query's cursor stands, None without one; raise BadInput when it is damaged or belongs to another search."""
    if not query.cursor:
        return None
    try:
        print_, value, order = json.loads(base64.urlsafe_b64decode(query.cursor + "=" * (-len(query.cursor) % 4)))
        good = isinstance(order, str) and _ORDER.fullmatch(order) and (value is None or type(value) is int)
    except (ValueError, binascii.Error) as exc:
        raise BadInput("翻页位置无法识别，请从第一页重新开始（the cursor is damaged: begin again with the first page）") from exc
    if not good or print_ != _print(query):
        raise BadInput("翻页位置属于另一次搜索，请从第一页重新开始（the cursor belongs to another search: begin again with the first page）")
    return After(value, order)


def _print(query: Query) -> str:
    plain = replace(query, cursor="", offset=0, limit=0, facets=(), open_facets=False, histogram="", marks=True, body=False)
    return digest("cursor", json.dumps(to_json(plain), sort_keys=True))[:16]
