"""Find a Chromium: the one that was set, Playwright's own, then the system's; never Ubuntu's stub that only installs a snap."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import playwright

from core.errors import ConfigError
from core.settings import Settings

SYSTEM = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
)
_ELSEWHERE = (
    "/usr/lib/chromium/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_BINARIES = ("chrome-headless-shell", "headless_shell", "chrome", "Chromium", "chrome-headless-shell.exe", "chrome.exe")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBrowser:
    """A browser that can be started. `name`: what people are told; `executable_path`: None for Playwright's default."""

    name: str
    executable_path: str | None


def find_browser(settings: Settings) -> FoundBrowser | None:
    """Return the browser to use, None when there is none; raise ConfigError when the one that was set does not exist."""
    if settings.browser:
        if not _is_program(Path(settings.browser)):
            raise ConfigError(f"TRADEWATCH_BROWSER: {settings.browser!r} is no program")
        return FoundBrowser(name=Path(settings.browser).name, executable_path=settings.browser)
    for path in _playwrights_own():
        return FoundBrowser(name=f"Playwright's {path.parent.parent.name}", executable_path=str(path))
    for name in SYSTEM:
        found = shutil.which(name)
        if found and not is_snap(Path(found)):
            return FoundBrowser(name=name, executable_path=found)
    for place in _ELSEWHERE:
        if _is_program(Path(place)):
            return FoundBrowser(name=Path(place).name, executable_path=place)
    return None


def is_snap(path: Path) -> bool:
    """Return whether the program is Ubuntu's stub for the snap, or the snap itself: neither can be driven from outside its box."""
    real = path.resolve()
    if "/snap/" in f"{real}/" or real.name == "snap":
        return True
    try:
        with path.open("rb") as handle:
            head = handle.read(4096)
    except OSError:
        return True
    return head.startswith(b"#!") and b"snap" in head


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _playwrights_own() -> Iterator[Path]:
    revisions = Path(playwright.__file__).parent / "driver" / "package" / "browsers.json"
    try:
        listed = json.loads(revisions.read_text("utf-8"))["browsers"]
    except (OSError, ValueError, KeyError):
        return
    wanted = {item["name"]: str(item["revision"]) for item in listed}
    for name in ("chromium-headless-shell", "chromium"):
        folder = _registry() / f"{name.replace('-', '_')}-{wanted.get(name, '')}"
        yield from (path for binary in _BINARIES for path in sorted(folder.glob(f"*/{binary}")) if _is_program(path))


def _registry() -> Path:
    told = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if told == "0":
        return Path(playwright.__file__).parent / "driver" / "package" / ".local-browsers"
    if told:
        return Path(told)
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(home))) / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME", str(home / ".cache"))) / "ms-playwright"
