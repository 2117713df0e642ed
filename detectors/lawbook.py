"""The law that findings quote: which article is in force on a day, with its text where that was read.

The data is one YAML file per instrument and version in `law/`; `parse` reads one, `LawBook` answers from all of them. Nothing here opens a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from core.errors import RuleError
from detectors.lawfile import Article, parse
from detectors.lawtext import Reference, part, read_reference

__all__ = ["Article", "LawBook", "parse"]


class LawBook:
    """All articles at hand, found by the words that a notice uses: 广告法第九条第三项."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Index the articles. Raises RuleError when two versions of one article hold on the same day."""
        versions: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in articles:
            versions[article.instrument, article.article].append(article)
        self._versions = {key: tuple(sorted(rows, key=lambda row: row.in_force_from)) for key, rows in versions.items()}
        for rows in self._versions.values():
            for earlier, later in pairwise(rows):
                if earlier.in_force_until is None or earlier.in_force_until >= later.in_force_from:
                    raise RuleError(f"{later.file}: {later.instrument}{later.article} overlaps with the version at {earlier.file}")

    def find(self, article: str, day: date) -> Article | None:
        """Return the article, paragraph or item named, as in force on the day; None when there is none.

        Accepts 《》, 中华人民共和国, Arabic numbers and 第（三）项. `text` of a part is that part alone, an item with its lead-in sentence. A part of an
        article whose text is not at hand cannot be looked up: it is answered with text None and confirmed False.
        """
        reference = read_reference(article)
        if reference is None:
            return None
        for row in self._versions.get((reference.instrument, reference.label), ()):
            if row.in_force_from <= day and (row.in_force_until is None or day <= row.in_force_until):
                return _part_of(row, reference)
        return None

    def exists(self, article: str, day: date) -> bool:
        """Whether the article (and the paragraph and item named) is there on the day."""
        return self.find(article, day) is not None

    def instruments(self) -> tuple[str, ...]:
        """The short names of all instruments, sorted."""
        return tuple(sorted({instrument for instrument, _ in self._versions}))

    def articles(self) -> tuple[Article, ...]:
        """Every stored article in every version."""
        return tuple(row for rows in self._versions.values() for row in rows)


def _part_of(row: Article, reference: Reference) -> Article | None:
    if row.text is None:
        return replace(row, article=reference.place)
    text = part(row.text, reference)
    return None if text is None else replace(row, article=reference.place, text=text)
