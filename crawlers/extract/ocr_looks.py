"""What a picture looks like: a perceptual hash that finds the same picture saved again, and a comparison that tells it from one with another word on it.

The hash alone does not: two posters that differ in one price have nearly the same. So what the hash finds is laid over each other.
"""

from __future__ import annotations

import math

import imagehash
import numpy as np
from PIL import Image, ImageFilter

HASH_SIDE = 16  # 256 bits
NEAR = 6  # bits
_COMPARED_SIDE, _LONGEST = 320, 40  # pixels of the shorter side when laid over each other; how many times longer the other may be
_LARGEST_DIFFERENCE, _MEAN_DIFFERENCE = 48, 4.0  # of 255: saving again changes at most a fifth, one other digit much more
_SOFT = ImageFilter.GaussianBlur(1)  # what saving again and shrinking do to edges is no difference
_STEP, _CHANGES = 28, 8


def looks(picture: Image.Image) -> str:
    """Return the perceptual hash, 64 hex digits."""
    return str(imagehash.phash(picture, hash_size=HASH_SIDE))


def shape(picture: Image.Image) -> str:
    """Return the bucket of the picture's proportions: an eighth of an octave."""
    return str(round(8 * math.log2(picture.width / picture.height)))


def near(one: str, other: str) -> bool:
    """Return whether two hashes are near enough to look closer."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR


def same(one: Image.Image, other: Image.Image) -> bool:
    """Return whether two pictures show the same, down to the words on them."""
    short = min(_COMPARED_SIDE, *one.size, *other.size)
    long = round(short * min(_LONGEST, max(one.size) / min(one.size)))
    size = (short, long) if one.height >= one.width else (long, short)
    first, second = (np.asarray(item.resize(size, Image.Resampling.LANCZOS).filter(_SOFT), dtype=np.int16) for item in (one, other))
    difference = np.abs(first - second)
    return int(difference.max()) <= _LARGEST_DIFFERENCE and float(difference.mean()) <= _MEAN_DIFFERENCE


def may_hold_text(picture: Image.Image) -> bool:
    """Return whether rows or columns change between dark and light often enough for words or codes; a plain product on a plain ground does not."""
    scale = min(1.0, 720 / min(picture.size))
    gray = picture.convert("L").resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    pixels = np.asarray(gray, dtype=np.int16)
    return any(int((np.abs(np.diff(pixels, axis=axis)) > _STEP).sum(axis=axis).max(initial=0)) >= _CHANGES for axis in (0, 1))
