"""Food: 食品经营许可证 JY, 仅销售预包装食品备案 YB, 食品生产许可证 SC, and the numbers that they replaced (SP, 餐证字, QS)."""

from __future__ import annotations

import re

from core.numbers.digits import is_masked, is_template, mod_11_10_digit
from core.numbers.family import MASKED, MATCHES_DIGIT, TEMPLATE, Family, Verdict, malformed, wrong
from core.numbers.regions import is_division
from core.numbers.shape import ALONE, PROVINCE, STOP, N, plausible_year

_FORMS = {"JY": ("123", "经营主体业态"), "YB": ("12", "备案主体业态")}  # 食品经营许可和备案管理办法 art. 27, 45
_CATEGORIES = {f"1{number:02d}" for number in range(1, 32)} | {"201", "202", "203"}  # 食品生产许可管理办法 art. 30


def _fourteen(number: str, letters: str) -> tuple[str, Verdict | None]:
    body = number.replace("-", "").removesuffix("号").removeprefix(letters)
    if is_masked(body):
        return body, MASKED
    if is_template(body) or body.startswith("1234567890"):
        return body, TEMPLATE
    if len(body) != 14 or not body.isdigit():
        return body, malformed(f"{letters} 后应为14位数字，此处为{len(body)}位")
    return body, None


def _digit(body: str, letters: str) -> Verdict:
    right = mod_11_10_digit(body[:13])
    return MATCHES_DIGIT if body[13] == right else wrong(f"{letters} 编号校验位错误：应为 {right}，此处为 {body[13]}")


def _check_business(number: str, letters: str) -> Verdict:
    body, bad = _fourteen(number, letters)
    if bad:
        return bad
    forms, name = _FORMS[letters]
    if body[0] not in forms:
        return wrong(f"{letters} 编号首位表示{name}，没有 {body[0]}")
    if not is_division(body[1:7]):
        return wrong(f"{letters} 编号第2至7位 {body[1:7]} 不是区划代码")
    return _digit(body, letters)


def check_business(number: str) -> Verdict:
    """JY: form of business, division, serial, check digit (art. 27)."""
    return _check_business(number, "JY")


def check_filing(number: str) -> Verdict:
    """YB: as JY; that its check digit follows the same rule is assumed, not published, so a mismatch is told as such (art. 45)."""
    verdict = _check_business(number, "YB")
    return wrong(f"{verdict.why}（备案编号的校验规则按食品经营许可证推定）") if verdict.valid is False and "校验位" in verdict.why else verdict


def check_production(number: str) -> Verdict:
    """SC: food category, division, serial, check digit (art. 30)."""
    if number.startswith("QS"):
        return wrong("QS 编号自2018年10月1日起不得再用于食品")
    body, bad = _fourteen(number, "SC")
    if bad:
        return bad
    if body[:3] not in _CATEGORIES:
        return wrong(f"SC 编号前3位 {body[:3]} 不是食品类别编码")
    if not is_division(body[3:9]):
        return wrong(f"SC 编号第4至9位 {body[3:9]} 不是区划代码")
    return _digit(body, "SC")


def check_old(number: str) -> Verdict:
    """SP: division, year, form, serial, check digit; 餐证字: year and division. Both kinds have expired."""
    serial = "".join(re.findall(r"[0-9X*×_#]+", number))
    if is_masked(serial):
        return MASKED
    if is_template(serial):
        return TEMPLATE
    if not number.startswith("SP"):
        return Verdict(None, "旧式餐饮服务、卫生许可证编号，证件早已到期，应换发食品经营许可证")
    if len(serial) != 16:
        return malformed(f"食品流通许可证编号 SP 后应为16位数字，此处为{len(serial)}位")
    if not is_division(serial[:6]) or not plausible_year(serial[6:8], 2009):
        return wrong("食品流通许可证编号的区划或年份段不可能")
    return Verdict(None, "旧式食品流通许可证编号，证件早已到期，应换发食品经营许可证")


def _letters(letters: str) -> str:
    return rf"{ALONE}{letters[0]} ?{letters[1]} ?-?(?:\d{{14}}(?!\d)|\d(?: ?\d){{13}}(?! ?\d)|{N}{{11,24}}){STOP}"


def _with(letters: str) -> str:
    return rf"{letters[0]} ?{letters[1]} ?-? ?{N}{{4,26}}{STOP}|\d{{14}}{STOP}"


FAMILIES = (
    Family(
        kind="food",
        name="食品经营许可证",
        marked=(_letters("jy"),),
        label=r"(?:食品经营|餐饮服务经营)许可证?",
        labelled=_with("jy"),
        anchors=("jy", "j y", "食品经营"),
        check=check_business,
        same=lambda value: value.replace("-", "").replace("号", ""),
        digit=True,
    ),
    Family(
        kind="food_filing",
        name="仅销售预包装食品备案",
        marked=(_letters("yb"),),
        label=r"(?:仅销售)?预包装食品(?:销售|经营者)?备案(?:凭证|信息)?",
        labelled=_with("yb"),
        anchors=("yb", "y b", "预包装食品"),
        check=check_filing,
        digit=True,
    ),
    Family(
        kind="food_production",
        name="食品生产许可证",
        marked=(_letters("sc"), rf"{ALONE}qs ?\d{{4}} ?\d{{4}} ?\d{{4}}{STOP}"),
        label=r"(?:食品|食品添加剂)生产许可证?",
        labelled=_with("sc"),
        anchors=("sc", "s c", "qs", "生产许可"),
        check=check_production,
        digit=True,
    ),
    Family(
        kind="food_old",
        name="食品流通许可证（旧）",
        marked=(
            rf"{ALONE}s ?p ?-?(?:\d{{16}}(?!\d)|{N}{{13,28}}){STOP}",
            rf"{PROVINCE}?[\u4e00-\u9fff]{{0,2}}(?:餐证|卫食证|食证|卫餐证)字 ?\(? ?\d{{4}} ?\)? ?(?:第 ?)?[\dx*-]{{2,16}}(?: ?号)?",
        ),
        label=r"食品流通许可证?|餐饮服务许可证?|食品卫生许可证?",
        labelled=rf"s ?p ?-? ?{N}{{4,28}}{STOP}|\d{{16}}{STOP}",
        anchors=("sp", "s p", "证字", "食品流通", "餐饮服务", "食品卫生"),
        check=check_old,
    ),
)
