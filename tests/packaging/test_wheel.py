"""The wheel: the packages with their data files and nothing else; it works installed in an empty environment and started from /."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"core", "evidence", "crawlers", "detectors", "search", "pipeline", "api"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def tradewatch(wheel, tmp_path_factory):
    """The command of an environment that holds the wheel and sees the libraries of this one, but not the checkout."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    site = next((home / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # a plain path line: the .pth of the editable checkout in that folder is not followed
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    # the wheel's entry point, as an installer writes it
    command = home / "bin" / "tradewatch"
    command.write_text(f"#!{home / 'bin' / 'python'}\nimport sys\nfrom pipeline.cli import main\nsys.exit(main())\n")
    command.chmod(0o755)
    where = subprocess.run([home / "bin" / "python", "-c", "import core; print(core.__file__)"], cwd="/", capture_output=True, text=True, check=True)
    assert where.stdout.startswith(str(home))
    return command


def _environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return {**kept, "TRADEWATCH_DATA": str(data), **more}


def test_the_wheel_holds_the_packages_with_their_data_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES
    tracked = subprocess.run(["git", "ls-files", *sorted(PACKAGES)], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    wanted = {name for name in tracked if name and not name.startswith('"')}
    assert len(wanted) > 100
    assert wanted <= set(names)
    entry = next(name for name in names if name.endswith("entry_points.txt"))
    assert "tradewatch = pipeline.cli:main" in zipfile.ZipFile(wheel).read(entry).decode()


def test_the_installed_command_detects_from_the_root_folder(tradewatch, tmp_path):
    line = json.dumps({"id": "a", "kind": "listing", "title": "国家级好茶，全网第一", "text": "", "goods": "茶叶"}, ensure_ascii=False)
    done = subprocess.run([tradewatch, "detect", "-"], input=line + "\n", cwd="/", env=_environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"]


def test_the_installed_command_stores_searches_and_verifies(tradewatch, tmp_path):
    def run(*words: str, line: str = "") -> str:
        done = subprocess.run([tradewatch, *words], input=line, cwd="/", env=_environment(tmp_path), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("ingest", "-", line=json.dumps({"id": "1", "kind": "listing", "title": "高山红茶礼盒", "text": "温润回甘"}) + "\n")
    assert json.loads(run("search", "红茶", "--json"))["total"] == 1
    assert "0 problems" in run("verify")


def test_the_installed_command_serves_its_screens(tradewatch, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = _environment(tmp_path, TRADEWATCH_PORT=str(port), TRADEWATCH_ADMIN_PASSWORD="a long enough password")
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([tradewatch, "serve"], cwd="/", env=env, stdout=log, stderr=log)
    try:
        page = _fetch(f"http://127.0.0.1:{port}/login", server)
        assert "网哨" in page
        style = next(part.split('"')[0] for part in page.split('href="')[1:] if ".css" in part.split('"')[0])
        assert len(_fetch(f"http://127.0.0.1:{port}{style}", server)) > 1000
    finally:
        server.terminate()
        assert server.wait(20) == 0


def _fetch(url: str, server: subprocess.Popen) -> str:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")
