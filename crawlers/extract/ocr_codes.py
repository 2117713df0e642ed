"""QR and bar codes in a picture: what they say, and where they are."""

from __future__ import annotations

import zxingcpp
from PIL import Image

from core.pictures import PictureCode
from core.text import storable

MOST = 20
LONGEST = 2_000  # characters of one code


def read_codes(picture: Image.Image) -> tuple[PictureCode, ...]:
    """Return the codes of the picture, top to bottom, each once."""
    found: dict[tuple[str, str], PictureCode] = {}
    for code in zxingcpp.read_barcodes(picture):
        said = storable(code.text)[:LONGEST]
        if code.valid and said:
            corners = (code.position.top_left, code.position.top_right, code.position.bottom_left, code.position.bottom_right)
            across, down = [corner.x for corner in corners], [corner.y for corner in corners]
            name = str(code.format).rpartition(".")[2]
            found.setdefault((name, said), PictureCode(format=name, text=said, box=(min(across), min(down), max(across), max(down))))
    return tuple(sorted(found.values(), key=lambda item: item.box[1]))[:MOST]
