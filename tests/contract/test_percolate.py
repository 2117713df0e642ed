"""A batch in memory answers like the engines: many random queries over random documents, the same documents found."""

from __future__ import annotations

import random
from dataclasses import replace

from search.base import Doc, Picture, PictureLine, Query
from search.percolate import Batch

WORDS = ("茶叶", "绿茶", "云雾", "祖传秘方", "抗癌", "减肥", "最好", "Cup", "top1", "免费", "惠州", "老店", "a", "茶", "99.9%", "国药准字")
SHOPS = (("惠城茶行", "惠州市云雾茶业有限公司"), ("老店", "李四"), ("", ""))


def a_document(rng: random.Random, number: int) -> Doc:
    def text(most: int) -> str:
        return rng.choice(("", " ", "，", "*")).join(rng.choices(WORDS, k=rng.randrange(most)))

    shop, operator = rng.choice(SHOPS)
    return Doc(
        id=f"d{number}",
        kind=rng.choice(("listing", "page")),
        url=f"https://shop.example/{number}",
        title=text(4),
        text=text(12),
        pictures=(Picture(key="p", lines=(PictureLine(text=text(3)),)),) if rng.random() < 0.3 else (),
        shop_name=shop,
        operator_name=operator,
        identifiers={"phone": (f"138-0013-{rng.randrange(8000, 8010)}",)} if rng.random() < 0.5 else {},
        fields={"kind": ("listing",), "day": (f"2026-11-{rng.randrange(10, 20)}",), "category": tuple(rng.sample(("a", "b", "c"), rng.randrange(3)))},
        price=rng.choice((None, 0, 990, 12900)),
        risk=rng.randrange(0, 100, 10),
        confidence=rng.choice((0, 50, 90)),
    )


def a_query(rng: random.Random) -> Query:
    def some(chance: float, most: int = 2) -> tuple[str, ...]:
        return tuple(rng.choices(WORDS, k=rng.randint(1, most))) if rng.random() < chance else ()

    def one(chance: float, *values):
        return rng.choice(values) if rng.random() < chance else None

    return Query(
        text=" ".join(some(0.5)),
        all=tuple(map("".join, zip(some(0.2), WORDS, strict=False))),
        any=some(0.2, 3),
        none=some(0.3),
        scope=one(0.2, "title", "names", "pictures") or "",
        filters={"category": ("a", "b")} if rng.random() < 0.2 else {},
        exclude={"category": ("c",)} if rng.random() < 0.2 else {},
        identifiers={rng.choice(("", "phone")): (rng.choice(("13800138005", "138*", "138?0138??1", "*8")),)} if rng.random() < 0.15 else {},
        ids=("d1", "d7") if rng.random() < 0.05 else (),
        day_from=one(0.2, "2026-11-14") or "",
        day_to=one(0.2, "2026-11-17") or "",
        price_from=one(0.1, 0, 500),
        price_to=one(0.1, 990),
        risk_from=one(0.1, 30, 50) or 0,
        confidence_from=one(0.1, 60) or 0,
    )


def test_a_batch_answers_like_the_engine(engine):
    rng = random.Random(26)
    docs = [a_document(rng, number) for number in range(60)]
    queries = [a_query(rng) for _ in range(400)]
    engine.put(docs)
    engine.refresh()
    batch = Batch(docs)
    answers = []
    for query in queries:
        wanted = {hit.id for hit in engine.search(replace(query, limit=100, marks=False)).hits}
        assert {doc.id for doc in batch.answering(query)} == wanted, query
        answers.append(len(wanted))
    assert sum(0 < found < len(docs) for found in answers) > 100  # not all or nothing


def test_a_document_that_is_there_twice_counts_as_it_stands_last():
    docs = [Doc(id="1", kind="page", url="", title="", text="绿茶"), Doc(id="1", kind="page", url="", title="", text="红茶")]
    batch = Batch(docs)
    assert [doc.text for doc in batch.answering(Query(text="茶"))] == ["红茶"]
    assert batch.answering(Query(text="绿茶")) == ()


def test_an_empty_batch_answers_nothing():
    assert Batch([]).answering(Query()) == ()
