"""What is asked of a library that finds thousands of words at once. Hyperscan where it has a wheel; else Aho-Corasick and RE2, with the same results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]
Place = tuple[int, int, int]  # number of the pattern, start and end in letters


class Literals(Protocol):
    """Words, numbered by their order."""

    def find(self, text: str) -> tuple[Numbers, Numbers]:
        """Return which words stand in a text and where each ends, in letters: every place of every word, inside other words too."""

    def present(self, text: str) -> set[int]:
        """Return which words stand in a text."""


class Patterns(Protocol):
    """Regular expressions of a bounded length, numbered by their order."""

    def find(self, text: str) -> list[Place]:
        """Return at least the matches that are inside no other of the same pattern."""

    def find_one(self, which: int, text: str) -> Sequence[tuple[int, int]]:
        """Return the start and end of at least the matches of one pattern that are inside no other of it."""


class Presence(Protocol):
    """Regular expressions of a bounded length of which it is only asked whether they stand in a text."""

    def present(self, text: str) -> Sequence[int]:
        """Return the numbers of those that stand there."""


class Automata(Protocol):
    """A library."""

    def literals(self, words: Sequence[str]) -> Literals:
        """Compile words."""

    def patterns(self, texts: Sequence[str]) -> Patterns:
        """Compile patterns; raise ValueError naming one that the library cannot take."""

    def presence(self, texts: Sequence[str]) -> Presence:
        """Compile patterns that are only to be seen."""


class Kept(Protocol):
    """Where compiled databases are kept from one process to the next: compiling thirty thousand words takes seconds, reading them back a blink."""

    def get(self, name: str) -> bytes | None:
        """Return what was put there under this name, or None."""

    def put(self, name: str, compiled: bytes) -> None:
        """Keep it, if that is possible."""


def best(kept: Kept | None = None) -> Automata:
    """Return the fastest library that is installed."""
    try:
        from detectors.matching.hyper import Hyper
    except ModuleNotFoundError:  # no wheel for this processor
        from detectors.matching.portable import Portable

        return Portable()
    return Hyper(kept)
