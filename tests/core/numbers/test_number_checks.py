"""What a number is worth by itself: form, check digit, province, year, and what is plainly filled in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import now
from core.numbers import check
from tests.core.numbers.make_numbers import fourteen, gtin, mod_11_10, organisation, patent, reg_no, uscc

NEXT_YEAR = (now() + timedelta(days=400)).year

COMPANY = uscc("91441303", "MA7WR2K9")
TRADER = uscc("92441322", "L1234R9K")
CO_OP = uscc("93441324", "58729140")

GOOD = [
    ("uscc", COMPANY),
    ("uscc", TRADER),
    ("uscc", CO_OP),
    ("reg_no", reg_no("44130200007731")),
    ("food", fourteen("JY", "1441302009154")),
    ("food", fourteen("JY", "2441322000871")),
    ("food_filing", fourteen("YB", "2441303001459")),
    ("food_production", fourteen("SC", "1154413220082")),
    ("food_production", fourteen("SC", "2014413020031")),
    ("icp", "粤ICP备17033821号"),
    ("icp", "粤ICP备2021077341号-12"),
    ("icp", "黔ICP备18004417号-1A"),
    ("icp_licence", "沪ICP证110274号"),
    ("psb", "粤公网安备44132302100387号"),
    ("psb", "川公网安备51010702001934号"),
    ("telecom", "粤B2-20170552"),
    ("telecom", "合字B1.B2-20190087"),
    ("domain_registrar", "粤D3-20190007"),
    ("net_culture", "粤网文〔2019〕4127-1083号"),
    ("drug_approval", "国药准字Z20163092"),
    ("drug_approval", "国药准字H44021877"),
    ("drug_approval", "国药准字H10940113"),
    ("drug_approval", "国药准字HJ20180041"),
    ("drug_info", "（粤）-非经营性-2021-0387"),
    ("drug_info", "（浙）网药械信息备字（2024）第00316号"),
    ("drug_platform", "（粤）网药平台备字〔2023〕第000017号"),
    ("device_platform", "（苏）网械平台备字（2020）第00031号"),
    ("drug_trade", "粤C20140018"),
    ("drug", "粤DB752003817"),
    ("device_registration", "粤械注准20202140773"),
    ("device_registration", "国械注准20183461029"),
    ("device_registration", "国械注许20192060418"),
    ("device_registration", "粤穗械备20190873号"),
    ("health_food", "国食健注G20170928"),
    ("health_food", "食健备G201844002731"),
    ("health_food", "食健备J202100000419"),
    ("cosmetics", "粤G妆网备字2021087342"),
    ("cosmetics", "国妆网备进字（粤）2022004871"),
    ("cosmetics", "国妆特字20210493"),
    ("cosmetics", "粤妆20180276"),
    ("ad_approval", "粤药广审（文）第270630-01427号"),
    ("algorithm", "网信算备440305871049201230018号"),
    ("prepaid_card", "440300AAC0183"),
    ("other", "（粤）XK16-114-02871"),
    ("other", "国食注字TY20210037"),
    ("org_code", "MA7WR2K9-" + organisation("MA7WR2K9")),
    ("gtin", gtin("693148720001")),
    ("patent", patent("201920483716")),
    ("ccc", "2019010905218843"),
    ("trademark", "38471920A"),
]

BAD = [
    ("uscc", COMPANY[:17], "18位"),
    ("uscc", COMPANY[:12] + "I" + COMPANY[13:], "不使用字符 I"),
    ("uscc", uscc("91991303", "MA7WR2K9"), "区划代码"),
    ("uscc", "91441303XXXXXXXXXX", "占位"),
    ("uscc", "888888888888888888", "占位"),
    ("reg_no", reg_no("99130200007731"), "区划代码"),
    ("reg_no", "4413020000773", "15位"),
    ("food", fourteen("JY", "7441302009154"), "业态"),
    ("food", "JY1441302009", "14位"),
    ("food_filing", fourteen("YB", "3441303001459"), "业态"),
    ("food_production", fourteen("SC", "1774413220082"), "类别"),
    ("food_old", "SP44130213500018774", "16位"),
    ("icp", "粤ICP备170338号", "8位或10位"),
    ("icp", "广ICP备17033821号", "“广”不是省份简称"),
    ("icp", "ICP备17033821号", "缺少省份"),
    ("icp", f"粤ICP备{NEXT_YEAR}077341号", "年份段"),
    ("icp", "粤ICP备01033821号", "年份段"),
    ("icp", "粤ICP备87654321号", "占位"),
    ("icp", "粤ICP备********号", "占位"),
    ("icp_licence", "沪ICP证11027号", "6位"),
    ("psb", "粤公网安备31010402100387号", "不符"),
    ("psb", "粤公网安备4413230210038号", "14位"),
    ("psb", "粤公网安备44132302000000号", "占位"),
    ("telecom", "粤B4-20170552", "没有 B4 类"),
    ("telecom", "粤B2-1705521", "8位"),
    ("net_culture", f"粤网文〔{NEXT_YEAR}〕4127-1083号", "年份"),
    ("drug_approval", "国药准字X20163092", "没有“X”类"),
    ("drug_approval", "国药准字H201630", "8位"),
    ("drug_info", "（广）-经营性-2021-0387", "不是省份简称"),
    ("drug_platform", "网药平台备字〔2023〕第000017号", "缺少发证省份"),
    ("device_platform", "（苏）网械平台备字（2020）第0031号", "5位"),
    ("drug", "粤FA752003817", "没有“FA”类"),
    ("device_registration", "粤械注准20203140773", "不符"),
    ("device_registration", "粤械注进20202140773", "国家药监局"),
    ("device_registration", "粤械注准2020214077", "11位"),
    ("health_food", "国食健备G201844002731", "前无“国”"),
    ("health_food", "食健备G201899002731", "省份代码"),
    ("cosmetics", "粤G妆备字2021087342", "格式"),
    ("cosmetics", "国妆20180276", "省级"),
    ("ad_approval", "粤械广审（文）第271431-01427号", "不是日期"),
    ("ad_approval", "粤妆广审（文）第270630-01427号", "没有广告审查"),
    ("ad_approval", "粤药广审（文）第2018030127号", "失效"),
    ("other", "XK16-114-287", "5位"),
    ("org_code", "MA7WR2K9-" + str((int(organisation("MA7WR2K9").replace("X", "3")) + 1) % 10), "校验位"),
    ("gtin", gtin("693148720001")[:12] + "9", "校验位"),
    ("patent", "ZL201940483716.3", "类型"),
    ("patent", patent("201920483716")[2:], "申请号"),
    ("trademark", "TM38471920", "商标"),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_a_number_made_by_the_rule_passes(kind: str, value: str) -> None:
    assert check(kind, value)[0] is True, check(kind, value)


@pytest.mark.parametrize(("kind", "value", "why"), BAD)
def test_a_wrong_number_fails_and_the_reason_names_what_is_wrong(kind: str, value: str, why: str) -> None:
    valid, reason = check(kind, value)
    assert valid is False
    assert why in reason


def test_the_code_inside_a_social_credit_code_is_tested_too() -> None:
    organ = "MA7WR2K9"
    wrong = next(char for char in "0123456789X" if char != organisation(organ))
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91441303" + organ + wrong
    outer = alphabet[-sum(alphabet.index(char) * pow(3, place, 31) for place, char in enumerate(body)) % 31]
    valid, why = check("uscc", body + outer)
    assert valid is False
    assert f"应为 {organisation(organ)}" in why


def test_the_reason_names_the_right_check_character() -> None:
    wrong = COMPANY[:17] + next(char for char in "123456789" if char != COMPANY[17])
    assert check("uscc", wrong) == (False, f"统一社会信用代码校验位错误：应为 {COMPANY[17]}，此处为 {wrong[17]}")


def test_a_kind_without_published_rule_is_neither_right_nor_wrong() -> None:
    assert check("broadcast", "（粤）字第02817号")[0] is None
    assert check("no such kind", "12345")[0] is None


def test_an_advert_approval_tells_until_when_it_is_valid() -> None:
    assert "2027-06-30" in check("ad_approval", "粤药广审（文）第270630-01427号")[1]


@settings(deadline=None)  # the first call loads tables
@given(
    st.sampled_from(["91441302", "92441303", "93441323", "91310115"]),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
    st.integers(0, 17),
    st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"),
)
def test_a_social_credit_code_with_one_character_changed_never_passes(head: str, organ: str, place: int, char: str) -> None:
    code = uscc(head, organ)
    if code[place] != char:
        assert check("uscc", code[:place] + char + code[place + 1 :])[0] is False


@settings(deadline=None)  # the first call loads tables
@given(st.sampled_from(["JY1", "JY2", "YB1", "YB2", "SC101", "SC131"]), st.data())
def test_a_food_permit_with_one_digit_changed_never_passes(head: str, data: st.DataObject) -> None:
    letters, first = head[:2], head[2:]
    serial = data.draw(st.text("0123456789", min_size=7 - len(first) + 6 - 6, max_size=7 - len(first)))
    body = (first + "441302" + serial + "0000000")[:13]
    number = letters + body + mod_11_10(body)
    place, digit = data.draw(st.integers(2, 15)), data.draw(st.sampled_from("0123456789"))
    kind = {"JY": "food", "YB": "food_filing", "SC": "food_production"}[letters]
    if number[place] != digit:
        assert check(kind, number[:place] + digit + number[place + 1 :])[0] is False


@settings(deadline=None)  # the first call loads tables
@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 14), st.sampled_from("0123456789"))
def test_a_registration_number_with_one_digit_changed_never_passes(serial: str, place: int, digit: str) -> None:
    number = reg_no("441302" + serial)
    if number[place] != digit:
        assert check("reg_no", number[:place] + digit + number[place + 1 :])[0] is False
