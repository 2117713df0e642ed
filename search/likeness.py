"""What a text is like: MinHash over the shingles of its normal form (Broder 1997), and bands by which texts that are nearly the same find each other.

Two texts agree in a place of their signatures as often as they share shingles (Jaccard). With 8 bands of 4 places a pair that shares 80 % of its
shingles meets in a band in 98 of 100 cases, one that shares 60 % in 67, one that shares 30 % in 6; the signatures then say how near they are.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from core.text import normalise

PLACES, BANDS = 32, 8
LONGEST = 20_000  # characters of a text that are looked at
SHORTEST = 12  # letters: a shorter text is like too many others
_WIDTH = 4  # letters of a shingle
_ROWS = PLACES // BANDS
_LETTERS = re.compile(r"[^\W_]+")
_PRIME = np.uint64(1_000_003)
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)
_rng = np.random.default_rng(20_261_125)  # fixed: signatures are compared with those of other days
_TIMES = _rng.integers(1, 2**63, size=PLACES, dtype=np.uint64) | np.uint64(1)
_PLUS = _rng.integers(0, 2**63, size=PLACES, dtype=np.uint64)


def letters(text: str) -> str:
    """Return the letters and digits of the text's normal form: punctuation, blanks and disguises make no other text."""
    return "".join(_LETTERS.findall(normalise(text[:LONGEST]).text))


def signature(text: str) -> bytes:
    """Return the signature of a text (32 numbers of 32 bits), empty for one that is too short."""
    plain = letters(text)
    if len(plain) < SHORTEST:
        return b""
    hashes = _shingles(plain)
    least: NDArray[np.uint32] = ((hashes[:, None] * _TIMES + _PLUS) >> np.uint64(32)).min(axis=0).astype("<u4")
    return least.tobytes()


def _shingles(plain: str) -> NDArray[np.uint64]:
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    rolled = codes[: len(codes) - _WIDTH + 1].copy()
    for step in range(1, _WIDTH):
        rolled = rolled * _PRIME + codes[step : len(codes) - _WIDTH + 1 + step]
    mixed: NDArray[np.uint64] = np.unique((rolled * _MIX) ^ (rolled >> np.uint64(29)))
    return mixed


def bands(mark: bytes) -> tuple[int, ...]:
    """Return the bands of a signature, as signed 64-bit numbers that differ from band to band; none for an empty one."""
    if not mark:
        return ()
    rows = np.frombuffer(mark, dtype="<u4").astype(np.uint64).reshape(BANDS, _ROWS)
    value = np.arange(1, BANDS + 1, dtype=np.uint64) * _MIX
    for row in range(_ROWS):
        value = (value ^ rows[:, row]) * _MIX
        value ^= value >> np.uint64(31)
    return tuple(int(number) for number in value.astype(np.int64))


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of shingles that two texts have in common, estimated from their signatures; 0 when one has none."""
    if not one or len(one) != len(other):
        return 0.0
    return float((np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")).mean())
