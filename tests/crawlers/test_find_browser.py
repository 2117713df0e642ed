"""Which browser is taken: the one that was set, Playwright's own, the system's; never a stub that installs a snap."""

from __future__ import annotations

import json
import re
from pathlib import Path

import playwright
import pytest

from core.errors import ConfigError
from core.settings import Settings
from crawlers.browser import find
from crawlers.browser.find import find_browser, is_snap

STUB = "#!/bin/sh\necho 'Command requires the chromium snap to be installed: snap install chromium' >&2\nexit 10\n"


def program(path: Path, text: str = "#!/bin/sh\necho Chromium 150\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def empty_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "registry"))
    monkeypatch.setattr(find, "_ELSEWHERE", ())


def test_with_none_there_is_none():
    assert find_browser(Settings()) is None


def test_the_one_that_was_set_goes_first(tmp_path):
    program(tmp_path / "bin" / "chromium")
    mine = program(tmp_path / "mine")
    assert find_browser(Settings(browser=str(mine))).executable_path == str(mine)


def test_one_that_was_set_and_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="TRADEWATCH_BROWSER"):
        find_browser(Settings(browser=str(tmp_path / "nothing")))


def test_playwrights_own_goes_before_the_systems(tmp_path):
    program(tmp_path / "bin" / "chromium")
    listed = json.loads((Path(playwright.__file__).parent / "driver/package/browsers.json").read_text())["browsers"]
    revision = next(item["revision"] for item in listed if item["name"] == "chromium")
    own = program(tmp_path / "registry" / f"chromium-{revision}" / "chrome-linux" / "chrome")
    found = find_browser(Settings())
    assert found.executable_path == str(own)
    assert re.search("Playwright", found.name)


def test_ubuntus_stub_is_passed_over(tmp_path):
    program(tmp_path / "bin" / "chromium", STUB)
    chrome = program(tmp_path / "bin" / "google-chrome")
    assert find_browser(Settings()).executable_path == str(chrome)


def test_one_that_does_not_start_is_passed_over(tmp_path):
    program(tmp_path / "bin" / "chromium", "#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n")
    chrome = program(tmp_path / "bin" / "google-chrome")
    assert find_browser(Settings()).executable_path == str(chrome)


def test_a_browser_that_nothing_can_drive_is_none(tmp_path, monkeypatch):
    program(tmp_path / "bin" / "chromium")
    driver = program(tmp_path / "node", "#!/bin/sh\necho 'error while loading shared libraries: libatomic.so.1' >&2\nexit 127\n")
    monkeypatch.setattr(find, "compute_driver_executable", lambda: (str(driver), "cli.js"))
    assert find_browser(Settings()) is None


def test_the_command_says_which_and_by_its_exit_whether(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("TRADEWATCH_BROWSER", raising=False)
    assert find.main() == 1
    chrome = program(tmp_path / "bin" / "google-chrome")
    assert find.main() == 0
    assert str(chrome) in capsys.readouterr().out


def test_a_link_to_the_snap_itself_is_a_snap(tmp_path):
    program(tmp_path / "snap" / "bin" / "chromium")
    (tmp_path / "chromium").symlink_to(tmp_path / "snap" / "bin" / "chromium")
    assert is_snap(tmp_path / "chromium")


def test_debians_start_script_is_no_snap(tmp_path):
    assert not is_snap(program(tmp_path / "chromium"))
