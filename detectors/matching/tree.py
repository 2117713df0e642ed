"""Words as a tree of their characters, each of which may be asked for by itself, by its syllable or by its first letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.text.sounds import READING

LONGEST = 9  # letters of a word that may be written by its sound


class Node:
    """A beginning of words. `word`: the word that ends here, if any; `rank`: its place among all words, the likeliest first."""

    __slots__ = ("_heard", "following", "rank", "word")

    def __init__(self) -> None:
        """Start without words."""
        self.following: dict[str, Node] = {}
        self.word = ""
        self.rank = 0
        self._heard: dict[str, tuple[Node, ...]] | None = None

    def heard(self, sound: str) -> Sequence[Node]:
        """Return the nodes whose character reads as a syllable, or as one that begins with a single letter."""
        if self._heard is None:
            heard: dict[str, list[Node]] = {}
            for letter, node in self.following.items():
                for way in {way for syllable in READING.get(letter, ()) for way in (syllable, syllable[0])}:
                    heard.setdefault(way, []).append(node)
            self._heard = {way: tuple(nodes) for way, nodes in heard.items()}
        return self._heard.get(sound, ())


def tree_of(words: Iterable[str]) -> Node:
    """Return the tree of the words, the likeliest of which come first."""
    root = Node()
    for rank, word in enumerate(words):
        node = root
        for letter in word:
            node = node.following.setdefault(letter, Node())
        node.word, node.rank = word, rank
    return root
