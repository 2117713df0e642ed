"""Numbers for the tests, made by the published formulas written out anew: not by the code under test."""

from __future__ import annotations

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORG = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mod_11_10(body: str) -> str:
    """ISO 7064 MOD 11,10 as the standard's text says it."""
    rest = 10
    for digit in body:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def organisation(body: str) -> str:
    """GB 11714: weights 3 7 9 10 5 8 4 2, eleven minus the rest."""
    total = 0
    for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True):
        total += _ORG.index(char) * weight
    return "0123456789X0"[11 - total % 11] if total % 11 != 1 else "X"


def uscc(head: str, organ: str) -> str:
    """Eight digits and eight characters to a whole unified social credit code."""
    body = head + organ + organisation(organ)
    total = sum(_USCC.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _USCC[-total % 31]


def fourteen(letters: str, body: str) -> str:
    """A food permit: letters, thirteen digits, check digit."""
    return letters + body + mod_11_10(body)


def reg_no(body: str) -> str:
    """A registration number of fifteen digits."""
    return body + mod_11_10(body)


def gtin(body: str) -> str:
    """A bar code of thirteen digits: weights 1 and 3 in turn, modulo ten."""
    return body + str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(body)) % 10)


def patent(body: str) -> str:
    """A patent number: weights 2 to 9 and again from 2, modulo eleven, X for ten."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    return f"ZL{body}." + "0123456789X"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=False)) % 11]
