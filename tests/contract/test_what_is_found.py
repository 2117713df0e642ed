"""What is found, and how it is shown: one suite, every engine."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from search.base import Picture, PictureLine, Query
from tests.contract.documents import doc, fill, ids


def marked(engine, text="", **more):
    """Return (field, characters, masked) of the first hit's marks."""
    return [(mark.field, mark.text, mark.masked) for mark in engine.search(Query(text=text, **more)).hits[0].marks]


def test_a_line_with_signs_of_other_search_programs_looks_for_its_words(engine):
    fill(engine, doc("a", "a Cup or a saucer"), doc("b", "cup"), doc("c", "高山红茶"))
    assert ids(engine, 'cup" OR *') == ["a"]
    assert ids(engine, "CUP AND saucer") == []
    assert ids(engine, "cu*") == []
    assert ids(engine, "title:cup") == []
    assert ids(engine, "“高山”") == ["c"]


def test_traditional_full_width_and_capitals_are_the_same_in_both_directions(engine):
    fill(engine, doc("a", "國家級紅茶ＡＢＣ１２３"), doc("b", "国家级红茶abc123"))
    for text in ("国家级红茶", "國家級紅茶", "abc123", "ＡＢＣ１２３", "Abc123"):
        assert ids(engine, text) == ["b", "a"], text


def test_phrases_hold_their_blanks_and_are_joined_by_all_any_and_none(engine):
    fill(engine, doc("a", "green tea box"), doc("b", "tea green box"), doc("c", "green  TEA"), doc("d", "coffee"))
    assert ids(engine, all=("green tea",)) == ["c", "a"]
    assert ids(engine, all=("green", "tea"), none=("box",)) == ["c"]
    assert ids(engine, any=("coffee", "green tea")) == ["d", "c", "a"]
    assert ids(engine, none=("tea",)) == ["d"]
    assert ids(engine, none=("tea", "coffee")) == []
    assert ids(engine, "box", any=("coffee", "green tea")) == ["a"]
    assert ids(engine, all=("  ",), any=("",), none=("\t",)) == ["d", "c", "b", "a"]


def test_words_are_not_found_across_two_texts_of_a_document(engine):
    fill(engine, doc("a", "红茶", title="高山", shop_name="惠州", identifiers={"phone": ("139",)}))
    for phrase in ("山红", "高山 红茶", "茶惠", "红茶 惠州", "惠州 139"):
        assert ids(engine, all=(phrase,)) == [], phrase


@pytest.mark.parametrize("asked", ["JY13441300012345", "jy1 3441 3000 12345", "JY1-3441-3000-12345", "3441-3000", "44130001"])
def test_a_number_is_found_with_and_without_separators(engine, asked):
    fill(engine, doc("a", "许可证号：JY1 3441-3000 12345，有效"), doc("b", "编号JY13441300012345"), doc("c", "JY1 3441 9999"))
    assert ids(engine, all=(asked,)) == ["b", "a"]


def test_a_phone_number_is_found_however_it_is_cut(engine):
    fill(engine, doc("a", "电话138-0013-8000"), doc("b", "手机:13800138000"), doc("c", "138 0013 8000"), doc("d", "(0752)2123456"))
    for asked in ("13800138000", "138 0013 8000", "138-0013-8000"):
        assert ids(engine, all=(asked,)) == ["c", "b", "a"], asked
    assert ids(engine, "07522123456") == ["d"]
    assert marked(engine, "07522123456") == [("text", "0752)2123456", False)]


def test_a_word_under_a_disguise_is_found_and_marked_as_it_stands(engine):
    text = "全网最*佳的茶，国 家 级 品质，抗·癌，第\u200b一"
    fill(engine, doc("a", text))
    found = {word: engine.search(Query(text=word)).hits[0].marks[0] for word in ("最佳", "国家级", "抗癌", "第一", "最佳的茶")}
    assert {word: (mark.text, mark.masked) for word, mark in found.items()} == {
        "最佳": ("最*佳", True),
        "国家级": ("国 家 级", True),
        "抗癌": ("抗·癌", True),
        "第一": ("第\u200b一", False),
        "最佳的茶": ("最*佳的茶", True),
    }
    assert all(text[mark.start : mark.end] == mark.text for mark in found.values())


def test_marks_that_divide_a_list_join_no_words(engine):
    fill(engine, doc("a", "红茶·绿茶 乌龙"))
    assert ids(engine, "茶绿") == []
    assert ids(engine, "茶乌") == []
    assert ids(engine, "绿茶") == ["a"]


@pytest.mark.parametrize("asked", ["huizhou", "Chongqing", "zhongqing", "hzscq", "HZSZQ", "chongqingxiaomian"])
def test_a_name_is_found_by_its_sound_in_every_reading(engine, asked):
    fill(engine, doc("a", "招牌", shop_name="惠州市重庆小面店"), doc("b", "惠州市重庆小面店"), doc("c", "x", operator_name="惠州市重庆小面店"))
    assert ids(engine, asked) == ["c", "a"]
    place = engine.search(Query(text=asked)).hits[1].marks[0]
    assert place.field == "shop_name"
    assert "惠州市重庆小面店"[place.start : place.end] == place.text


def test_two_letters_are_initials_only_where_names_are_asked_for(engine):
    fill(engine, doc("a", "招牌", shop_name="康贵商行"), doc("b", "净重2kg"))
    assert ids(engine, "kg") == ["b"]
    assert ids(engine, "kg", scope="names") == ["a"]
    assert ids(engine, "康贵", scope="names") == ["a"]
    assert ids(engine, "净重", scope="names") == []


def test_words_are_looked_for_in_one_place_alone(engine):
    line = PictureLine(text="祛斑七天见效", box=(10, 20, 130, 60))
    fill(engine, doc("a", "高山", title="红茶"), doc("b", "红茶", title="高山"), doc("c", "红", pictures=(Picture(key="p", lines=(line,)),)))
    assert ids(engine, "红茶", scope="title") == ["a"]
    assert ids(engine, "红", scope="title") == ["a"]
    assert ids(engine, "见效", scope="pictures") == ["c"]
    assert ids(engine, "红", scope="pictures") == []
    assert ids(engine, "见效") == ["c"]


def test_what_was_read_in_a_picture_is_marked_with_its_box(engine):
    lines = (PictureLine(text="店名", box=(0, 0, 20, 10)), PictureLine(text="祛斑七天见效", box=(10, 20, 130, 60)))
    fill(engine, doc("a", "面霜", pictures=(Picture(key="http://shop.test/p.jpg", lines=lines),)))
    (mark,) = engine.search(Query(text="七天")).hits[0].marks
    assert (mark.field, mark.picture, mark.item, mark.text, mark.box) == ("picture", "http://shop.test/p.jpg", 1, "七天", (50.0, 20.0, 90.0, 60.0))


def test_near_spellings_are_found_when_they_are_asked_for_and_named(engine):
    fill(engine, doc("a", "正品茅台王子酒"), doc("b", "正品茅苔王子酒"), doc("c", "茅台的王子酒"), doc("d", "茅台酒"), doc("e", "王子饼干"))
    assert ids(engine, "茅台王子酒") == ["a"]
    page = engine.search(Query(text="茅台王子酒", near=True, facets=("kind",)))
    assert sorted(hit.id for hit in page.hits) == ["a", "b", "c"]
    assert (page.total, page.facets["kind"]) == (3, (("listing", 3),))
    assert set(page.spellings) == {"茅苔王子酒", "茅台的王子酒"}
    assert {hit.id: hit.marks[0].text for hit in page.hits} == {"a": "茅台王子酒", "b": "茅苔王子酒", "c": "茅台的王子酒"}


def test_near_spellings_of_latin_words(engine):
    fill(engine, doc("a", "original iphone"), doc("b", "original iphnoe iphome"), doc("c", "phono"))
    assert sorted(ids(engine, "iphone", near=True)) == ["a", "b"]


def test_identifiers_whole_or_with_wildcards(engine):
    fill(
        engine,
        doc("a", "甲", identifiers={"licence": ("JY1 3441 3000 12345",), "phone": ("138-0013-8000",)}),
        doc("b", "乙", identifiers={"licence": ("JY13441300099999",), "qr": ("https://u.example/Xy?id=1",)}),
        doc("c", "丙 JY13441300012345"),
    )
    assert ids(engine, identifiers={"licence": ("jy1-3441-3000-12345",)}) == ["a"]
    assert ids(engine, identifiers={"": ("JY134413000*",)}) == ["b", "a"]
    assert ids(engine, identifiers={"phone": ("1380013????",)}) == ["a"]
    assert ids(engine, identifiers={"phone": ("1380013???",)}) == []
    assert ids(engine, identifiers={"phone": ("JY*",)}) == []
    assert ids(engine, identifiers={"qr": ("https://u.example/Xy?id=1",), "phone": ("13800138000",)}) == ["b", "a"]
    assert ids(engine, identifiers={"licence": ("44130001.*",)}) == []
    (mark,) = engine.search(Query(identifiers={"licence": ("JY1*45",)})).hits[0].marks
    assert (mark.field, mark.item, mark.text) == ("licence", 0, "JY1 3441 3000 12345")
    assert ids(engine, "JY13441300012345") == ["c", "a"]


def test_ranges_of_price_risk_and_confidence(engine):
    fill(engine, doc("a", "茶", price=0, risk=10), doc("b", "茶", price=1000, risk=50, confidence=90), doc("c", "茶", risk=90, confidence=10))
    assert ids(engine, price_from=0) == ["b", "a"]
    assert ids(engine, price_to=999) == ["a"]
    assert ids(engine, price_from=1, price_to=1000) == ["b"]
    assert ids(engine, risk_from=50) == ["c", "b"]
    assert ids(engine, confidence_from=50) == ["b"]


def test_values_and_ids_are_chosen_and_left_out(engine):
    fill(engine, doc("a", "茶", area="惠城", category="x"), doc("b", "茶", area="惠阳"), doc("c", "茶", category=("x", "y")), doc("d", "茶", day=""))
    assert ids(engine, filters={"area": ("惠城", "惠阳")}) == ["b", "a"]
    assert ids(engine, exclude={"category": ("y",)}) == ["b", "a", "d"]
    assert ids(engine, exclude={"area": ("惠城", "惠阳"), "category": ("x",)}) == ["d"]
    assert ids(engine, ids=("a", "c", "never")) == ["c", "a"]
    assert ids(engine, day_to="2026-12-31") == ["c", "b", "a"]  # a document without a day stands in no range


def test_hits_carry_what_was_stored(engine):
    stored = doc("a", "正文", title="题", shop_name="店", operator_name="商", price=1, risk=2, confidence=3, area="惠城", identifiers={"qr": ("x",)})
    fill(engine, stored)
    hit = engine.search(Query(body=True)).hits[0]
    for name in ("id", "kind", "url", "title", "text", "shop_name", "operator_name", "price", "risk", "confidence", "fields", "identifiers", "pictures"):
        assert getattr(hit, name) == getattr(stored, name), name
    assert engine.search(Query()).hits[0].text == ""


def test_what_cannot_be_asked_is_refused_in_one_line():
    for wrong, word in (
        ({"scope": "body"}, "body"),
        ({"sort": "colour"}, "colour"),
        ({"identifiers": {"iban": ("1",)}}, "iban"),
        ({"day_from": "2026"}, "2026"),
        ({"limit": 10_001}, "10001"),
        ({"histogram": "hour"}, "hour"),
        ({"cursor": "x", "offset": 1}, "cursor"),
    ):
        with pytest.raises(BadInput, match=word):
            Query(**wrong)
    with pytest.raises(BadInput, match="letters"):
        doc("a b", "茶")
