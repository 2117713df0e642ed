"""How often the leads of each rule, and of each step of confidence, were right on labelled texts when that was last measured."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import BadInput

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`right` of `leads` stood on unlawful texts."""

    right: int
    leads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`day` it was measured on (YYYY-MM-DD), how many `texts` were judged, and the shares by step of confidence and by rule."""

    day: str = ""
    texts: int = 0
    confidence: Mapping[str, Share]
    rules: Mapping[str, Share]


def parse(text: str, place: str) -> Measured:
    """Return what `tradewatch evaluate --record` wrote; raise BadInput naming the place."""
    try:
        said = json.loads(text)
        day = str(said["day"])
        if not _DAY.fullmatch(day):
            raise BadInput(f"{place}: day: {day!r} is no date")
        return Measured(day=day, texts=int(said["texts"]), confidence=_shares(said["confidence"], place), rules=_shares(said["rules"], place))
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise BadInput(f"{place}: no table of `tradewatch evaluate --record`: {exc}") from exc


def _shares(rows: dict[str, Any], place: str) -> dict[str, Share]:
    result = {}
    for name, (right, leads) in rows.items():
        if not 0 <= right <= leads:
            raise BadInput(f"{place}: {name}: {right} right of {leads}")
        result[name] = Share(right=right, leads=leads)
    return result
