import json
import unicodedata
from pathlib import Path

import pytest

from detectors.rule import OFFERING
from detectors.textkind import OFFERING_KINDS, TEXT_KINDS, text_kind

TEXTS = [json.loads(line) for line in (Path(__file__).parent / "labelled" / "kinds.jsonl").read_text(encoding="utf-8").splitlines()]
SELLING = {"offer", "advert"}


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum() or char in "%.")


def _found(row: dict[str, str], *, kind: str = "", bare: bool = False) -> str:
    title, text = row.get("title", ""), row["text"]
    return text_kind(kind or row["kind"], _bare(title) if bare else title, _bare(text) if bare else text).name


def _share(texts: list[dict[str, str]], right: object, **how: object) -> float:
    return sum(right(_found(row, **how), row["want"]) for row in texts) / len(texts)  # type: ignore[operator, arg-type]


def _same_kind(found: str, want: str) -> bool:
    return found == want or {found, want} <= SELLING


def _same_side(found: str, want: str) -> bool:
    return (found in OFFERING_KINDS) == (want in OFFERING_KINDS)


def test_the_labelled_texts_are_many_and_of_every_kind() -> None:
    assert len(TEXTS) >= 150
    assert {row["want"] for row in TEXTS} == set(TEXT_KINDS)


def test_the_kind_is_right() -> None:
    assert _share(TEXTS, _same_kind) >= 0.95


def test_whether_somebody_offers_something_is_right() -> None:
    assert _share(TEXTS, _same_side) >= 0.97


def test_it_is_right_without_punctuation() -> None:
    assert _share(TEXTS, _same_side, bare=True) >= 0.97


def test_it_is_right_when_everything_is_taken_for_an_advertisement() -> None:
    known = [row for row in TEXTS if row["want"] != "other"]
    assert _share(known, _same_side, kind="advertisement") >= 0.97


@pytest.mark.parametrize(
    ("advert", "notice"),
    [
        ("国家明令禁止的添加剂，我们不含，放心购买", "国家明令禁止在食品中添加的药品，经营者不得添加，违者依法处罚"),
        ("根治糖尿病，无效退款，订购热线等您来电", "宣称根治糖尿病、无效退款的，属于违法广告，市场监管部门将依法查处"),
        ("年化18%，保本保息，名额有限", "不法分子以年化18%、保本保息为诱饵，涉嫌非法集资，请广大群众警惕"),
        ("包过班，不过退款，签约保过，限时优惠", "培训机构不得承诺包过、不过退款，违反广告法第二十四条的处以罚款"),
        ("祛斑霜三天见效，明星都在用", "请问祛斑霜三天见效是真的吗，会不会反弹"),
        ("这款面膜能治痘，姐妹们加微信购买，代理价", "面膜收到货了，包装完好，物流很快，用着还不错"),
    ],
)
def test_the_same_words_are_told_apart_by_who_speaks(advert: str, notice: str) -> None:
    for kind in ("advertisement", "page"):
        assert text_kind(kind, "", advert).name in OFFERING_KINDS
        assert text_kind(kind, "", notice).name not in OFFERING_KINDS


def test_a_shop_that_says_it_obeys_the_law_still_offers() -> None:
    text = "根据新广告法规定，本店页面所有极限词作废，不作为赔付理由。纯手工红薯粉条，农家晾晒，包邮"
    assert text_kind("listing", "红薯粉条", text).name == "offer"


@pytest.mark.parametrize(
    "text",
    [
        "本产品严格按照《中华人民共和国食品安全法》生产，降血糖降血压，一盒见效，包邮",
        "根治糖尿病，三天见效，订购热线400-123-4567，本品符合《食品安全法》规定",
        "市场监管局推荐的放心店，质检合格，卫生部认证",
        "我们是工商局注册的正规公司，投资一万每月返三千，稳赚不赔",
        "严禁酒驾！这款解酒糖喝前吃两粒，千杯不醉",
        "禁忌：无，不良反应：无，用法用量：一日三次，专治牛皮癣，包邮",
    ],
)
def test_legal_words_in_a_sellers_mouth_do_not_hide_an_advert(text: str) -> None:
    assert text_kind("advertisement", "", text).name == "advert"


def test_label_fields_of_ordinary_goods_are_part_of_the_offer() -> None:
    text = "配料：红枣、枸杞 净含量：200g 保质期：12个月 贮存条件：阴凉干燥处 执行标准：GB/T 1 功效：降血压"
    assert text_kind("listing", "红枣枸杞膏", text).name == "offer"


def test_a_long_offer_with_a_few_legal_words_stays_an_offer() -> None:
    text = "本店主营茶叶茶具，甄选高山好茶，口感醇厚，包邮。" * 30 + "依据规定，非质量问题不得退换，违反者责任自负。"
    assert text_kind("listing", "茶叶", text).name == "offer"


@pytest.mark.parametrize("text", ["", " ", "a" * 9000, "吗" * 3000, "\U0001f600" * 30, "第一条" * 900])
@pytest.mark.parametrize("kind", ["listing", "advertisement", "shop", "page"])
def test_odd_texts_are_answered(kind: str, text: str) -> None:
    found = text_kind(kind, text, text)
    assert found.name in TEXT_KINDS
    assert 0 < found.confidence <= 0.95


def test_rules_and_this_module_mean_the_same_by_offering() -> None:
    assert set(OFFERING) == OFFERING_KINDS
