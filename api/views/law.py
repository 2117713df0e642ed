"""The articles that a finding quotes, with the text in force on the day of the capture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Article(Protocol):
    """What a law book answers (detectors.lawbook)."""

    @property
    def text(self) -> str | None:
        """The article's words, None when they were not read."""

    @property
    def confirmed(self) -> bool:
        """Whether a person compared them with the official text."""

    @property
    def in_force_from(self) -> date:
        """The first day in force."""

    @property
    def in_force_until(self) -> date | None:
        """The last day in force."""

    @property
    def source(self) -> str:
        """Where the words come from."""


class LawBook(Protocol):
    """Finds articles by name and day."""

    def find(self, article: str, day: date) -> Article | None:
        """Return the article in force on the day, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quoted article as the screen shows it. `note` says, in Chinese, what a reader must know: not stored, not in force, unconfirmed."""

    name: str
    text: str
    note: str
    in_force: str
    source: str


def quotes(book: LawBook, names: Iterable[str], day: date) -> list[Quote]:
    """Return each article as of the day, in the order given."""
    return [_quote(name, book.find(name, day), day) for name in names]


def _quote(name: str, article: Article | None, day: date) -> Quote:
    if article is None:
        return Quote(name=name, text="", note=f"条文未收录，或在 {day} 不适用，待核实", in_force="", source="")
    end = f"至 {article.in_force_until} 止" if article.in_force_until else "起施行，现行有效"
    if article.text is None:
        note = "条文未收录，待核实"
    else:
        note = "" if article.confirmed else "条文未经核对，引用前请查官方文本"
    return Quote(name=name, text=article.text or "", note=note, in_force=f"{article.in_force_from} {end}", source=article.source)
