"""Price notation: from what is written ("￥ 4500.00-5500.00", "€ 97,39 - 128,72", "¥ 1 .74", "12.8万元") to decimal text and a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from core.text import normalise
from crawlers.extract.currency import DOT_DECIMAL, SIGNS, WHOLE_ONLY, currency_of

Role = Literal["price", "list", "other", ""]
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ ]+(?=[\u4e00-\u9fff])")  # "市 场 价" set wide to fill its column
_REBATE = re.compile(r"\d[\d.]*\s*折")  # "7 折 294 元": the rebate stands between the label and the price
MOST = Decimal("1e12")
LONGEST = 400  # characters: a longer text is prose, not a price


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """An amount as read, decimal text ("12.90"), `highest` for a range. `role`: what stands before it: its price, a list price, something else."""

    amount: str
    highest: str = ""
    currency: str = ""
    role: Role = ""
    signed: bool = False


_SIGN = "|".join(sorted((re.escape(sign) for sign in SIGNS), key=len, reverse=True))
_GROUPED = r"(?<![\w-])\d{1,3}(?:[ ,.'’\u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:\s?[.,]\s?\d+)?"
_NUMBER = re.compile(
    rf"(?P<before>(?<![A-Za-z])(?:{_SIGN}))?\s*(?P<number>{_GROUPED})(?P<wan>\s*万)?(?:[.,][-–—]+)?\s*(?P<after>(?:{_SIGN})(?![A-Za-z])(?(before)(?!\s*\d)))?",
)
_TO = re.compile(r"^\s*(?:-|–|—|~|～|〜|至|到|to|a|bis|\.\.)\s*$")
_BAD_END = re.compile(r"^\s*(?:%|％|折|[xX×]\b|个月|期|件|人|天|日|月(?!光)|年(?!货)|小时|分钟|ml|g\b|kg|cm|mm|条评|积分|points?\b|reviews?\b|GB|寸|英寸|mAh)")
_LIST = re.compile(
    r"(?:市场价|市价|原价|划线价|吊牌价|专柜价|参考价|门市价|建议零售价|零售价|指导价|厂商价|挂牌价|定价|原售价|日常价|平时价"
    r"|rrp|msrp|uvp|was|list price|regular price|reg\.?"
    r"|before|statt|instead of|antes|precio normal|prezzo di listino|pvp|参考售价|建議售價|原價|市價|定價)"
    r"\W{0,4}(?:¥|￥|\$|€)?\s*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:不含税|未税|税前|税抜|brez ddv|ex\.?\s?(?:vat|tax)|excl?\.?\s?(?:vat|tax|mwst)|zzgl|without vat|运费|邮费|宅配|快递|配送费|满|享|减|省|立减"
    r"|优惠(?:券(?!后)|(?![券价后]))|(?<!优惠)券(?!后)|折扣|定金|订金|押金|预付|首付|月供|每月|每期|低至每期|分期|积分|奖励|返|返现|佣金|起送|销量|[月年总]销|已售|已抢|剩余|仅剩|浏览|人气|库存|编号"
    r"|型号|货号|热线|电话|余额|充值|节省|保证金|赠|面值|税费?|进货价|成本价"
    r"|shipping|delivery|save|you save|saving|off|from only|or more|per month|monthly|deposit|coupon|points?|earn|over|under|mind|tax)[^\d]{0,6}$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"^\s*(?:/\s*(?:月|mo\b|month|期)|元?(?:优惠券|券|红包|起送|包邮|以上|无门槛|运费|押金|定金|订金|积分)|(?:per|a"
    r"|pro)\s+month|off\b|\*\s*\d+\s*期|x\s*\d+\s*(?:期|months?))",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:价格|售价|现价|促销价|到手价|券后价?|秒杀价|会员价|特价|活动价|优惠价|商城价|本店价|网店价|拼团价|团购价|抢购价"
    r"|惊喜价|直播价|今日价|销售价|一口价|单价|起价|网购价|批发价|價格|售價|特價|促銷價|會員價"
    r"|price|now|our price|sale|deal|preis|precio|prix|preço|prezzo|cena|hind)"
    r"[^\d]{0,6}$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"(?<=\d)\s+(?=[.,]\s?\d{1,2}(?!\d))|(?<=\d[.,])\s+(?=\d{2}(?!\d))")


@lru_cache(maxsize=16_384)
def read_prices(text: str, country: str = "") -> tuple[Price, ...]:
    """Return the prices in a short visible text, in order, ranges as one. A number counts with a currency sign, or alone when nothing else is written.

    Remembered: the goods beside a product stand beside many.
    """
    text = _SPLIT.sub("", text[:LONGEST].replace("\u00a0", " ").replace("\u200b", "").replace("\u200e", "").replace("\u200f", ""))
    found: list[tuple[Price, int, int]] = []
    for match in _NUMBER.finditer(text):
        price = _price(text, match, country)
        if price is None:
            continue
        if found and _TO.match(text[found[-1][2] : match.start()]) and _rising(found[-1][0], price):
            first, start, _ = found.pop()
            currency = first.currency or price.currency
            found.append((replace(first, highest=price.amount, currency=currency, signed=first.signed or price.signed), start, match.end()))
        else:
            found.append((price, match.start(), match.end()))
    return tuple(price for price, _, _ in found if price.signed or price.role == "price" or len(found) == 1)


def _price(text: str, match: re.Match[str], country: str) -> Price | None:
    sign = match["before"] or match["after"] or ""
    if sign == "Fr." and match["after"]:
        sign = ""
    rest = text[match.end() : match.end() + 14]
    if not match["after"] and _BAD_END.match(rest):
        return None
    currency = currency_of(sign, country)
    number = amount_of(match["number"], currency or country_currency(country), visible=True)
    if not number:
        return None
    if match["wan"]:
        if not sign:
            return None  # 1.2万 alone is a count of sales
        number = _plain((Decimal(number) * 10_000).normalize())
    before = _SPACED.sub("", _REBATE.sub("", normalise(text[max(0, match.start() - 18) : match.start()]).text))
    rest = normalise(rest).text
    return Price(amount=number, currency=currency, role=_role(before, rest), signed=bool(sign))


def country_currency(country: str) -> str:
    """Return the currency whose notation a country uses where no sign is written; "" when unknown."""
    return {"cn": "CNY", "jp": "JPY", "tw": "TWD", "hk": "HKD", "uk": "GBP", "us": "USD", "cl": "CLP", "in": "INR", "kz": "KZT"}.get(country, "")


def _role(before: str, after: str) -> Role:
    if _OTHER_AFTER.match(after) or _OTHER.search(before):
        return "other"
    if _LIST.search(before):
        return "list"
    return "price" if _OWN.search(before) else ""


def _rising(first: Price, second: Price) -> bool:
    # "¥99 - ¥199" is a range; "¥199-50" (199 less 50) is none
    same = not second.currency or not first.currency or second.currency == first.currency
    return same and not first.highest and Decimal(second.amount) >= Decimal(first.amount)


_SPACING = re.compile(r"[\s'’\u00a0\u202f\u2009]")
_AMOUNT = re.compile(r"\d[\d.,]*")


def amount_of(written: object, currency: str = "", *, visible: bool = False) -> str:
    """Return decimal text of one number, "" for none, zero or below or beyond 10^12.

    In a number for machines a dot is the decimal point; on a visible page "1.299" is twelve hundred where commas are decimal.
    """
    text = _SPACING.sub("", str(written))[:60]
    if isinstance(written, bool) or not _AMOUNT.fullmatch(text):
        return ""
    try:
        value = Decimal(_with_dot(text, currency, visible=visible))
    except InvalidOperation:
        return ""
    return _plain(value) if 0 < value < MOST else ""


def _with_dot(text: str, currency: str, *, visible: bool) -> str:
    dot, comma = text.rfind("."), text.rfind(",")
    if dot >= 0 and comma >= 0:
        thousands = "," if dot > comma else "."
        return text.replace(thousands, "").replace(",", ".")
    mark = "." if dot >= 0 else "," if comma >= 0 else ""
    if not mark:
        return text
    whole, _, rest = text.rpartition(mark)
    if text.count(mark) > 1:
        return text.replace(mark, "")
    if len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0") and _groups(mark, currency, visible=visible):
        return whole + rest
    return f"{whole}.{rest}"


def _groups(mark: str, currency: str, *, visible: bool) -> bool:
    """Return whether this mark before three digits groups thousands."""
    if mark == ",":
        return True
    return currency in WHOLE_ONLY or (visible and bool(currency) and currency not in DOT_DECIMAL)


def _plain(value: Decimal) -> str:
    """Return the number with two decimals where it has any, more only where they say something ("0.125"); "89.9000000000000" is "89.90"."""
    text = format(value.quantize(Decimal("1e-6")) if value.as_tuple().exponent < -6 else value, "f")  # type: ignore[operator]
    if "." not in text:
        return text
    whole, _, decimals = text.partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept.ljust(2, '0')}" if len(decimals) else whole
