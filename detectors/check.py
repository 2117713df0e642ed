"""What a Python check is handed and what it answers. A check is a file `detectors/checks/<name>.py` with a function `check(case)`.

Checks are for what words cannot express (a licence that is missing, a price against its history). They are pure: what they need is handed in.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.records import Document, Span
from detectors import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document before a check. `day`: of the capture, in Beijing. `goods`, `text_kind`: names of the classes. `options`: the rule's `with`."""

    document: Document
    day: date
    goods: str
    text_kind: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def span(self, name: str, start: int, end: int) -> Span:
        """Return the characters start:end of "title" or "text" as a span."""
        value = self.document.title if name == "title" else self.document.text
        return Span(field=name, start=start, end=end, text=value[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckHit:
    """One answer of a check: the words it is about (none for what is missing) and, where they say more than the rule, the elements met and open."""

    spans: tuple[Span, ...] = ()
    met: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


Check = Callable[[Case], Iterable[CheckHit]]


def find_checks() -> dict[str, Check]:
    """Return every check by its file's name."""
    names = [module.name for module in pkgutil.iter_modules(checks.__path__) if not module.name.startswith("_")]
    return {name: importlib.import_module(f"{checks.__name__}.{name}").check for name in sorted(names)}
