"""Texts as arrays of code points, so that a table is applied to all characters of a text at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.uint32]
PLANE = 0x10000  # code points of the first plane of Unicode, where nearly every letter has its place


def code_points(text: str) -> Codes:
    """Return the code point of every character, lone surrogates too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: Codes) -> str:
    """Return the text of these code points; the inverse of `code_points`."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


class CodeTable:
    """A number above zero for every character, worked out when the character is first met."""

    def __init__(self, number_of: Callable[[str], int]) -> None:
        """Take the function that is asked once for each character. The table takes 4.4 MB when every plane of Unicode has been met, mostly far less."""
        self._number_of = number_of
        self._numbers: Codes = np.zeros(0x110000, np.uint32)

    def __call__(self, codes: Codes) -> Codes:
        """Return the number of each of these characters."""
        numbers = self._numbers[codes]
        if not numbers.all():
            for code in np.unique(codes[numbers == 0]).tolist():
                self._numbers[code] = self._number_of(chr(code))
            numbers = self._numbers[codes]
        return numbers
