"""Labelled texts as files: positive.jsonl (wordings that an authority found unlawful) and negative.jsonl (lawful ones), one JSON object a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from core.errors import BadInput
from core.records import DocumentKind
from detectors.rule import Category
from pipeline.lines import parse_line

Decidable = Literal["text", "goods", "knowledge", "outside", "drop"]
Label = Literal["legit", "hard"]
_NAMES = ("positive.jsonl", "negative.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled text. `decidable`: what a reader needs to see the violation. `adjudicated` False: only a seller's page says so.

    `label`, `group`, `contested`: of lawful texts. `family`: texts of one source, which a split must not part. `place`: file:line.
    """

    id: str
    text: str
    place: str
    kind: DocumentKind = "advertisement"
    goods: str = ""
    unlawful: bool
    category: str = ""
    articles: tuple[str, ...] = ()
    decidable: Decidable = "text"
    adjudicated: bool = True
    label: Label = "legit"
    group: str = "other"
    contested: bool = False
    family: str = ""

    @property
    def half(self) -> Literal["a", "b"]:
        """The half that the case falls into, by a hash of its family."""
        return "ab"[hashlib.sha256(self.family.encode()).digest()[0] % 2]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What a folder holds. `errors`: one line per bad line, with file and line number."""

    cases: tuple[Case, ...]
    errors: tuple[str, ...]


def read_folder(folder: Path) -> Cases:
    """Return the cases of both files and what was wrong with single lines; raise BadInput where a file is missing or holds no case at all."""
    if not folder.is_dir():
        raise BadInput(f"{folder}: no such folder")
    cases: dict[str, Case] = {}
    errors: list[str] = []
    for name in _NAMES:
        before = len(cases)
        for place, raw in _lines(folder / name):
            try:
                case = _case(parse_line(raw), place, unlawful=name == "positive.jsonl")
                if case.id in cases:
                    raise BadInput(f"id: {case.id!r} is in {cases[case.id].place} already")
                cases[case.id] = case
            except BadInput as exc:
                errors.append(f"{place}: {exc}")
        if len(cases) == before:
            raise BadInput(errors[0] if errors else f"{folder / name}: empty; wanted one JSON object a line")
    return Cases(cases=tuple(cases.values()), errors=tuple(errors))


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        raw = path.read_bytes()
    except OSError as exc:
        raise BadInput(f"{path}: {exc.strerror}") from exc
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def _case(record: dict[str, Any], place: str, *, unlawful: bool) -> Case:
    ident = _text(record, "id", needed=True)
    common: dict[str, Any] = {
        "id": ident,
        "text": _text(record, "text", needed=True),
        "place": place,
        "goods": _text(record, "product"),
        "kind": record["kind"] if record.get("kind") in get_args(DocumentKind) else "advertisement",
        "family": _text(record, "case") or _text(record, "source") or ident,
    }
    return Case(**common, **(_positive(record) if unlawful else _negative(record)))


def _positive(record: dict[str, Any]) -> dict[str, Any]:
    articles = record.get("articles") or []
    if not isinstance(articles, list) or not all(isinstance(article, str) for article in articles):
        raise BadInput("articles: wanted a list of texts")
    return {
        "unlawful": True,
        "category": _one_of(record.get("category"), "category", Category),
        "articles": tuple(articles),
        "decidable": _one_of(record.get("decidable") or ("outside" if record.get("needs_context") else "text"), "decidable", Decidable),
        "adjudicated": record.get("basis") != "seller_page",
    }


def _negative(record: dict[str, Any]) -> dict[str, Any]:
    name = "label" if record.get("label") else "kind"  # older folders have the label in `kind`
    return {
        "unlawful": False,
        "label": _one_of(record.get(name), "label", Label),
        "group": _text(record, "group") or "other",
        "contested": bool(record.get("contested")),
    }


def _one_of(value: object, name: str, choices: Any) -> str:
    known = get_args(choices)
    if value not in known:
        raise BadInput(f"{name}: {value!r} is none of {', '.join(known)}")
    return str(value)


def _text(record: dict[str, Any], name: str, *, needed: bool = False) -> str:
    value = record.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadInput(f"{name}: wanted text, got {type(value).__name__}")
    if needed and not value.strip():
        raise BadInput(f"{name}: missing")
    return value
