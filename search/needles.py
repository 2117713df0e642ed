"""What a user typed, as what is looked for. Nothing typed is syntax: a star is a star, OR is the word or."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.text import normalise
from search.analysis import END, pairs
from search.base import Query
from search.variants import without_separators

_LETTERS = re.compile(r"[a-z]+")
_QUOTES = "\"'“”‘’「」『』《》〈〉<>【】[]()（）`"


@dataclass(frozen=True, slots=True)
class Needle:
    """One thing that is looked for. `text`: its normal form, runs divided by one blank. `forms`: the same in every form that is looked for.

    `sound`: the letters that a name may sound like, empty when there are others than Latin letters.
    """

    text: str
    forms: tuple[str, ...]
    sound: str = ""

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The terms of each form."""
        return tuple(tuple(pairs(END.join(form.split()))) for form in self.forms)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a line, divided by blanks: without quotes and brackets around them, and without lone marks beside real words."""
    found = [part.strip(_QUOTES) or part for part in normalise(text).text.split()]
    real = [part for part in found if any(map(str.isalnum, part))]
    return tuple(dict.fromkeys(real or found))


def needles(entries: Iterable[str], spellings: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> tuple[Needle, ...]:
    """Return what each entry looks for, with these near spellings; entries of blanks alone look for nothing."""
    normal = (" ".join(normalise(entry).text.split()) for entry in entries)
    return tuple(_needle(text, spellings.get(text, ())) for text in dict.fromkeys(normal) if text)


def _needle(text: str, near: tuple[str, ...]) -> Needle:
    forms = tuple(dict.fromkeys((text, without_separators(text), *near)))
    return Needle(text, forms, text if _LETTERS.fullmatch(text) else "")


def asked_for(query: Query, spellings: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> tuple[Needle, ...]:
    """Return everything that a query looks for and that is marked in its hits."""
    return needles((*words(query.text), *query.all, *query.any), spellings)
