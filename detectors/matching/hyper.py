"""Patterns with Hyperscan: time grows with the text, never with a pattern's shape.

Words are left to Aho-Corasick, which hands over all finds of a text at once: Hyperscan is faster by itself, but calls Python for each of hundreds of finds.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from importlib import metadata
from threading import Lock

import hyperscan
import numpy as np

from detectors.matching.automata import Kept, Literals, Numbers, Patterns, Place, Presence
from detectors.matching.portable import AhoCorasick

_FEW = 20  # finds that are sooner placed one by one
_FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST
_ONCE = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SINGLEMATCH
_LENGTH = 8  # bytes that say how long the database behind them is


class Hyper:
    """Hyperscan as `Automata`."""

    def __init__(self, kept: Kept | None = None) -> None:
        """Take the place where compiled databases are kept, if there is one."""
        self._kept = kept

    def literals(self, words: Sequence[str]) -> Literals:
        """Compile words."""
        return AhoCorasick(words)

    def patterns(self, texts: Sequence[str]) -> Patterns:
        """Compile patterns; raise ValueError naming one that Hyperscan cannot take."""
        return HyperPatterns(texts, self._kept)

    def presence(self, texts: Sequence[str]) -> Presence:
        """Compile patterns that are only to be seen."""
        return HyperPresence(texts, self._kept)


class HyperPresence:
    """Patterns in one database that says of each once that it stands in a text."""

    def __init__(self, texts: Sequence[str], kept: Kept | None = None) -> None:
        """Compile, or take what is kept."""
        self._turn = Lock()
        self._database = _opened(_ready([texts], kept, _ONCE)[0]) if texts else None

    def present(self, text: str) -> Sequence[int]:
        """Return the numbers of those that stand in a text."""
        found: list[int] = []
        raw = text.encode()
        if self._database is not None and raw:
            with self._turn:
                self._database.scan(raw, match_event_handler=lambda number, _start, _end, _flags, _context: found.append(number))
        return found


class HyperPatterns:
    """Patterns, each in a database of its own, for rules ask for a few of them at a time; threads take turns, for there is one scratch space a database."""

    def __init__(self, texts: Sequence[str], kept: Kept | None = None) -> None:
        """Compile, or take what is kept; raise ValueError naming a pattern that Hyperscan cannot take."""
        self._turn = Lock()
        self._compiled = _ready([[text] for text in texts], kept, _FLAGS)
        self._databases: list[hyperscan.Database | None] = [None] * len(texts)

    def find(self, text: str) -> list[Place]:
        """Return the matches of all patterns as (number, start, end) in letters."""
        return [(which, *place) for which in range(len(self._databases)) for place in self.find_one(which, text)]

    def find_one(self, which: int, text: str) -> list[tuple[int, int]]:
        """Return the matches of one pattern as (start, end) in letters: for every end the first start."""
        raw = text.encode()
        found: list[tuple[int, int]] = []
        if raw:
            with self._turn:
                self._database(which).scan(raw, match_event_handler=lambda _number, start, end, _flags, _context: found.append((start, end)))
        if len(found) < _FEW:
            return [(len(raw[:start].decode()), len(raw[:end].decode())) for start, end in found]
        before = _letters_before(raw).tolist()
        return [(before[start], before[end]) for start, end in found]

    def _database(self, which: int) -> hyperscan.Database:
        database = self._databases[which]
        if database is None:
            database = self._databases[which] = _opened(self._compiled[which])
        return database


def _letters_before(raw: bytes) -> Numbers:
    """Per byte offset the number of letters ahead of it: the bytes that do not go on with a letter are counted."""
    before = np.zeros(len(raw) + 1, np.intp)
    np.cumsum((np.frombuffer(raw, np.uint8) & 0xC0) != 0x80, out=before[1:])
    return before


def _ready(groups: Sequence[Sequence[str]], kept: Kept | None, flags: int) -> list[bytes]:
    """A database for each group of patterns, kept or compiled now. What is kept is for this library, this machine and these very texts, or it is not taken."""
    if kept is None or not groups:
        return [_compiled(texts, flags) for texts in groups]
    said = "\0".join((metadata.version("hyperscan"), platform.machine(), platform.node(), str(flags), *("\1".join(texts) for texts in groups)))
    name = hashlib.sha256(said.encode()).hexdigest()
    raw = kept.get(name)
    databases = _apart(raw) if raw is not None else []
    if len(databases) != len(groups) or not _can_read(databases[0]):
        databases = [_compiled(texts, flags) for texts in groups]
        kept.put(name, b"".join(len(database).to_bytes(_LENGTH, "big") + database for database in databases))
    return databases


def _apart(raw: bytes) -> list[bytes]:
    """The databases of one file."""
    databases: list[bytes] = []
    place = 0
    while place < len(raw):
        length = int.from_bytes(raw[place : place + _LENGTH], "big")
        place += _LENGTH
        databases.append(raw[place : place + length])
        place += length
    return databases


def _can_read(raw: bytes) -> bool:
    """Whether these are bytes of this version of the library, for this kind of processor."""
    try:
        hyperscan.loadb(raw, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:
        return False
    return True


def _opened(raw: bytes) -> hyperscan.Database:
    database = hyperscan.loadb(raw, hyperscan.HS_MODE_BLOCK)
    database.scratch = hyperscan.Scratch(database)
    return database


def _compiled(texts: Sequence[str], flags: int) -> bytes:
    database = hyperscan.Database()
    try:
        database.compile(expressions=[text.encode() for text in texts], ids=list(range(len(texts))), elements=len(texts), flags=flags)
    except hyperscan.error as exc:
        raise ValueError(f"pattern {texts[0]!r}{' or another' if len(texts) > 1 else ''}: {exc}") from exc
    return bytes(hyperscan.dumpb(database))
