"""Opens a picture safely and cuts it into pieces of a size at which text can be read."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import BadInput

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE, BEST_SIDE = 24, 720  # a picture whose shorter side is less than the second is enlarged, at most three times
LONGEST = 2_000  # the reader itself shrinks what is longer
_LONG = 1.8  # from this proportion on a picture is read in pieces: as a whole it would be shrunk too far
_OVERLAP = 0.2
MOST_TILES = 40  # each takes about a second
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")  # TIFF is no format of the web, and its decoder talks to standard error


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of a picture. `top`, `left`: where it lies; `first`, `last`: whether it ends where the picture ends; `scale`: its pixels per picture pixel."""

    picture: Image.Image
    left: int
    top: int
    scale: float
    upright: bool = True
    first: bool = True
    last: bool = True


def open_picture(image: bytes) -> Image.Image:
    """Return the picture in RGB, turned as its EXIF says, alpha on white, first frame. Raises BadInput naming what is wrong."""
    if not image:
        raise BadInput("picture: empty file")
    if len(image) > MOST_BYTES:
        raise BadInput(f"picture: {len(image)} bytes, more than the {MOST_BYTES} that are read")
    try:
        picture = Image.open(io.BytesIO(image), formats=_FORMATS)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise BadInput(f"picture: {width} x {height} pixels, more than the {MOST_PIXELS} that are decoded")
        if min(width, height) < LEAST_SIDE:
            raise BadInput(f"picture: {width} x {height} pixels, too small to hold text")
        picture.seek(0)
        picture.load()
        return _flat(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError as exc:
        raise BadInput("picture: not a picture of a known format (JPEG, PNG, WebP, GIF, BMP)") from exc
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
        raise BadInput(f"picture: refused as a decompression bomb ({exc})") from exc
    except BadInput:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as exc:  # what Pillow's decoders raise on damaged files
        raise BadInput(f"picture: damaged or cut short ({type(exc).__name__}: {exc})") from exc


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        picture = ImageOps.autocontrast(picture.convert("F").point(lambda value: value / 256).convert("L"))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        picture = ground
    return picture.convert("RGB")


def tiles(picture: Image.Image) -> list[Tile]:
    """Return the pieces to be read, each scaled to a readable size; a long picture in pieces that overlap. Raises BadInput when there are too many."""
    short, long = sorted(picture.size)
    if long <= _LONG * short or long <= BEST_SIDE:
        return [_tile(picture, (0, 0, *picture.size), True, True)]
    upright = picture.height > picture.width
    length = max(int(short * 1.25), BEST_SIDE)
    step = int(length * (1 - _OVERLAP))
    starts = [*range(0, max(long - length, 0), step), max(long - length, 0)]
    if len(starts) > MOST_TILES:
        raise BadInput(f"picture: {picture.width} x {picture.height} pixels, too long to be read ({len(starts)} pieces, at most {MOST_TILES})")
    found = []
    for start in starts:
        end = min(start + length, long)
        box = (0, start, short, end) if upright else (start, 0, end, short)
        found.append(_tile(picture, box, start == 0, end == long, upright=upright))
    return found


def _tile(picture: Image.Image, box: tuple[int, int, int, int], first: bool, last: bool, *, upright: bool = True) -> Tile:
    piece = picture.crop(box)
    scale = min(max(1.0, BEST_SIDE / min(piece.size)), 3.0, LONGEST / max(piece.size))
    if abs(scale - 1) > 0.01:
        piece = piece.resize((max(1, round(piece.width * scale)), max(1, round(piece.height * scale))), Image.Resampling.LANCZOS)
    return Tile(piece, box[0], box[1], scale, upright, first, last)
