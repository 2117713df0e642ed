"""Send pictures: a screenshot from the evidence folder (only a file that a row names, only below the folder), or a picture that a page showed."""

from __future__ import annotations

import io
from pathlib import Path

from fastapi.responses import FileResponse

from api.views.evidence import file_of, picture_type
from crawlers.extract.ocr_image import open_picture

_START = 16  # bytes that tell what a picture is


def send_picture(folder: Path, name: str, *, download: bool = False) -> FileResponse:
    """Return the picture; raises NotFound when it is not there, EvidenceError when it is no picture."""
    path = file_of(folder, name)
    with path.open("rb") as handle:
        media_type = picture_type(handle.read(_START))
    return FileResponse(path, media_type=media_type, filename=path.name, content_disposition_type="attachment" if download else "inline")


def part_of(raw: bytes, top: int, bottom: int) -> bytes:
    """Return the part of a picture from `top` to `bottom` (0: to its end) as JPEG; raise BadInput when the bytes are no usable picture."""
    picture = open_picture(raw)
    last = min(bottom, picture.height) if bottom > top else picture.height
    out = io.BytesIO()
    picture.crop((0, min(top, picture.height - 1), picture.width, last)).save(out, "JPEG", quality=88)
    return out.getvalue()
