"""Numbers in texts: which are found, as what, where, and what is passed over."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.numbers import canonical, find_numbers
from core.numbers.compact import shown
from core.numbers.registry import all_families
from core.text import normalise
from tests.core.numbers.make_numbers import fourteen, reg_no, uscc

CODE = uscc("91441302", "MA6T4H2P")
PERMIT = fourteen("JY", "1441302012377")
OLD = reg_no("44130000008816")

FOUND = [
    (f"统一社会信用代码：{CODE}", "uscc", CODE),
    (f"营业执照 {CODE.lower()} 惠州", "uscc", CODE),
    (f"信用代码:{CODE[:6]} {CODE[6:12]} {CODE[12:]}", "uscc", CODE),
    (f"代码 {CODE} ", "uscc", CODE),
    (f"营业执照注册号：{OLD}", "reg_no", OLD),
    (f"食品经营许可证编号 {PERMIT}", "food", PERMIT),
    (f"许可证 J Y {PERMIT[2:]}", "food", PERMIT),
    ("粵ICP備１７０３３８２１號－２", "icp", "粤ICP备17033821号-2"),
    ("粤 ICP 备 17033821 号 - 2", "icp", "粤ICP备17033821号-2"),
    ("粤ICP备\u200b1703\ufeff3821号", "icp", "粤ICP备17033821号"),
    ("备案：滇ICP备案2021008817", "icp", "滇ICP备案2021008817"),
    ("渝ICP证140382号", "icp_licence", "渝ICP证140382号"),
    ("公安备案 闽公网安备 35020302033187号", "psb", "闽公网安备35020302033187号"),
    ("网警备案号：44130302001177", "psb", "44130302001177"),
    ("增值电信业务经营许可证赣B2-20180034网络文化经营许可证赣网文（2018）2047-016号", "telecom", "赣B2-20180034"),
    ("经营许可证：A2.B1.B2-20210733", "telecom", "A2.B1.B2-20210733"),
    ("域名注册服务机构许可：皖D3-20200012", "domain_registrar", "皖D3-20200012"),
    ("桂网文[2016] 2871-014号", "net_culture", "桂网文[2016]2871-014号"),
    ("信息网络传播视听节目许可证：1905417", "av", "1905417"),
    ("广播电视节目制作经营许可证编号：（鲁）字第00872号", "broadcast", "(鲁)字第00872号"),
    ("互联网新闻信息服务许可证44120190016", "news", "44120190016"),
    ("网络出版服务许可证（署）网出证（粤）字第087号", "net_publishing", "(署)网出证(粤)字第087号"),
    ("出版物经营许可证：新出发粤惠零字第0417号", "publication", "新出发粤惠零字第0417号"),
    ("互联网药品信息服务资格证书：（闽）-非经营性-2019-0072", "drug_info", "(闽)-非经营性-2019-0072"),
    ("（渝）网械平台备字〔2021〕第00012号", "device_platform", "(渝)网械平台备字〔2021〕第00012号"),
    ("医疗器械网络交易服务第三方平台备案凭证：(鄂)网械平台备字(2019)第00008号", "device_platform", "(鄂)网械平台备字(2019)第00008号"),
    ("药品经营许可证 粤CB752004418", "drug", "粤CB752004418"),
    ("批准文号：国药准字 Z20093318", "drug_approval", "国药准字Z20093318"),
    ("第二类医疗器械经营备案凭证：粤惠食药监械经营备20200188号", "device", "粤惠食药监械经营备20200188号"),
    ("注册证编号:粤械注准20212060931", "device_registration", "粤械注准20212060931"),
    ("网络食品交易第三方平台备案：湘网食A43010027", "food_platform", "湘网食A43010027"),
    ("食品流通许可证 SP4413021450008862", "food_old", "SP4413021450008862"),
    ("单用途商业预付卡备案号：441300BAC0037", "prepaid_card", "441300BAC0037"),
    ("算法备案：网信算备440305918273401240017号", "algorithm", "网信算备440305918273401240017号"),
    ("互联网医疗保健信息服务审核同意书 湘卫网审〔2015〕第0018号", "health_info", "湘卫网审〔2015〕第0018号"),
    ("C（粤）农种许字（2019）第0027号", "seed", "C(粤)农种许字(2019)第0027号"),
    ("广审号：粤（A）广[2021]第03-11-087号", "ad_approval", "粤(A)广[2021]第03-11-087号"),
    ("旅行社业务经营许可证号：L-GD00871", "other", "L-GD00871"),
    ("人力资源服务许可证编号：441300190087", "other", "441300190087"),
    ("（拍卖许可证编号：GD-2019-0087）", "other", "GD-2019-0087"),
]


@pytest.mark.parametrize(("text", "kind", "value"), FOUND)
def test_a_number_is_found_and_named(text: str, kind: str, value: str) -> None:
    assert (kind, value) in [(number.kind, number.value) for number in find_numbers(text)]


NOTHING = [
    "客服热线：400-7731-662 传真 0752-2817733 手机 13928817731",
    "订单号 202411230918273645 快递单号 SF1382910477261 尾号 4413",
    "商品条码 6931487200014 货号 JY2023-118 型号 SC-200 SP500G",
    "2024-11-23 09:18 价格 ￥4413.02 库存 20241123",
    "图片 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c.jpg",
    "身份证 441302199001017731",
    "运单 914413021990010177 已签收",
    "网络文化经营许可证 出版物经营许可证 营业执照 食品经营许可证",
    "版权所有 粤B·88L17 车牌 粤L12345",
    "备案主体编号：44201911426827 网站标识码 4413000031",
    "微信公众号 B2-2000 双面胶带 A1-20230 规格",
    "ICP备案号：",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_number_is_passed_over(text: str) -> None:
    assert find_numbers(text) == ()


TEMPLATES = [
    "粤ICP备XXXXXXXX号-X 粤公网安备 XXXXXXXXXXXXXX号",
    "京ICP备12345678号 京公网安备11010802000000号",
    "沪ICP备88888888号-1",
    "ICP备00000000号",
    "浙ICP备2023000000号-1",
    "统一社会信用代码：91440300XXXXXXXXXX",
    "统一社会信用代码：911234567890123456",
    "增值电信业务经营许可证：苏B2-20XXXXXX",
    "食品经营许可证：JY00000000000000 京ICP证000000号",
    "网络文化经营许可证：粤网文〔20XX〕XXXX-XXX号",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_numbers_of_a_template_are_found_and_not_believed(text: str) -> None:
    numbers = find_numbers(text)
    assert numbers
    assert all(number.valid is False and number.why for number in numbers)


def test_among_invented_numbers_one_that_nothing_proves_is_not_believed_either() -> None:
    honest = "鲁ICP备19044821号-3"
    assert find_numbers(honest)[0].valid is True
    numbers = find_numbers(f"{honest} 鲁公网安备12345号码 鲁ICP证77777777号 统一社会信用代码 9137010012 {CODE}")
    assert {number.kind: number.valid for number in numbers} == {"icp": False, "psb": False, "icp_licence": False, "uscc": True}


def test_one_mistaken_number_does_not_spoil_its_neighbours() -> None:
    numbers = find_numbers("湘公网安备430102000281号 湘ICP备16008821号 湘B2-20160072")
    assert [number.valid for number in numbers] == [False, True, True]


def test_the_number_in_a_label_wins_over_the_label() -> None:
    numbers = find_numbers("网络文化经营许可证：皖ICP备18008821号-10 许可证编号：皖B2-20180021")
    assert [number.kind for number in numbers] == ["icp", "telecom"]


def test_numbers_side_by_side_are_told_apart_by_their_labels() -> None:
    numbers = find_numbers("网络视听许可证0917332号网络文化经营许可证广播电视节目制作经营许可证(粤)字第3318号")
    assert [(number.kind, number.value) for number in numbers] == [("av", "0917332号"), ("broadcast", "(粤)字第3318号")]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("icp", "粤ICP备17033821号-2", "粵ICP備17033821號"),
        ("psb", "粤公网安备 44132302100387号", "44132302100387"),
        ("uscc", CODE, f" {CODE.lower()}\u200b"),
        ("net_culture", "粤网文〔2019〕4127-1083号", "粤网文[2019] 4127-1083"),
        ("food", PERMIT, f"{PERMIT[:2]} {PERMIT[2:]}"),
    ],
)
def test_two_showings_of_one_number_have_one_canonical_form(kind: str, one: str, other: str) -> None:
    assert canonical(kind, one) == canonical(kind, other)


def test_other_numbers_have_other_canonical_forms() -> None:
    assert canonical("icp", "粤ICP备17033821号") != canonical("icp", "粤ICP备17033822号")


def test_every_family_file_is_registered_with_a_known_kind() -> None:
    kinds = {family.kind for family in all_families()}
    listed = (
        *("icp", "icp_licence", "psb", "uscc", "reg_no", "telecom", "food", "food_filing", "food_old", "food_production", "food_platform", "drug"),
        *("drug_approval", "drug_info", "drug_trade", "drug_platform", "device", "device_registration", "device_platform", "health_food", "health_info"),
        *("cosmetics", "ad_approval", "publication", "net_publishing", "net_culture", "av", "broadcast", "news", "prepaid_card", "algorithm"),
        *("domain_registrar", "seed", "other"),
    )
    assert set(listed) <= kinds


PIECES = st.sampled_from(
    [text for text, _, _ in FOUND] + TEMPLATES + ["\n", " ", "，", "证", "号", "：", "(", "X", "京", "\u200b", "１", "㈱", "ﬁ", "0752-2817733"]
)


@settings(deadline=None)  # the first call loads tables
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8).map("".join))
def test_any_text_is_read_and_each_number_stands_where_it_is_said_to_stand(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert number.value in shown(normalise(text[number.start : number.end]).text)
        last = number.end


@pytest.mark.parametrize(
    "piece", ["京", "ICP备", "JY", "京ICP备 1 ", "许可证：", "91" * 9, "(京)", "新出发字", "营业执照 ", "国食健注G2", "广审(文)第1", "- ", "粤网文[2"]
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    seconds = []
    for size in (20_000, 80_000):
        text = (piece * size)[:size]
        start = time.perf_counter()
        find_numbers(text)
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 12 * seconds[0] + 0.5
