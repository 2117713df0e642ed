"""Send a screenshot from the evidence folder: only a file that a row names, only below the folder, only as a picture."""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import FileResponse

from api.views.evidence import file_of, picture_type

_START = 16  # bytes that tell what a picture is


def send_picture(folder: Path, name: str, *, download: bool = False) -> FileResponse:
    """Return the picture; raises NotFound when it is not there, EvidenceError when it is no picture."""
    path = file_of(folder, name)
    with path.open("rb") as handle:
        media_type = picture_type(handle.read(_START))
    return FileResponse(path, media_type=media_type, filename=path.name, content_disposition_type="attachment" if download else "inline")
