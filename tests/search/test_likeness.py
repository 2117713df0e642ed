"""What a text is like: nearly the same texts meet, others do not, disguises make no other text."""

from __future__ import annotations

import random

import pytest

from core.db import open_database
from core.records import Listing
from core.repositories import documents
from core.settings import Settings
from pipeline.arrivals import keep, look
from search.alike import alike
from search.base import Doc
from search.likeness import bands, likeness, signature

LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def a_text(seed: int, length: int = 300) -> str:
    return "".join(random.Random(seed).choices(LETTERS, k=length))


def changed(text: str, places: int) -> str:
    rng = random.Random(9)
    letters = list(text)
    for place in rng.sample(range(len(text)), places):
        letters[place] = "换"
    return "".join(letters)


def meet(one: str, other: str) -> bool:
    return bool(set(bands(signature(one))) & set(bands(signature(other))))


def test_nearly_the_same_texts_meet_and_others_do_not():
    texts = [a_text(seed) for seed in range(60)]
    assert sum(meet(text, changed(text, 6)) for text in texts) >= 57
    assert not any(meet(texts[at], texts[at + 1]) for at in range(59))


def test_the_estimate_is_near_the_share_in_common():
    text = a_text(1, 2000)
    assert likeness(signature(text), signature(text)) == 1
    assert 0.5 < likeness(signature(text), signature(changed(text, 100))) < 0.85
    assert likeness(signature(text), signature(a_text(2, 2000))) < 0.2


def test_blanks_punctuation_and_traditional_letters_make_no_other_text():
    assert signature("惠州云雾绿茶，高山采摘，手工炒制。") == signature("惠 州*雲霧綠茶 高山採摘·手工炒製!")


def test_a_text_that_is_too_short_is_like_nothing():
    assert signature("绿茶") == b""
    assert bands(b"") == ()
    assert likeness(b"", signature(a_text(1))) == 0


@pytest.fixture
def database(tmp_path):
    opened = open_database(Settings(data=tmp_path))
    yield opened
    opened.close()


def store(database, ident: str, text: str) -> None:
    item = Listing(id=ident, shop_id="s1", url=f"https://shop.example/{ident}", title="商品", text=text)
    doc = Doc(id=ident, kind="listing", url=item.url, title=item.title, text=text)
    arrival = look(database, [doc])
    with database.write() as connection:
        documents.put(connection, item)
        keep(connection, arrival, Settings())


def found(database, text: str, without: str = "") -> list[tuple[str, float]]:
    with database.read() as connection:
        return [(one.item.id, round(one.share, 2)) for one in alike(connection, "商品", text, without=without)]


def test_the_same_and_nearly_the_same_are_found_nearest_first(database):
    text = a_text(1)
    store(database, "same", text)
    store(database, "near", changed(text, 5))
    store(database, "other", a_text(2))
    assert [ident for ident, _ in found(database, text)] == ["same", "near"]
    assert found(database, text)[0][1] == 1
    assert [ident for ident, _ in found(database, text, without="same")] == ["near"]


def test_a_document_that_changed_is_found_by_what_it_says_now(database):
    store(database, "one", a_text(1))
    store(database, "one", a_text(2))
    assert found(database, a_text(1)) == []
    assert [ident for ident, _ in found(database, a_text(2))] == ["one"]
