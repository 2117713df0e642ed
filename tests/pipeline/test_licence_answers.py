"""The answers that a shop's licences can get, each on thirty made-up shops beside their lawful twins: whole pages through the real extraction."""

from __future__ import annotations

import pytest

from tests.core.numbers.make_numbers import fourteen
from tests.pipeline.shop_pages import ALPHABET, DAILY, DECLARATIONS, DECLARED_GOODS, PERMITS, Maker, findings, picture_of, rules

SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 30))]
LINK_WORDS = ("营业执照", "证照信息", "查看营业执照", "经营者信息", "企业证照")


def code_said(make: Maker, code: str) -> tuple[str, str]:
    return make.dice.choice(("统一社会信用代码", "社会信用代码", "营业执照编号", "统一社会信用代码/注册号")), code


def shown_in_footer(make: Maker, titles, *numbers, operator=""):
    who = operator or make.operator()
    return make.shop(titles, footer=make.block(who, code_said(make, make.code()), *numbers), operator=who)


def lawful_ways(make: Maker, way: int):
    """Shops that show their licence, each way another."""
    who, code, titles = make.operator(), make.code(), make.goods(DAILY)
    block = make.block(who, code_said(make, code))
    word = make.dice.choice(LINK_WORDS)
    if way == 0:
        return make.shop(titles, footer=block, operator=who)
    if way == 1:
        return make.shop(titles, links=f"<a href='/licence'>{word}</a>", more={"/licence": f"<h1>{word}</h1>{block}"}, operator=who)
    if way == 2:
        made = make.shop(titles, footer="<img src='/files/yyzz.jpg' alt='营业执照'>", operator=who)
        made.pictures["/files/yyzz.jpg"] = picture_of("uscc", code, who)
        return made
    if way == 3:
        mark = f"https://zzlz.gsxt.gov.cn/businessCheck/verifKey.do?showType=p&serial={code}-SAIC_SHOW_10000091441302&signData=x"
        return make.shop(titles, footer=f"<a href='{mark}'><img src='/lz.png' alt='电子营业执照'></a>", operator=who)
    if way == 4:
        return make.shop(titles, home=block, operator=who)
    if way == 5:
        spaced = " ".join((code[:4], code[4:8], code[8:12], code[12:]))
        return make.shop(titles, footer=f"<p>{who} 统一社会信用代码：{spaced}</p>", operator=who)
    return declared(make, list(DECLARATIONS)[way % 4])


def declared(make: Maker, which: str):
    sentence = make.said("主体类型", DECLARATIONS[which]) if make.dice.random() < 0.5 else f"<p>{DECLARATIONS[which]}。</p>"
    return make.shop(make.goods(DECLARED_GOODS[which]), footer=sentence + "<p>经营地址：惠州市惠城区桥东街道18号 电话：0752-2345678</p>")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shop_that_shows_its_licence_is_left_alone_and_one_that_shows_none_is_not(seed):
    make = Maker(f"missing {seed}")
    assert rules(lawful_ways(make, seed % 10)) == set()
    footer = ("", "<p>统一社会信用代码：91441300MAXXXXXXXX</p>", "<p>营业执照：待上传</p>", "<p>版权所有 侵权必究</p>")[seed % 4]
    assert rules(make.shop(make.goods(DAILY), footer=footer)) == {"licence-missing"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_licence_behind_many_steps_a_dead_link_or_an_unreadable_picture_is_hidden(seed):
    make = Maker(f"hidden {seed}")
    who, code, titles, word = make.operator(), make.code(), make.goods(DAILY), make.dice.choice(LINK_WORDS)
    block = make.block(who, code_said(make, code))
    if seed % 3 == 0:
        about = f"<h1>关于我们</h1><a href='/about/company'>{make.dice.choice(('公司介绍', '企业文化', '更多'))}</a>"
        more = {"/about": about, "/about/company": f"<h1>公司介绍</h1><a href='/about/licence'>{word}</a>", "/about/licence": block}
        hidden = make.shop(titles, links="<a href='/about'>关于我们</a>", more=more, operator=who)
        twin = make.shop(titles, links=f"<a href='/about'>关于我们</a><a href='/about/licence'>{word}</a>", more=more, operator=who)
    elif seed % 3 == 1:
        hidden, twin = (make.shop(titles, links=f"<a href='/licence'>{word}</a>", operator=who) for _ in range(2))
        hidden.statuses["/licence"] = make.dice.choice((404, 410))
        twin.pages["/licence"] = f"<html><body><h1>{word}</h1>{block}</body></html>"
    else:
        source = make.dice.choice(("/img/yyzz.jpg", "/upload/license.png", "/a/1.jpg"))
        hidden, twin = (
            make.shop(titles, footer=f"<img src='{source}' alt='{make.dice.choice(('营业执照', '公司营业执照副本'))}'>", operator=who) for _ in range(2)
        )
        if seed % 2:
            hidden.statuses[source] = 404
        else:
            hidden.pictures[source] = None
        twin.pictures[source] = picture_of("uscc", code, who)
    assert rules(hidden) == {"licence-hidden"}
    assert rules(twin) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_number_that_cannot_exist_or_has_ended_is_told_from_a_right_one(seed):
    make = Maker(f"invalid {seed}")
    who, code, titles = make.operator(), make.code(), make.goods(DAILY)
    permit = make.permit("food")
    if seed % 3 == 0:
        place = make.dice.randrange(8, 18)
        wrong = code[:place] + make.dice.choice([char for char in ALPHABET if char != code[place]]) + code[place + 1 :]
        bad, good, rule = (("统一社会信用代码", wrong),), (("统一社会信用代码", code),), "licence-number-invalid"
    elif seed % 3 == 1:
        wrong = permit[:-1] + str((int(permit[-1]) + make.dice.randrange(1, 10)) % 10)
        bad, good, rule = (code_said(make, code), ("食品经营许可证", wrong)), (code_said(make, code), ("食品经营许可证", permit)), "permit-number-invalid"
    else:
        ended, holds = (f"{year}年{make.dice.randrange(1, 10)}月{make.dice.randrange(1, 28)}日" for year in (2025, 2027))
        says = make.dice.choice(("有效期至", "有效期至：", "（有效期限：2021年1月1日至"))
        bad = (code_said(make, code), ("食品经营许可证编号", f"{permit} {says}{ended}"))
        good, rule = (code_said(make, code), ("食品经营许可证编号", f"{permit} {says}{holds}")), "licence-expired"
    assert rules(make.shop(titles, footer=make.block(who, *bad), operator=who)) == {rule}
    assert rules(make.shop(titles, footer=make.block(who, *good), operator=who)) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_goods_that_need_a_permit_are_out_of_scope_without_it(seed):
    make = Maker(f"scope {seed}")
    name = list(PERMITS)[seed % len(PERMITS)]
    wanted = PERMITS[name]
    titles = [*make.goods(wanted.titles), *make.goods(DAILY, 1)]
    rule = {"filing": "permit-food-not-shown", "book": "permit-publication-not-shown"}.get(name, f"permit-{name}-not-shown")
    assert rules(shown_in_footer(make, titles)) == {rule}
    assert rules(shown_in_footer(make, titles, (wanted.label, make.permit(wanted.kind)))) == set()
    assert rules(shown_in_footer(make, make.goods(DAILY))) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_declaration_counts_as_shown_unless_the_goods_need_a_permit(seed):
    make = Maker(f"declared {seed}")
    which = list(DECLARATIONS)[seed % 4]
    assert rules(declared(make, which)) == set()
    needing = make.goods(PERMITS[("food", "drug", "device")[seed % 3]].titles)
    out_of_scope = make.shop(needing, footer=f"<p>{DECLARATIONS[which]}。</p>")
    assert {finding.rule for finding in findings(out_of_scope)} == {f"permit-{('food', 'drug', 'device')[seed % 3]}-not-shown"}
    assert any("不需要办理登记" in line for finding in findings(out_of_scope) for line in finding.met)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_number_that_shops_of_other_operators_show_is_borrowed(seed):
    make = Maker(f"borrowed {seed}")
    who, titles = make.operator(), make.goods(DAILY)
    kind = ("uscc", "food")[seed % 2]
    value = make.code() if kind == "uscc" else make.permit("food")
    numbers = [("统一社会信用代码", value if kind == "uscc" else make.code()), *([("食品经营许可证", value)] if kind == "food" else [])]
    made = make.shop(titles, footer=make.block(who, *numbers), operator=who)
    twin = (who, who.replace("有限公司", "有限责任公司"), who[:5] + " " + who[5:], who + "仲恺分公司", "")[seed % 5]
    rows = [{"shop": "other.example", "kind": kind, "operator": name, "value": value} for name in (make.operator(besides=who), twin)]
    assert rules(made, same=rows[:1]) == {"licence-borrowed"}
    assert rules(made, same=rows[1:]) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_register_refines_the_answer(seed):
    make = Maker(f"register {seed}")
    who, code = make.operator(), make.code(make.dice.choice(("91441302", "92441322")))
    food = seed % 4 == 3
    permit = ("食品经营许可证", make.permit("food")) if food else ("客服", "9:00-21:00")
    titles = make.goods(PERMITS["food"].titles if food else DAILY)
    made = make.shop(titles, footer=make.block(who, ("统一社会信用代码", code), permit), operator=who)
    right = {"name": who, "status": make.dice.choice(("存续", "在营", "开业")), "scope": "日用百货销售；食品销售；服装零售", "permits": []}
    wrong = (
        ("register-unknown-number", {}),
        ("register-ended", {code: {**right, "status": make.dice.choice(("注销", "吊销", "已撤销登记"))}}),
        ("register-name-differs", {code: {**right, "name": make.operator(besides=who)}}),
        ("register-out-of-scope", {code: {**right, "scope": "日用百货销售；服装零售"}}),
    )[seed % 4]
    register = {"as_of": "2026-11-01", "cities": ["4413"], "operators": wrong[1]}
    assert rules(made, register=register) == {wrong[0]}
    assert rules(made, register={**register, "operators": {code: right}}) == set()
    assert rules(made, register={**register, "operators": {}, "cities": ["4403"]}) == set()


def test_a_number_of_goods_makers_is_no_permit_of_the_shop():
    make = Maker("makers")
    titles = list(PERMITS["food"].titles[:3])
    made = shown_in_footer(make, titles)
    for place in range(3):
        number = fourteen("SC", f"108441302{make.dice.randrange(10**4):04}")
        made.pages[f"/item/{place}"] = made.pages[f"/item/{place}"].replace("<button>", f"<p>食品生产许可证编号：{number}</p><button>")
    assert rules(made) == {"permit-food-not-shown"}


def test_a_visit_that_was_cut_short_shows_neither_a_missing_licence_nor_a_missing_permit():
    make = Maker("short")
    assert rules(make.shop(make.goods(DAILY)), complete=False) == set()
    assert rules(shown_in_footer(make, make.goods(PERMITS["food"].titles)), complete=False) == set()
