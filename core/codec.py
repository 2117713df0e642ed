"""Records to JSON values and back, checked on the way in."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

R = TypeVar("R")

_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(cls: type[Any]) -> TypeAdapter[Any]:
    if cls not in _adapters:
        _adapters[cls] = TypeAdapter(cls)
    return _adapters[cls]


def to_json(record: Any) -> Any:
    """Return the record as JSON values (dict, list, str, number, None)."""
    return _adapter(type(record)).dump_python(record, mode="json")


def from_json(cls: type[R], value: Any) -> R:
    """Return the record of this class; raises pydantic.ValidationError when the value does not fit."""
    result: R = _adapter(cls).validate_python(value)
    return result
