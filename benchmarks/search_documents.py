"""Made-up documents and queries for the measurements of search: characters by Zipf's law, fields as shops have them; the same ones each time."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from core.text import normalise
from search.base import Doc, Query

LETTERS = [char for char in map(chr, range(0x4E00, 0x4E00 + 4000)) if normalise(char).text == char]  # in normal form already: what a peer takes alike
WEIGHTS = list(itertools.accumulate(1 / (rank + 1) ** 0.8 for rank in range(len(LETTERS))))
WORDS = 20_000
"""Words of two to five characters that texts are made of, besides loose characters: phrases then are as frequent as in real text."""


def _words(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(LETTERS, cum_weights=WEIGHTS, k=rng.randrange(2, 6))) for _ in range(WORDS)]


_RNG = random.Random(5)
VOCABULARY = _words(_RNG)
_FREQUENCY = list(itertools.accumulate(1 / (rank + 1) ** 0.8 for rank in range(WORDS)))


def text(rng: random.Random, low: int, high: int) -> str:
    """Return a text of about so many characters, half words and half loose characters."""
    length = rng.randrange(low, high)
    parts = rng.choices(VOCABULARY, cum_weights=_FREQUENCY, k=length // 7)
    loose = rng.choices(LETTERS, cum_weights=WEIGHTS, k=length // 2)
    return "".join(itertools.chain.from_iterable(itertools.zip_longest(loose, parts, fillvalue="")))


def documents(number: int, seed: int = 7, *, long: bool = False) -> Iterator[Doc]:
    """Yield documents: a title of 10 to 30 characters, a text of some 150 (an advert) or 600 (a product's page), put together from 20,000 sentences."""
    rng = random.Random(seed)
    sentences = [text(rng, 10, 60) for _ in range(20_000)]
    for at in range(number):
        shop = rng.randrange(max(1, number // 50))
        yield Doc(
            id=f"{rng.getrandbits(80):020x}",
            kind="listing",
            url=f"http://shop{shop}.example/item/{at}",
            title=rng.choice(sentences)[:30],
            text="，".join(rng.choices(sentences, k=rng.randrange(10, 30) if long else rng.randrange(2, 8))),
            shop_name=VOCABULARY[shop % WORDS] + "百货店",
            identifiers={"phone": (f"139{shop:08}",)},
            fields={
                "kind": ("listing",),
                "category": (f"category{int(rng.paretovariate(1)) % 12}",),
                "rule": (f"rule{int(rng.paretovariate(1)) % 150}",),
                "severity": (rng.choice(("low", "medium", "high")),),
                "area": (f"area{rng.randrange(7)}",),
                "platform": (f"platform{rng.randrange(5)}",),
                "goods_class": (f"goods{rng.randrange(25)}",),
                "status": (rng.choice(("new", "confirmed", "dismissed")),),
                "shop": (f"shop{shop}.example",),
                "day": (f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",),
            },
            price=rng.randrange(100, 100_000),
            risk=rng.randrange(101),
            confidence=rng.randrange(101),
        )


def queries(number: int, seed: int = 11) -> dict[str, list[Query]]:
    """Return queries of each kind that the time is measured of; their words are cut out of texts, so frequent ones are asked for more often."""
    rng = random.Random(seed)
    facets = ("category", "area", "status")

    def word(low: int = 2, high: int = 5) -> str:
        return next(one for one in iter(lambda: rng.choices(VOCABULARY, cum_weights=_FREQUENCY, k=1)[0], "") if low <= len(one) <= high)

    narrow = {"filters": {"status": ("new", "confirmed"), "severity": ("high",)}, "price_from": 1000, "facets": facets}
    return {
        "word": [Query(text=word()) for _ in range(number)],
        "phrase": [Query(all=(word(4),)) for _ in range(number)],
        "boolean, filtered, 3 facets": [Query(any=(word(), word()), none=(word(),), **narrow) for _ in range(number)],
        "by risk, 3 facets": [Query(text=word(), facets=facets, sort="risk") for _ in range(number)],
        "by price": [Query(text=word(), sort="price_low") for _ in range(number)],
        "one character": [Query(text=rng.choice(LETTERS[:400])) for _ in range(number)],
        "two words, 3 facets": [Query(text=f"{word()} {word()}", facets=facets) for _ in range(number)],
    }
