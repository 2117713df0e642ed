"""A batch of new documents against 1,000 saved searches, beside asking the embedded engine for each. Usage: saved_speed.py [SEARCHES] [DOCUMENTS]."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace

from pipeline.saved.match import match
from search.base import Doc, Query
from search.open import open_memory

LETTERS = "商品茶叶衣服手机电脑大米食油家具鞋帽玩具图书水果海鲜蔬菜包装规格净重产地发货快递包邮材质颜色尺码保质期配料说明适用人群清洗方法售后联系客服数量库存"


def main() -> int:
    searches = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 500  # what pipeline.indexing takes at once
    rng = random.Random(4)
    words = ["".join(rng.choices(LETTERS, k=2)) for _ in range(400)]

    def text(parts: int) -> str:
        return "，".join("".join(rng.choices(words, k=rng.randrange(2, 6))) for _ in range(parts))

    docs = [
        Doc(
            id=f"d{place}",
            kind="listing",
            url="",
            title=text(2),
            text=text(30),
            fields={"kind": ("listing",), "day": ("2026-11-20",), "category": (rng.choice("abcd"),)},
            price=rng.randrange(10_000),
        )
        for place in range(number)
    ]
    for name, length in (("narrow", 2), ("broad", 1)):
        queries = {
            f"q{place}": Query(
                text=" ".join(rng.choices(words, k=length)),
                none=(rng.choice(words),) if place % 3 == 0 else (),
                filters={"category": ("a", "b")} if place % 4 == 0 else {},
                price_to=5000 if place % 5 == 0 else None,
            )
            for place in range(searches)
        }
        begun = time.perf_counter()
        found = match(docs, queries)
        ours = time.perf_counter() - begun
        begun = time.perf_counter()
        engine = open_memory(docs)
        theirs = {key: {hit.id for hit in engine.search(replace(query, limit=number, marks=False)).hits} for key, query in queries.items()}
        engine.close()
        beside = time.perf_counter() - begun
        assert {key: set(ids) for key, ids in found.items()} == {key: ids for key, ids in theirs.items() if ids}
        pairs = sum(map(len, found.values()))
        print(f"{name}: {number} documents, {searches} searches, {pairs} matches: {ours:.2f} s; asking the engine for each, same answers: {beside:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
