"""What holds for the whole checkout: names that are ours alone, no registry's host and no machine's path in any committed file."""

from __future__ import annotations

import importlib.metadata
import pkgutil
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from core import errors
from core.settings import Settings
from pipeline import commands

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("core", "evidence", "crawlers", "detectors", "search", "pipeline", "api")


def committed() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_installed_distribution_claims_one_of_our_names():
    owners = importlib.metadata.packages_distributions()
    taken = {name: owner for name in PACKAGES if (owner := set(owners.get(name, ())) - {"tradewatch"})}
    assert taken == {}


def test_no_module_of_ours_is_named_after_a_library_that_we_use():
    used = {name for name, owners in importlib.metadata.packages_distributions().items() if set(owners) - {"tradewatch"}}
    assert len(used) > 50
    assert [name for name in PACKAGES if name in used] == []


def test_the_lock_file_names_no_place_to_download_from():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") > 500
    assert not re.search(r"https?://|--(?:extra-)?index-url [^-]|--find-links", text.replace("--no-emit-index-url", ""))


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_every_locked_library_can_be_installed_on_each_python(python):
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    everywhere = re.findall(r"^([\w.-]+)==\S+ \\$", text, re.MULTILINE)  # a line with a condition names its Pythons itself
    refusing = {}
    for name in everywhere:
        wanted = importlib.metadata.metadata(name)["Requires-Python"] or ""
        if not SpecifierSet(wanted).contains(f"{python}.0"):
            refusing[name] = wanted
    assert len(everywhere) > 80
    assert refusing == {}


def test_no_committed_file_holds_a_path_of_a_developer_s_machine():
    inside = re.compile(re.escape(str(ROOT.parent)) + r"/") if len(ROOT.parts) > 2 else None
    homes = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z]\w+/")
    found = []
    for path in committed():
        if path.suffix in (".png", ".jpg", ".gz", ".woff2") or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if homes.search(text) or (inside and inside.search(text)):
            found.append(path.relative_to(ROOT))
    assert found == []


def test_every_test_folder_is_without_init_files():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("name", PACKAGES)
def test_the_packages_of_the_wheel_are_the_rooms(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert name in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert (ROOT / name / "__init__.py").exists()


def sources() -> list[tuple[Path, str]]:
    found = [(path.relative_to(ROOT), path.read_text(encoding="utf-8")) for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
    assert len(found) > 200
    return found


def test_the_time_comes_in_through_one_door():
    reads = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")
    assert [str(path) for path, text in sources() if reads.search(text)] == ["core/clock.py"]


def test_every_broad_except_says_why():
    broad = re.compile(r"except( (Base)?Exception)?( as \w+)?:(?P<why>.*)")
    silent = [
        f"{path}:{number}"
        for path, text in sources()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := broad.fullmatch(line.strip())) and len(match["why"].removeprefix("  # noqa: BLE001").strip(" -#")) < 20
    ]
    assert silent == []


def test_every_setting_stands_in_the_readme_and_no_other():
    documented = set(re.findall(r"^\| `(TRADEWATCH_\w+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == {f"TRADEWATCH_{name.upper()}" for name in Settings.model_fields}


def test_every_command_stands_in_the_readme_and_no_other():
    documented = set(re.findall(r"^\| `tradewatch ([\w-]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == {info.name.replace("_", "-") for info in pkgutil.iter_modules(commands.__path__)}


def test_every_class_of_error_has_its_place_in_the_drawing_of_the_tree():
    drawn = set(re.findall(r"^[│├└─ ]+(\w+) ", errors.__doc__, re.MULTILINE))
    assert drawn | {"TradewatchError"} == {name for name, item in vars(errors).items() if isinstance(item, type)}
