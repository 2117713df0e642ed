"""Disguises that put something between the characters, or write them apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle

from detectors.evasion.disguise import Places

_GAP = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_FILLERS = ".*-_~|/+=#·^`☆★●◆"
_EMOJI = "🌿💊🔥❤️👍🏻✨👨‍👩‍👧"


def between(marks: str) -> Callable[[str, Places], str]:
    """Return the disguise that puts the marks, one after another, between every two Chinese characters."""

    def make(text: str, places: Places) -> str:
        turn = cycle(marks)
        return _GAP.sub(lambda _: next(turn), text)

    return make


def inside(mark: str) -> Callable[[str, Places], str]:
    """Return the disguise that puts one mark into the middle of each telling word (抗病*海参)."""

    def make(text: str, places: Places) -> str:
        for start, end in sorted(places, reverse=True):
            if end - start > 1:
                middle = (start + end) // 2
                text = text[:middle] + mark + text[middle:]
        return text

    return make


def bracketed(text: str, places: Places) -> str:
    """Put every Chinese character into brackets."""
    return re.sub(r"[\u4e00-\u9fff]", r"【\g<0>】", text)


def struck_through(text: str, places: Places) -> str:
    """Lay a stroke over every character, as a combining mark behind it."""
    return "".join(f"{char}\u0336" for char in text)


def vertical(text: str, places: Places) -> str:
    """Write one character a line; what was a line end stays an empty line."""
    return "\n".join(char.strip() for char in text)


zero_width = between("\u200b\u200d\u2060\ufeff")
blanks = between(" \u3000\xa0")
fillers = between(_FILLERS)
emoji = between(_EMOJI)
star_inside = inside("*")
