"""Reads one file of `law/`: one instrument in one version. Strict: an unknown, missing or repeated key is an error with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from core.errors import RuleError
from detectors.lawtext import plain_name, read_reference
from detectors.schema import AsTuple, Strict, Text, read
from detectors.yamlfile import Loaded, Path, read_yaml


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


class _Article(Strict):
    article: Text
    text: Text | None
    confirmed: bool = True


class _Instrument(Strict):
    instrument: Text
    full_name: Text
    version: Text
    in_force_from: date
    in_force_until: date | None
    source: Text
    note: Text = ""
    articles: Annotated[tuple[_Article, ...], AsTuple, Field(min_length=1)]


def parse(name: str, raw: str) -> list[Article]:
    """Read the text of the law file `name`. Raises RuleError naming file and line."""
    loaded = read_yaml(raw, name)
    law = read(_Instrument, loaded)
    if mistake := _mistake(law, loaded):
        raise mistake
    shared = law.model_dump(exclude={"articles"})
    return [Article(**row.model_dump(), **shared, file=f"{name}:{loaded.line(('articles', number))}") for number, row in enumerate(law.articles)]


def _mistake(law: _Instrument, loaded: Loaded) -> RuleError | None:
    if law.in_force_until is not None and law.in_force_until < law.in_force_from:
        return loaded.error(("in_force_until",), "before in_force_from")
    if plain_name(law.full_name) != law.instrument:
        return loaded.error(("instrument",), f"{law.instrument!r} is not full_name without 中华人民共和国")
    for number, row in enumerate(law.articles):
        place: Path = ("articles", number)
        reference = read_reference(law.instrument + row.article)
        if reference is None or not row.article == reference.label == reference.place:
            return loaded.error((*place, "article"), f"{row.article!r} is no article number like 第九条")
        if row.text is None and row.confirmed:
            return loaded.error((*place, "text"), "an article without text must say confirmed: false")
    return None
