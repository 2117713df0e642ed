"""Values that a script hands, under short names, to a function that returns them in their places: `(function(a,b){return {price:a}}("9.90",1))` (Nuxt 2)."""

from __future__ import annotations

import re
from typing import Any

from crawlers.extract.literals import NotALiteral, read_literal

MOST = 5  # such calls of one script
_CALL = re.compile(r"\(function\s*\(([\w$,\s]{1,20000})\)\s*\{\s*return\s*(?=[{\[])")
_HANDED = re.compile(r"\s*;?\s*\}\s*\(")


def returned(text: str, budget: int) -> list[Any]:
    """Return what such functions return, with the values handed in at their places; nothing is run. Bounded by `budget` characters in all."""
    found: list[Any] = []
    for call in list(_CALL.finditer(text))[:MOST]:
        try:
            _, end = read_literal(text, call.end(), budget)
            handed = _HANDED.match(text, end)
            close = text.rfind("))")  # of the call, and of what stands around it
            if handed is None or close <= handed.end():
                continue
            values, _ = read_literal(f"[{text[handed.end() : close]}]", 0, budget)
            names = dict(zip((name.strip() for name in call.group(1).split(",")), values, strict=False))
            found.append(read_literal(text, call.end(), budget, names)[0])
        except NotALiteral:
            continue
    return found
