"""Finds the families: each module of core/numbers/families that holds `FAMILIES` counts, nothing else is to be edited."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from core.numbers import families
from core.numbers.family import Family


@cache
def all_families() -> tuple[Family, ...]:
    """Return all families, in the order of their files' names."""
    found: list[Family] = []
    for info in sorted(pkgutil.iter_modules(families.__path__), key=lambda item: item.name):
        found += importlib.import_module(f"{families.__name__}.{info.name}").FAMILIES
    return tuple(found)


@cache
def families_of(kind: str) -> tuple[Family, ...]:
    """Return the families of a kind; empty for a kind that nobody knows."""
    return tuple(family for family in all_families() if family.kind == kind)
