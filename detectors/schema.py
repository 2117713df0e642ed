"""What every record in a YAML file of the rulebook shares: strict types, unknown keys refused, errors with file and line."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from detectors.yamlfile import Loaded, Path


class Strict(BaseModel):
    """A record that refuses unknown keys and wrong types and cannot be changed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else _as_tuple(value)


Text = Annotated[str, StringConstraints(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
OneOrMany = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
AsTuple = BeforeValidator(_as_tuple)

R = TypeVar("R", bound=Strict)


def read(cls: type[R], loaded: Loaded) -> R:
    """Return the record that a file holds; raise RuleError naming file, line and key of the first mistake."""
    try:
        return cls.model_validate(loaded.value)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        path: Path = tuple(part for part in first["loc"] if not isinstance(part, str) or "function-" not in part)
        raise loaded.error(path, _said(first)) from exc


def _said(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "unknown key"
    if error["type"] == "missing":
        return "missing"
    shown = repr(error.get("input"))
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if error["type"] == "value_error" else f"{message}, got {shown[:80]}"
