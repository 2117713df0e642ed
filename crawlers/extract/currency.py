"""Currency signs and words to ISO 4217; what a bare ¥ or $ means follows from the page's place and language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# longest first: "US$" before "$"
SIGNS = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "CN¥": "CNY", "元": "CNY", "圆": "CNY", "块": "CNY", "￥": "¥", "¥": "¥", "円": "JPY", "日元": "JPY", "日圆": "JPY", "JPY": "JPY",
    "NT$": "TWD", "NTD": "TWD", "TWD": "TWD", "新台币": "TWD", "新台幣": "TWD", "台币": "TWD", "HK$": "HKD", "HKD": "HKD", "港币": "HKD", "港元": "HKD", "MOP": "MOP",
    "US$": "USD", "USD": "USD", "美元": "USD", "$": "$", "＄": "$", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "S$": "SGD", "SGD": "SGD",
    "R$": "BRL", "BRL": "BRL", "CLP": "CLP", "MXN": "MXN", "COP": "COP", "ARS": "ARS", "€": "EUR", "EUR": "EUR", "欧元": "EUR", "£": "GBP", "GBP": "GBP", "英镑": "GBP",
    "CHF": "CHF", "Fr.": "CHF", "₹": "INR", "INR": "INR", "Rs.": "Rs", "Rs": "Rs", "PKR": "PKR", "₽": "RUB", "руб.": "RUB", "руб": "RUB", "RUB": "RUB", "₸": "KZT", "тг.": "KZT", "тг": "KZT", "KZT": "KZT",
    "₩": "KRW", "원": "KRW", "KRW": "KRW", "韩元": "KRW", "zł": "PLN", "PLN": "PLN", "Kč": "CZK", "CZK": "CZK", "Ft": "HUF", "HUF": "HUF", "kr": "kr", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK",
    "₺": "TRY", "TL": "TRY", "TRY": "TRY", "₪": "ILS", "ILS": "ILS", "฿": "THB", "THB": "THB", "₫": "VND", "VND": "VND", "₴": "UAH", "грн": "UAH", "UAH": "UAH", "RM": "MYR", "MYR": "MYR", "Rp": "IDR", "IDR": "IDR",
    "₱": "PHP", "PHP": "PHP", "AED": "AED", "lei": "RON", "RON": "RON",
}  # fmt: skip
WHOLE_ONLY = frozenset(("JPY", "KRW", "CLP", "VND", "IDR", "COP", "HUF", "PYG", "KZT"))  # no smaller unit is written
DOT_DECIMAL = frozenset(("CNY", "USD", "GBP", "HKD", "TWD", "JPY", "SGD", "AUD", "CAD", "INR", "PKR", "MYR", "PHP", "THB", "MXN", "ILS", "CHF", "¥", "$"))
_OPEN = {
    "¥": {"jp": "JPY"},
    "$": {"cl": "CLP", "mx": "MXN", "co": "COP", "ar": "ARS", "ca": "CAD", "au": "AUD", "nz": "NZD", "tw": "TWD", "hk": "HKD", "sg": "SGD"},
    "kr": {"se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK"},
    "Rs": {"pk": "PKR", "lk": "LKR", "np": "NPR", "in": "INR"},
}
_DEFAULT = {"¥": "CNY", "$": "USD", "kr": "SEK", "Rs": "INR"}
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
