"""What a disguise is, and the two ways in which one is laid over words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Places = Sequence[tuple[int, int]]  # characters of the text that hold the telling words
Change = Callable[[str], str | None]  # a character to what stands for it, or None where there is nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguise:
    """`make(text, places)` returns the text disguised; some disguises hide the whole text, some only the words in `places`."""

    name: str
    zh: str
    make: Callable[[str, Places], str]


def everywhere(change: Change) -> Callable[[str, Places], str]:
    """Return the disguise that changes every character of the text that it can."""

    def make(text: str, places: Places) -> str:
        return "".join(change(char) or char for char in text)

    return make


def in_words(change: Change) -> Callable[[str, Places], str]:
    """Return the disguise that changes every character of the telling words that it can."""

    def make(text: str, places: Places) -> str:
        inside = {at for start, end in places for at in range(start, end)}
        return "".join((change(char) if at in inside else None) or char for at, char in enumerate(text))

    return make


def here_and_there(change: Change, step: int = 4) -> Callable[[str, Places], str]:
    """Return the disguise that changes one character in each run of `step` characters of the telling words, the second one that it can where there are two."""

    def make(text: str, places: Places) -> str:
        changed = dict(_chosen(text, places, change, step))
        return "".join(changed.get(at, char) for at, char in enumerate(text))

    return make


def _chosen(text: str, places: Places, change: Change, step: int) -> Iterable[tuple[int, str]]:
    for start, end in places:
        for first in range(start, end, step):
            able = [(at, new) for at in range(first, min(first + step, end)) if (new := change(text[at])) is not None]
            if able:
                yield able[min(1, len(able) - 1)]
