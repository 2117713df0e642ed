"""Words and patterns with Hyperscan: time grows with the text, never with a pattern's shape."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from importlib import metadata
from itertools import chain
from threading import Lock

import hyperscan
import numpy as np

from detectors.matching.automata import Kept, Literals, Numbers, Patterns, Place

_FEW = 20  # finds that are sooner placed one by one
_PATTERN_FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST


class Hyper:
    """Hyperscan as `Automata`."""

    def __init__(self, kept: Kept | None = None) -> None:
        """Take the place where compiled databases are kept, if there is one."""
        self._kept = kept

    def literals(self, words: Sequence[str]) -> Literals:
        """Compile words."""
        return HyperLiterals(words, self._kept)

    def patterns(self, texts: Sequence[str]) -> Patterns:
        """Compile patterns; raise ValueError naming one that Hyperscan cannot take."""
        return HyperPatterns(texts, self._kept)


class HyperLiterals:
    """Words in one database; threads take turns, for Hyperscan's scratch space is one per database."""

    def __init__(self, words: Sequence[str], kept: Kept | None = None) -> None:
        """Compile, or take what is kept."""
        self._turn = Lock()
        self._database = _ready(words, kept, literal=True)

    def find(self, text: str) -> tuple[Numbers, Numbers]:
        """Return which words stand in a text, and where each ends, in letters."""
        raw = text.encode()
        found: list[tuple[int, int]] = []
        if self._database is not None and raw:
            with self._turn:
                self._database.scan(raw, match_event_handler=lambda number, _start, end, _flags, _context: found.append((number, end)))
        if len(found) < _FEW:
            return np.array([number for number, _ in found], np.intp), np.array([len(raw[:end].decode()) for _, end in found], np.intp)
        numbers = np.fromiter(chain.from_iterable(found), np.intp, 2 * len(found))
        return numbers[::2], _letters_before(raw)[numbers[1::2]]

    def present(self, text: str) -> set[int]:
        """Return which words stand in a text."""
        raw = text.encode("utf-8", "replace")
        found: set[int] = set()
        if self._database is not None and raw:
            with self._turn:
                self._database.scan(raw, match_event_handler=lambda number, _start, _end, _flags, _context: found.add(number))
        return found


class HyperPatterns:
    """Patterns in one database; threads take turns."""

    def __init__(self, texts: Sequence[str], kept: Kept | None = None) -> None:
        """Compile, or take what is kept; raise ValueError naming a pattern that Hyperscan cannot take."""
        self._turn = Lock()
        self._database = _ready(texts, kept, literal=False)

    def find(self, text: str) -> list[Place]:
        """Return the matches as (number, start, end) in letters: for every start all ends."""
        raw = text.encode()
        found: list[Place] = []
        if self._database is not None and raw:
            with self._turn:
                self._database.scan(raw, match_event_handler=lambda number, start, end, _flags, _context: found.append((number, start, end)))
        if not found:
            return []
        if len(found) < _FEW:
            return [(number, len(raw[:start].decode()), len(raw[:end].decode())) for number, start, end in found]
        before = _letters_before(raw).tolist()
        return [(number, before[start], before[end]) for number, start, end in found]


def _letters_before(raw: bytes) -> Numbers:
    """Per byte offset the number of letters ahead of it: the bytes that do not go on with a letter are counted."""
    before = np.zeros(len(raw) + 1, np.intp)
    np.cumsum((np.frombuffer(raw, np.uint8) & 0xC0) != 0x80, out=before[1:])
    return before


def _ready(texts: Sequence[str], kept: Kept | None, *, literal: bool) -> hyperscan.Database | None:
    """The database, kept or compiled now. What is kept is for this library, this machine and these very texts, or it is not taken."""
    if not texts:
        return None
    if kept is None:
        return _compiled(texts, literal=literal)
    said = "\0".join((metadata.version("hyperscan"), platform.machine(), platform.node(), str(literal), *texts))
    name = hashlib.sha256(said.encode()).hexdigest()
    raw = kept.get(name)
    database = None if raw is None else _read_back(raw)
    if database is None:
        database = _compiled(texts, literal=literal)
        kept.put(name, hyperscan.dumpb(database))
    return database


def _read_back(raw: bytes) -> hyperscan.Database | None:
    """The database, or None for bytes of another version of the library, or of another kind of processor."""
    try:
        database = hyperscan.loadb(raw, hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
    except hyperscan.error:
        return None
    return database


def _compiled(texts: Sequence[str], *, literal: bool) -> hyperscan.Database:
    database = hyperscan.Database()
    raw = [text.encode("utf-8") for text in texts]
    try:
        database.compile(expressions=raw, ids=list(range(len(raw))), elements=len(raw), flags=0 if literal else _PATTERN_FLAGS, literal=literal)
    except hyperscan.error as exc:
        raise ValueError(f"{_culprit(texts)}: {exc}") from exc
    return database


def _culprit(texts: Sequence[str]) -> str:
    """Which pattern it was: the library does not say."""
    for text in texts:
        try:
            hyperscan.Database().compile(expressions=[text.encode("utf-8")], ids=[0], elements=1, flags=_PATTERN_FLAGS)
        except hyperscan.error:
            return f"pattern {text!r}"
    return "the patterns together"
