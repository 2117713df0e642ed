"""Currency signs and words to ISO 4217; what a bare ¥ or $ means follows from the page's place and language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# what is written for each currency; ¥, $, kr and Rs stand for several, and the page's country decides
_BY_CODE = {
    "CNY": "人民币 RMB CNY CN¥",
    "元": "元 圆 块",
    "¥": "￥ ¥",
    "JPY": "円 日元 日圆 JPY",
    "TWD": "NT$ NTD TWD 新台币 新台幣 台币",
    "HKD": "HK$ HKD 港币 港元",
    "MOP": "MOP",
    "USD": "US$ USD 美元",
    "$": "$ ＄",
    "AUD": "A$ AU$ AUD",
    "CAD": "C$ CA$ CAD",
    "SGD": "S$ SGD",
    "BRL": "R$ BRL",
    "CLP": "CLP",
    "MXN": "MXN",
    "COP": "COP",
    "ARS": "ARS",
    "EUR": "€ EUR 欧元",
    "GBP": "£ GBP 英镑",
    "CHF": "CHF Fr.",
    "INR": "₹ INR",
    "Rs": "Rs. Rs",
    "PKR": "PKR",
    "RUB": "₽ руб. руб RUB",
    "KZT": "₸ тг. тг KZT",
    "KRW": "₩ 원 KRW 韩元",
    "PLN": "zł PLN",
    "CZK": "Kč CZK",
    "HUF": "Ft HUF",
    "kr": "kr",
    "SEK": "SEK",
    "NOK": "NOK",
    "DKK": "DKK",
    "TRY": "₺ TL TRY",
    "ILS": "₪ ILS",
    "THB": "฿ THB",
    "VND": "₫ VND",
    "UAH": "₴ грн UAH",
    "MYR": "RM MYR",
    "IDR": "Rp IDR",
    "PHP": "₱ PHP",
    "AED": "AED",
    "RON": "lei RON",
}
SIGNS = {sign: code for code, signs in _BY_CODE.items() for sign in signs.split()}
WHOLE_ONLY = frozenset(("JPY", "KRW", "CLP", "VND", "IDR", "COP", "HUF", "PYG", "KZT"))  # no smaller unit is written
DOT_DECIMAL = frozenset(("CNY", "USD", "GBP", "HKD", "TWD", "JPY", "SGD", "AUD", "CAD", "INR", "PKR", "MYR", "PHP", "THB", "MXN", "ILS", "CHF", "¥", "$"))
_OPEN = {
    "¥": {"jp": "JPY"},
    "$": {"cl": "CLP", "mx": "MXN", "co": "COP", "ar": "ARS", "ca": "CAD", "au": "AUD", "nz": "NZD", "tw": "TWD", "hk": "HKD", "sg": "SGD"},
    "元": {"tw": "TWD", "hk": "HKD"},
    "kr": {"se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK"},
    "Rs": {"pk": "PKR", "lk": "LKR", "np": "NPR", "in": "INR"},
}
_DEFAULT = {"¥": "CNY", "元": "CNY", "$": "USD", "kr": "SEK", "Rs": "INR"}
_CODE = re.compile(r"[A-Z]{3}")


def country_of(url: str, language: str = "") -> str:
    """Return the country that an address or a language tag speaks of ("cn", "jp", …), "" when neither does."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    last = host.rpartition(".")[2]
    if len(last) == 2 and last.isalpha() and last not in ("co", "io", "me", "tv", "cc", "ai"):
        return last
    if last == "co" and host.count("."):
        return "co"
    tag = language.replace("_", "-").lower().split("-")
    return {"zh": "cn", "ja": "jp"}.get(tag[0], "") if len(tag) == 1 else tag[-1] if len(tag[-1]) == 2 else {"zh": "cn"}.get(tag[0], "")


def currency_of(sign: str, country: str = "") -> str:
    """Return the ISO 4217 code of a sign, word or code; "" when it is none."""
    sign = sign.strip()
    code = SIGNS.get(sign) or SIGNS.get(sign.upper()) or (sign.upper() if _CODE.fullmatch(sign.upper()) and sign.isascii() else "")
    return _OPEN.get(code, {}).get(country) or _DEFAULT.get(code, code)
