"""Which of many words stand in a text: one pass, however many words there are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from threading import Lock

import hyperscan


class WordSet:
    """A set of words, compiled when first asked; threads take turns."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words as they are to be found: in the normal form of the texts."""
        self._words = tuple(dict.fromkeys(words))
        self._turn = Lock()

    def present(self, text: str) -> set[str]:
        """Return the words that stand in the text, inside other words too."""
        found: set[str] = set()
        raw = text.encode("utf-8", "replace")
        if raw and self._words:
            with self._turn:
                self._database.scan(raw, match_event_handler=lambda number, _start, _end, _flags, _context: found.add(self._words[number]))
        return found

    @cached_property
    def _database(self) -> hyperscan.Database:
        database = hyperscan.Database()
        count = len(self._words)
        raw = [word.encode("utf-8") for word in self._words]
        database.compile(expressions=raw, ids=list(range(count)), elements=count, flags=hyperscan.HS_FLAG_SINGLEMATCH, literal=True)
        return database
