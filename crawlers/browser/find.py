"""Find a Chromium that starts: the one that was set, Playwright's own, then the system's; never Ubuntu's stub that only installs a snap.

`python -m crawlers.browser.find` prints which one it is; it exits 1 when there is none.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import playwright
from playwright._impl._driver import compute_driver_executable

from core.errors import ConfigError
from core.settings import Settings, load_settings

log = logging.getLogger(__name__)

PATIENCE = 60  # seconds for a browser to say its version; a cold disk and a busy machine are slow
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
    """A browser that can be started. `name`: what people are told."""

    name: str
    executable_path: str


def find_browser(settings: Settings) -> FoundBrowser | None:
    """Return the browser to use, None when there is none that starts or nothing to drive it; raise ConfigError when the one that was set does not exist."""
    if settings.browser:
        if not _is_program(Path(settings.browser)):
            raise ConfigError(f"TRADEWATCH_BROWSER: {settings.browser!r} is no program")
        return FoundBrowser(name=Path(settings.browser).name, executable_path=settings.browser)
    if not _starts(compute_driver_executable()[0]):  # without the driver no browser can be told what to do
        return None
    return next((found for found in _candidates() if _starts(found.executable_path)), None)


def _candidates() -> Iterator[FoundBrowser]:
    for path in _playwrights_own():
        yield FoundBrowser(name=f"Playwright's {path.parent.parent.name}", executable_path=str(path))
    for name in SYSTEM:
        found = shutil.which(name)
        if found and not is_snap(Path(found)):
            yield FoundBrowser(name=name, executable_path=found)
    for place in _ELSEWHERE:
        if _is_program(Path(place)):
            yield FoundBrowser(name=Path(place).name, executable_path=place)


@cache
def _starts(program: str) -> bool:
    # what Playwright brings lies there without the system's libraries that it needs; a later browser of the list may have them
    try:
        said = subprocess.run([program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as exc:
        why = str(exc)
    else:
        if said.returncode == 0:
            return True
        why = next(iter(said.stderr.decode(errors="replace").strip().splitlines()), f"exit {said.returncode}")
    log.warning("%s does not start: %s", program, why)
    return False


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


def main() -> int:
    """Print the browser that would be used; exit 1 when there is none."""
    try:
        found = find_browser(load_settings())
    except ConfigError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    sys.stdout.write(f"{found.name}: {found.executable_path}\n" if found else "no browser\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
