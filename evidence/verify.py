"""Read all evidence back and compare it with what was written down: manifests, WARC records, screenshots, the database's captures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import EvidenceError
from core.records import Capture
from evidence.manifest import SUFFIX, Line, read
from evidence.store import SCREENSHOT, EvidenceStore, screenshot_name


@dataclass
class Report:
    """What was read and what is wrong. A note is no problem: the trace of a process that was killed while writing."""

    files: int = 0
    records: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_evidence(path: Path) -> bool:
    """Return whether there is something to check: a folder with WARC files, manifests or screenshots, or one WARC file or manifest."""
    if path.is_dir():
        return any(next(path.glob(pattern), None) for pattern in ("*.warc.gz", f"*{SUFFIX}", "shots/*/*.png"))
    return path.name.endswith((".warc.gz", SUFFIX))


def verify(path: Path, captures: Iterable[Capture] = (), screenshots: Iterable[tuple[str, str, str]] = ()) -> Report:
    """Check a folder of evidence or one WARC file, and that what the database speaks of is there with the hash that it holds.

    `screenshots`: (whose it is, file below the folder, SHA-256).
    """
    report = Report()
    folder = path if path.is_dir() else path.parent
    manifests = sorted(folder.glob(f"*{SUFFIX}")) if path.is_dir() else [folder / (path.name.removesuffix(SUFFIX) + SUFFIX)]
    known: dict[tuple[str, int], Line] = {}
    for manifest in manifests:
        known |= _check_file(EvidenceStore(folder), manifest, report)
    warcs = sorted(folder.glob("*.warc.gz")) if path.is_dir() else []
    for warc in warcs:
        if not (folder / f"{warc.name}{SUFFIX}").exists():
            report.problems.append(f"{warc.name}: its manifest is missing")
    for shot in sorted(folder.glob("shots/*/*.png")) if path.is_dir() else []:
        if hashlib.sha256(shot.read_bytes()).hexdigest() != shot.stem:
            report.problems.append(f"{shot.relative_to(folder)}: the screenshot was changed: it does not have the hash that is its name")
    for (name, offset), line in known.items():
        if line.url.startswith(SCREENSHOT) and not (folder / screenshot_name(line.sha256)).is_file():
            report.problems.append(f"{screenshot_name(line.sha256)}: the screenshot is missing; a copy stands in {name} at {offset}: {line.url}")
    for capture in captures:
        _check_capture(folder, capture, known, report)
    for where, name, sha256 in screenshots:
        _check_screenshot(folder, where, name, sha256, report)
    return report


def _check_file(store: EvidenceStore, manifest: Path, report: Report) -> dict[tuple[str, int], Line]:
    name = manifest.name.removesuffix(SUFFIX)
    report.files += 1
    known: dict[tuple[str, int], Line] = {}
    try:
        for line in read(manifest):
            known[name, line.offset] = line
            report.records += 1
            _check_record(store, name, line, report)
    except EvidenceError as exc:
        report.problems.append(str(exc))
    except OSError as exc:
        report.problems.append(f"{manifest.name}: {exc.strerror}")
    if not (store.folder / name).exists():
        report.problems.append(f"{name}: the file is missing ({len(known)} records)")
        return known
    end = max((line.offset + line.length for line in known.values()), default=0)
    tail = (store.folder / name).stat().st_size - end
    if tail > 0:
        report.notes.append(f"{name}: {tail} bytes at the end belong to no record (a process was stopped while writing)")
    return known


def _check_record(store: EvidenceStore, name: str, line: Line, report: Report) -> None:
    where = f"{name} at {line.offset}: {line.url}"
    try:
        raw = store.raw(name, line.offset, line.length)
        if hashlib.sha256(raw).hexdigest() != line.record_sha256:
            report.problems.append(f"{where}: the record's bytes were changed")
            return
        exchange = store.read(name, line.offset, line.length)
    except EvidenceError as exc:
        report.problems.append(f"{where}: {exc}")
        return
    if hashlib.sha256(exchange.body).hexdigest() != line.sha256:
        report.problems.append(f"{where}: the payload does not have the hash that was written down")


def _check_capture(folder: Path, capture: Capture, known: dict[tuple[str, int], Line], report: Report) -> None:
    where = f"capture {capture.id} ({capture.url})"
    line = known.get((capture.warc, capture.offset))
    if line is None:
        report.problems.append(f"{where}: no record in {capture.warc} at {capture.offset}")
    elif line.sha256 != capture.sha256:
        report.problems.append(f"{where}: the record's hash {line.sha256} is not the one in the database, {capture.sha256}")
    if capture.screenshot:
        _check_screenshot(folder, where, capture.screenshot, capture.screenshot_sha256, report)


def _check_screenshot(folder: Path, where: str, name: str, sha256: str, report: Report) -> None:
    picture = folder / name
    if not picture.is_file():
        report.problems.append(f"{where}: the screenshot {name} is missing")
    elif hashlib.sha256(picture.read_bytes()).hexdigest() != sha256:
        report.problems.append(f"{where}: the screenshot {name} was changed")
