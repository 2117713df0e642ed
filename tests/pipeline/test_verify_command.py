"""`tradewatch verify PATH`: what is checked is said, and nothing checked is never "all well"."""

from __future__ import annotations

import shutil

import pytest

from core.records import Lead
from core.repositories import leads
from core.settings import Settings
from pipeline.cli import main
from pipeline.ingest import ingest
from pipeline.rooms import open_rooms
from tests.pipeline.test_flow import T0


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with the evidence of one record, in force."""
    folder = tmp_path / "data"
    monkeypatch.setenv("TRADEWATCH_DATA", str(folder))
    rooms = open_rooms(Settings(data=folder))
    ingest(rooms, {"id": "a1", "kind": "listing", "text": "竹篮"})
    rooms.close()
    return folder


def warc(data):
    return next((data / "evidence").glob("*.warc.gz"))


@pytest.mark.parametrize("place", ["", "evidence"])
def test_a_copy_is_checked_from_either_folder_and_damage_is_found(data, tmp_path, capsys, place):
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    assert main(["verify", str(copy / place)]) == 0
    assert "1 files, 1 records, 0 problems" in capsys.readouterr().out
    warc(copy).write_bytes(warc(copy).read_bytes()[:-5])
    assert main(["verify", str(copy / place)]) == 1
    assert warc(copy).name in capsys.readouterr().out
    assert main(["verify", str(warc(copy))]) == 1


@pytest.mark.parametrize("name", ["nothing", "empty folder", "some.html"])
def test_where_there_is_no_evidence_it_fails_and_names_the_place(data, tmp_path, capsys, name):
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "some.html").write_text("<p>")
    assert main(["verify", str(tmp_path / name)]) == 1
    assert name in capsys.readouterr().err


def test_evidence_that_is_gone_as_a_whole_is_missed_by_the_database(data, capsys):
    shutil.rmtree(data / "evidence")
    assert main(["verify"]) == 1
    assert "capture" in capsys.readouterr().out


def test_the_screenshot_of_a_lead_is_missed(data, capsys):
    rooms = open_rooms(Settings(data=data))
    plain = dict.fromkeys(("rule", "category", "title", "shop_id", "url", "words"), "x")
    lead = Lead(**plain, id="l1", severity="high", confidence="high", status="new", first_seen=T0, last_seen=T0, screenshot="shots/aa/aa.png")
    with rooms.database.write() as connection:
        leads.seen(connection, lead)
    rooms.close()
    assert main(["verify"]) == 1
    assert "lead l1: the screenshot shots/aa/aa.png is missing" in capsys.readouterr().out
