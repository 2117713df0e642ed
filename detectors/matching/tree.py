"""Words as a tree of their characters, each of which may be asked for by itself, by its syllable or by its first letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.text.sounds import READING

_FEW = 8  # nodes that are sooner asked one by one
LONGEST = 9  # letters of a word that may be written by its sound


class Node:
    """A beginning of words. `word`: the word that ends here, if any; `rank`: its place among all words, the likeliest first."""

    __slots__ = ("_before", "_heard", "following", "rank", "word")

    def __init__(self) -> None:
        """Start without words."""
        self.following: dict[str, Node] = {}
        self.word = ""
        self.rank = 0
        self._heard: dict[str, tuple[Node, ...]] | None = None
        self._before: dict[str, dict[str, list[Node]]] | None = None

    def heard(self, sound: str) -> Sequence[Node]:
        """Return the nodes whose character reads as a syllable, or as one that begins with a single letter."""
        if self._heard is None:
            heard: dict[str, list[Node]] = {}
            for letter, node in self.following.items():
                for way in {way for syllable in READING.get(letter, ()) for way in (syllable, syllable[0])}:
                    heard.setdefault(way, []).append(node)
            self._heard = {way: tuple(nodes) for way, nodes in heard.items()}
        return self._heard.get(sound, ())

    def heard_before(self, sound: str, letter: str) -> Sequence[Node]:
        """Return those of `heard` that are a word themselves, or go on with this letter."""
        heard = self.heard(sound)
        if len(heard) <= _FEW:
            return [node for node in heard if node.word or letter in node.following]
        if self._before is None:
            self._before = {}
        if sound not in self._before:
            self._before[sound] = _by_next(heard)
        return self._before[sound].get(letter) or self._before[sound][""]


def _by_next(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    """Per letter those of the nodes that are a word themselves or go on with it, in order; "": for all other letters."""
    letters = dict.fromkeys(["", *(letter for node in nodes for letter in node.following)])
    whole = any(node.word for node in nodes)
    if whole:
        return {letter: [node for node in nodes if node.word or letter in node.following] for letter in letters}
    by_next: dict[str, list[Node]] = {letter: [] for letter in letters}
    for node in nodes:
        for letter in node.following:
            by_next[letter].append(node)
    return by_next


def tree_of(words: Iterable[str]) -> Node:
    """Return the tree of the words, the likeliest of which come first."""
    root = Node()
    for rank, word in enumerate(words):
        node = root
        for letter in word:
            node = node.following.setdefault(letter, Node())
        node.word, node.rank = word, rank
    return root
