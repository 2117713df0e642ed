from datetime import date
from pathlib import Path

import pytest

from core.errors import RuleError
from detectors.lawbook import Article, LawBook, parse
from detectors.lawtext import chinese, number, paragraphs

FOLDER = Path(__file__).parents[2] / "detectors" / "law"
TODAY = date(2026, 11, 24)
SMALL = """\
instrument: 示范法
full_name: 中华人民共和国示范法
version: "2020-01-01 通过"
in_force_from: 2020-01-01
in_force_until: null
source: 示范
articles:
  - article: 第一条
    text: |-
      首款。
      次款有下列情形：
      （一）甲；
      （二）乙。
      末款。
  - article: 第二条
    text: null
    confirmed: false
"""


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [row for path in sorted(FOLDER.glob("*.yml")) for row in parse(path.name, path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def book(articles: list[Article]) -> LawBook:
    return LawBook(articles)


def test_an_item_comes_with_its_lead_in_and_nothing_else(book: LawBook) -> None:
    found = book.find("广告法第九条第三项", TODAY)
    assert found is not None
    assert found.text is not None
    assert found.text.splitlines() == ["广告不得有下列情形：", '（三）使用"国家级"、"最高级"、"最佳"等用语；']
    assert (found.instrument, found.article, found.confirmed) == ("广告法", "第九条第三项", True)


@pytest.mark.parametrize(
    "written", ["《中华人民共和国广告法》第九条第（三）项", "广告法 第9条第(三)项", "《广告法》第九条第3项", "中华人民共和国广告法第九条第一款第三项"]
)
def test_every_way_of_writing_a_place_finds_the_same_text(book: LawBook, written: str) -> None:
    plain, found = book.find("广告法第九条第三项", TODAY), book.find(written, TODAY)
    assert found is not None
    assert plain is not None
    assert found.text == plain.text


def test_a_paragraph_is_found_by_its_number(book: LawBook) -> None:
    found = book.find("广告法第十一条第二款", TODAY)
    assert found is not None
    assert found.text is not None
    assert found.text.startswith("广告使用数据、统计资料")
    assert "行政许可" not in found.text


@pytest.mark.parametrize("written", ["广告法第九条第十二项", "广告法第十三条第二款", "广告法第四百条", "无此法第一条", "广告法", "第九条", "广告法第百百条"])
def test_what_does_not_exist_is_not_found(book: LawBook, written: str) -> None:
    assert not book.exists(written, TODAY)


@pytest.mark.parametrize(
    ("written", "day", "version"),
    [
        ("反不正当竞争法第九条", date(2025, 10, 15), "2025-06-27 修订"),
        ("反不正当竞争法第九条", date(2025, 10, 14), "2019-04-23 修正"),
        ("商标法第五十七条", date(2026, 12, 31), "2019-04-23 修正"),
        ("商标法第七十二条", date(2027, 1, 1), "2026-06-26 修订"),
    ],
)
def test_the_version_is_that_of_the_day(book: LawBook, written: str, day: date, version: str) -> None:
    found = book.find(written, day)
    assert found is not None
    assert found.version == version


@pytest.mark.parametrize(("written", "day"), [("商标法第七十二条", TODAY), ("商标法第五十七条", date(2027, 1, 1)), ("食品标识监督管理办法第四条", TODAY)])
def test_an_article_is_not_found_before_or_after_its_time(book: LawBook, written: str, day: date) -> None:
    assert not book.exists(written, day)


def test_a_text_that_was_not_read_says_so(book: LawBook) -> None:
    found = book.find("网络交易监督管理办法第十二条第三款", TODAY)
    assert found is not None
    assert (found.text, found.confirmed, found.article) == (None, False, "第十二条第三款")


def test_an_inserted_article_has_its_own_number(book: LawBook) -> None:
    found = book.find("刑法第二百二十四条之一", TODAY)
    assert found is not None
    assert found.text is not None
    assert "传销" in found.text


def test_stored_texts_count_their_items_without_a_gap(articles: list[Article]) -> None:
    for row in articles:
        for paragraph in paragraphs(row.text or ""):
            assert list(paragraph.items) == list(range(1, len(paragraph.items) + 1)), f"{row.instrument}{row.article} at {row.file}"
            assert paragraph.lead.strip() == paragraph.lead != ""


def test_every_file_is_named_in_ascii_and_gives_a_source(articles: list[Article]) -> None:
    assert len(articles) > 1000
    for row in articles:
        assert row.file.isascii()
        assert row.source.startswith("《")
        assert row.text or not row.confirmed


def test_versions_that_overlap_are_refused() -> None:
    rows = parse("a.yml", SMALL) + parse("b.yml", SMALL.replace("2020", "2022"))
    with pytest.raises(RuleError, match=r"b\.yml:8: 示范法第一条 overlaps with the version at a\.yml:8"):
        LawBook(rows)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("source: 示范\n", "source: 示范\nsource: 又\n", r"x\.yml:7: 'source' is written twice"),
        ("source: 示范\n", "source: 示范\nauthor: 某\n", r"x\.yml:7: author: unknown key"),
        ("source: 示范\n", "", r"x\.yml:1: source: missing"),
        ("2020-01-01\nin", "2020-13-01\nin", r"x\.yml:4: in_force_from: "),
        ("in_force_until: null", "in_force_until: 2019-12-31", r"x\.yml:5: in_force_until: before"),
        ("article: 第二条", "article: 第2条", r"x\.yml:15: articles\.1\.article: '第2条' is no article number"),
        ("    confirmed: false\n", "", r"x\.yml:16: articles\.1\.text: an article without text"),
        ("instrument: 示范法", "instrument: 另法", r"x\.yml:1: instrument"),
        ("source: 示范\n", "source: [示范\n", r"x\.yml:\d+: not YAML"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(old: str, new: str, message: str) -> None:
    assert old in SMALL
    with pytest.raises(RuleError, match=message):
        parse("x.yml", SMALL.replace(old, new, 1))


def test_paragraphs_after_items_are_counted() -> None:
    book = LawBook(parse("a.yml", SMALL))
    texts = [found.text for place in ("第三款", "第二款第二项", "第二项") if (found := book.find(f"示范法第一条{place}", TODAY))]
    assert texts == ["末款。", "次款有下列情形：\n（二）乙。", "次款有下列情形：\n（二）乙。"]


def test_numbers_are_written_and_read_alike() -> None:
    assert [number(chinese(each)) for each in range(1, 1000)] == list(range(1, 1000))
    assert [chinese(each) for each in (10, 12, 20, 101, 110, 224)] == ["十", "十二", "二十", "一百零一", "一百一十", "二百二十四"]
