"""Near spellings: which words one character away from the ones asked for really stand in the index. They are then looked for like any other word.

So both engines find the same, counts and marks are exact, and the user is told what was looked for. Any engine can be asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from search.analysis import views
from search.base import Hit, Query
from search.needles import asked_for
from search.walk import Searching

SHORTEST, LONGEST = 3, 24  # characters of a word that has near spellings
CANDIDATES = 200  # newest documents that are looked through for each character of a word
MOST = 30  # spellings of one word, the most frequent ones

Spellings = Mapping[str, tuple[str, ...]]


def spellings(engine: Searching, query: Query) -> Spellings:
    """Return the near spellings of each word of the query that has any, the most frequent first; nothing when none are asked for."""
    found = {}
    for text in (needle.text for needle in asked_for(query)) if query.near else ():
        if SHORTEST <= len(text) <= LONGEST and " " not in text and (near := _of_word(engine, query, text)):
            found[text] = near
    return found


def _of_word(engine: Searching, query: Query, word: str) -> tuple[str, ...]:
    pattern, counted, seen = _pattern(word), Counter[str](), set[str]()
    for parts in _halves(word):
        wanted = replace(query, text="", all=parts, any=(), none=(), near=False, facets=(), histogram="", cursor="", sort="newest")
        for hit in engine.search(replace(wanted, offset=0, limit=CANDIDATES, marks=False, body=True)).hits:
            if hit.id not in seen:
                seen.add(hit.id)
                counted.update(set(_near(hit, pattern)))
    kept = sorted((-number, spelling) for spelling, number in counted.items() if word not in spelling)
    return tuple(spelling for _, spelling in kept[:MOST])


def _halves(word: str) -> Iterator[tuple[str, ...]]:
    """Yield what is left of the word around each character: what every near spelling keeps."""
    for place in range(len(word)):
        if len(word) > SHORTEST or 0 < place < len(word) - 1:
            yield tuple(part for part in (word[:place], word[place + 1 :]) if part)


def _near(hit: Hit, pattern: re.Pattern[str]) -> Iterator[str]:
    texts = [hit.title, hit.text, hit.shop_name, hit.operator_name, *(line.text for picture in hit.pictures for line in picture.lines)]
    for text in filter(None, texts):
        for view in views(text):
            yield from pattern.findall(view.text)


@lru_cache(maxsize=64)
def _pattern(word: str) -> re.Pattern[str]:
    """Return a pattern for the word with one character replaced, left out or put in; the edges of a short word hold."""
    forms = []
    for place in range(len(word)):
        before, after = re.escape(word[:place]), re.escape(word[place + 1 :])
        inside = 0 < place < len(word) - 1
        if inside or len(word) > SHORTEST:
            forms.append(rf"{before}\S{after}")
        if inside:
            forms.append(f"{before}{after}")
        if place:
            forms.append(rf"{before}\S{re.escape(word[place:])}")
    return re.compile("|".join(forms))
