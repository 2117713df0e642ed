"""Read one capture back from the evidence and compare it with what was written down, now, for the eyes of a person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import EvidenceError, NotFound
from core.records import Capture
from evidence.manifest import SUFFIX, Line, read
from evidence.store import EvidenceStore

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


@dataclass
class Check:
    """What was compared: each line is (what, expected, found, equal)."""

    lines: list[tuple[str, str, str, bool]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether something was compared and everything was equal."""
        return bool(self.lines) and not self.problems and all(equal for *_, equal in self.lines)

    def compare(self, what: str, expected: str, found: str) -> None:
        """Note one comparison."""
        self.lines.append((what, expected, found, expected == found))


def check(store: EvidenceStore, capture: Capture, screenshots: dict[str, str]) -> Check:
    """Compare the record's bytes with the manifest, its payload with the database, each screenshot {file: SHA-256} with its hash."""
    result = Check()
    _check_record(store, capture, result)
    for name, expected in screenshots.items():
        try:
            result.compare(f"截图 {name}", expected, hashlib.sha256(file_of(store.folder, name).read_bytes()).hexdigest())
        except (NotFound, OSError):
            result.problems.append(f"截图文件缺失：{name}")
    return result


def _check_record(store: EvidenceStore, capture: Capture, result: Check) -> None:
    try:
        raw = store.raw(capture.warc, capture.offset, capture.length)
        line = _line(store.folder / f"{capture.warc}{SUFFIX}", capture.offset)
        result.compare("记录原始字节（清单）", line.record_sha256, hashlib.sha256(raw).hexdigest())
        body = store.read(capture.warc, capture.offset, capture.length).body
    except EvidenceError as exc:
        result.problems.append(f"记录无法读回：{exc}")
        return
    found = hashlib.sha256(body).hexdigest()
    result.compare("页面内容（数据库）", capture.sha256, found)
    result.compare("页面内容（清单）", line.sha256, found)


def _line(manifest: Path, offset: int) -> Line:
    try:
        lines = list(read(manifest))  # to the end: a changed line is told by the one that follows it
    except OSError as exc:
        raise EvidenceError(f"{manifest.name}: {exc.strerror}") from exc
    for line in lines:
        if line.offset == offset:
            return line
    raise EvidenceError(f"{manifest.name}: no line for the record at {offset}")


def file_of(folder: Path, name: str) -> Path:
    """Return the file of this name below the folder; raise NotFound when it is not there or would lie elsewhere."""
    root = folder.resolve()
    path = (root / name).resolve()
    if not name or not path.is_relative_to(root) or not path.is_file():
        raise NotFound(f"no file {name!r} among the evidence")
    return path


def picture_type(start: bytes) -> str:
    """Return the media type of a picture by its first bytes; raise EvidenceError for anything else: nothing that could run is ever served."""
    for magic, media_type in _PICTURES.items():
        if start.startswith(magic):
            return media_type
    raise EvidenceError("the screenshot is no PNG, JPEG or WebP")
