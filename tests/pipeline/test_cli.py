"""The command itself: help, wrong use, and what the system refuses, each said in one line."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

from pipeline import commands
from pipeline.cli import main

NAMES = [info.name.replace("_", "-") for info in pkgutil.iter_modules(commands.__path__)]


def test_there_are_commands():
    assert len(NAMES) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_on_standard_output(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"tradewatch {name}" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["search", "x"], ["verify"], ["ingest", "-"], ["reindex"]])
def test_a_data_folder_that_is_none_is_said_in_one_line(tmp_path, command):
    (tmp_path / "file").write_text("")
    env = {"TRADEWATCH_DATA": str(tmp_path / "file"), "PATH": ""}
    done = subprocess.run([sys.executable, "-m", "pipeline.cli", *command], env=env, input=b"", capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert str(tmp_path) in line


def test_a_setting_that_is_wrong_is_named(monkeypatch, capsys):
    monkeypatch.setenv("TRADEWATCH_PORT", "eight thousand")
    assert main(["search", "x"]) == 2
    assert "TRADEWATCH_PORT" in capsys.readouterr().err
