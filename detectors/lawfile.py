"""Reads one file of `law/`: one instrument in one version. Strict: an unknown, missing or repeated key is an error with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import yaml

from core.errors import RuleError
from detectors.lawtext import plain_name, read_reference

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILE_KEYS = {"instrument", "full_name", "version", "in_force_from", "in_force_until", "source", "articles"}
_ARTICLE_KEYS = {"article", "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A provision on the days it is in force. `text`: official wording or None where it is not at hand; `confirmed` False: not to be quoted as read.

    `article`: 第九条, or 第九条第三项 when a part was asked for. `in_force_until`: last day, None while in force. `file`: where it stands.
    """

    instrument: str
    article: str
    text: str | None
    confirmed: bool
    in_force_from: date
    in_force_until: date | None
    source: str
    full_name: str = ""
    version: str = ""
    note: str = ""
    file: str = ""


def parse(name: str, raw: str) -> list[Article]:
    """Read the text of the law file `name`. Raises RuleError naming file and line."""
    try:
        root = yaml.compose(raw, Loader=_LOADER)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        raise RuleError(f"{name}:{mark.line + 1 if mark else 1}: no YAML: {getattr(exc, 'problem', exc)}") from exc
    top = _mapping(name, root, _FILE_KEYS, {"note"})
    start, end = _day(name, top["in_force_from"]), _optional_day(name, top["in_force_until"])
    if end is not None and end < start:
        raise RuleError(f"{_place(name, top['in_force_until'])}: in_force_until is before in_force_from")
    full_name = _string(name, top["full_name"])
    if plain_name(full_name) != (short := _string(name, top["instrument"])):
        raise RuleError(f"{_place(name, top['instrument'])}: instrument {short!r} is not full_name without 中华人民共和国")
    common = {"version": _string(name, top["version"]), "source": _string(name, top["source"]), "note": _string(name, top["note"]) if "note" in top else ""}
    rows = top["articles"]
    if not isinstance(rows, yaml.SequenceNode) or not rows.value:
        raise RuleError(f"{_place(name, rows)}: articles is no list, or empty")
    return [_article(name, row, Article(
        instrument=short, full_name=full_name, article="", text=None, confirmed=True, in_force_from=start, in_force_until=end, **common,
    )) for row in rows.value]  # fmt: skip


def _article(name: str, row: yaml.Node, frame: Article) -> Article:
    fields = _mapping(name, row, _ARTICLE_KEYS, {"confirmed"})
    label = _string(name, fields["article"])
    reference = read_reference(frame.instrument + label)
    if reference is None or reference.place != label or reference.label != label:
        raise RuleError(f"{_place(name, fields['article'])}: {label!r} is no article number like 第九条")
    text = None if _is_null(fields["text"]) else _string(name, fields["text"])
    confirmed = _flag(name, fields["confirmed"]) if "confirmed" in fields else True
    if text is None and confirmed:
        raise RuleError(f"{_place(name, fields['text'])}: an article without text must say confirmed: false")
    return Article(
        instrument=frame.instrument, full_name=frame.full_name, article=label, text=text, confirmed=confirmed, in_force_from=frame.in_force_from,
        in_force_until=frame.in_force_until, source=frame.source, version=frame.version, note=frame.note, file=_place(name, row),
    )  # fmt: skip


def _mapping(name: str, node: yaml.Node | None, required: set[str], optional: set[str]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise RuleError(f"{_place(name, node)}: a mapping with the keys {', '.join(sorted(required))} is expected")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        word = _string(name, key)
        if word in found or word not in required | optional:
            raise RuleError(f"{_place(name, key)}: {'repeated' if word in found else 'unknown'} key {word!r}")
        found[word] = value
    if missing := required - found.keys():
        raise RuleError(f"{_place(name, node)}: missing {', '.join(sorted(missing))}")
    return found


def _place(name: str, node: yaml.Node | None) -> str:
    return f"{name}:{node.start_mark.line + 1 if node is not None else 1}"


def _string(name: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise RuleError(f"{_place(name, node)}: text is expected")
    return str(node.value)


def _is_null(node: yaml.Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"


def _flag(name: str, node: yaml.Node) -> bool:
    if node.tag != "tag:yaml.org,2002:bool":
        raise RuleError(f"{_place(name, node)}: true or false is expected")
    return str(node.value).lower() == "true"


def _day(name: str, node: yaml.Node) -> date:
    try:
        return date.fromisoformat(_string(name, node))
    except ValueError as exc:
        raise RuleError(f"{_place(name, node)}: {node.value!r} is no day like 2021-04-29") from exc


def _optional_day(name: str, node: yaml.Node) -> date | None:
    return None if _is_null(node) else _day(name, node)
