"""Registration numbers with right check characters, computed here from the standards and not by the program under test.

统一社会信用代码: GB 32100-2015 (mod 31) around an organisation code by GB 11714-1997; food permits: ISO 7064 MOD 11,10.
"""

from __future__ import annotations

from random import Random

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIVISIONS = ("441302", "441303", "441322", "441323", "441324")
"""惠城, 惠阳, 博罗, 惠东, 龙门: districts of Huizhou."""


def organisation_check(body: str) -> str:
    """Return the ninth character of an organisation code (GB 11714)."""
    rest = 11 - sum(ORGANISATION.index(char) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def code_check(body: str) -> str:
    """Return the eighteenth character (GB 32100)."""
    total = sum(CODE.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return CODE[-total % 31]


def uscc(rng: Random, division: str, type_: str = "1") -> str:
    """Return a 统一社会信用代码 of a market supervision authority (9): type 1 company, 2 个体工商户, 3 cooperative."""
    serial = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    body = f"9{type_}{division}{serial}{organisation_check(serial)}"
    return body + code_check(body)


def with_wrong_check(code: str) -> str:
    """Return the code with another last character."""
    return code[:-1] + CODE[(CODE.index(code[-1]) + 7) % 31]


def mod_11_10(digits: str) -> str:
    """Return the check digit of ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def food_permit(rng: Random, division: str) -> str:
    """Return a food business permit number: JY, 1 for sales, division, six digits, check digit."""
    body = f"1{division}{rng.randrange(1, 10**6):06d}"
    return f"JY{body}{mod_11_10(body)}"


def food_production(rng: Random, division: str, category: str = "114") -> str:
    """Return a food production permit number: SC, category, division, four digits, check digit."""
    body = f"{category}{division}{rng.randrange(1, 10**4):04d}"
    return f"SC{body}{mod_11_10(body)}"


def icp(rng: Random) -> str:
    """Return a filing number of a website in Guangdong."""
    return f"粤ICP备{rng.randrange(2015, 2026)}{rng.randrange(10**5, 10**6)}号-1"


def psb(rng: Random, division: str) -> str:
    """Return a police filing number."""
    return f"粤公网安备{division}02{rng.randrange(10**5, 10**6)}号"


def health_food(rng: Random) -> str:
    """Return a registration number of a 保健食品."""
    return f"国食健注G{rng.randrange(2016, 2024)}{rng.randrange(1, 1000):04d}"
