"""Read YAML strictly: no key twice, no surprising types, and every value knows its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from core.errors import RuleError

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED = ("'", '"', "|", ">")  # the compiled loader calls a plain style "", the other one None
_WORDS = {"true": True, "false": False, "null": None, "": None}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The value of a file and the line (from 1) on which each part of it stands."""

    name: str
    value: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, path: Path, message: str) -> RuleError:
        """Return an error that names file, line and key."""
        where = ".".join(str(part) for part in path)
        return RuleError(f"{self.name}:{self.line(path)}: {where + ': ' if where else ''}{message}")


def read_yaml(text: str, name: str) -> Loaded:
    """Return the value of a YAML text; raise RuleError naming file and line.

    Plain scalars are true, false, null, decimal integers and days (2024-05-01); everything else is text: `no` and `010` stay as written.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        raise RuleError(f"{name}:{mark.line + 1 if mark else 1}: not YAML: {getattr(exc, 'problem', None) or exc}") from exc
    if node is None:
        raise RuleError(f"{name}:1: empty file")
    lines: dict[Path, int] = {}
    return Loaded(name, _value(node, (), lines, name), lines)


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, place), lines, name) for place, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    raise RuleError(f"{name}:{lines[path]}: a {node.tag} is not wanted here")


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise RuleError(f"{name}:{line}: a key must be a word")
        if key in found:
            raise RuleError(f"{name}:{line}: {key!r} is written twice")
        found[key] = _value(value_node, (*path, key), lines, name)
        lines[(*path, key)] = line
    return found


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
