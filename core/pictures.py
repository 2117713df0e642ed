"""What was read in a picture: lines of text and codes with their places, and what the picture looks like. Frozen, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    """A line of text. `row`: lines of one row stand beside each other; `score`: how sure the reader is, 0 to 1."""

    text: str
    box: Box
    row: int
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCode:
    """A QR or bar code. `format` as the reader names it (QRCode, EAN13 …)."""

    format: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureReading:
    """One reading, by the hash of the picture's bytes. `reader`: version of the program; `phash`: perceptual hash (hex), `shape`: bucket of its proportions.

    `same_as`: hash of the picture that looks the same and was read instead, empty when this one was.
    """

    sha256: str
    reader: str
    phash: str
    shape: str
    width: int
    height: int
    lines: tuple[PictureLine, ...] = ()
    codes: tuple[PictureCode, ...] = ()
    same_as: str = ""
