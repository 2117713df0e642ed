"""How much of a text must be read together with a word that may be meant: all that words overlap from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.matching.tree import LONGEST, Node

Stretch = tuple[int, int]


def regions(root: Node, text: str, stretch: Stretch, words: Iterable[Stretch]) -> list[Stretch]:
    """Return the regions around words (in order) inside a stretch, in order and apart. No word as written crosses the border of one.

    The best reading of the stretch is the best reading of each, and what is written in between.
    """
    grown: list[Stretch] = []
    for start, end in words:
        region = _grown(root, text, stretch, start, end)
        while grown and region[0] < grown[-1][1]:
            before = grown.pop()
            region = min(before[0], region[0]), max(before[1], region[1])
        grown.append(region)
    return grown


def _grown(root: Node, text: str, stretch: Stretch, start: int, end: int) -> Stretch:
    """The region with every word that reaches over its border, and every word that reaches over the border of those."""
    at = start - 1
    while at >= max(start - LONGEST, stretch[0]):
        if any(start < over <= stretch[1] for over in _ends(root, text, at)):
            start = at
        at -= 1
    at = start
    while at < end:
        end = max((over for over in _ends(root, text, at) if end < over <= stretch[1]), default=end)
        at += 1
    return start, end


def _ends(root: Node, text: str, start: int) -> Iterator[int]:
    """Where words end that are written from the start on."""
    node: Node | None = root
    for end in range(start, min(start + LONGEST, len(text))):
        node = node.following.get(text[end]) if node is not None else None
        if node is None:
            return
        if node.word:
            yield end + 1
