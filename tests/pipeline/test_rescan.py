"""A new word, and the whole past: stored texts are looked at again, old pages become leads, and a killed rescan goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.clock import now
from core.errors import BadInput, Conflict
from core.ids import digest
from core.pictures import PictureLine, PictureReading
from core.records import Listing, Shop
from core.repositories import alerts, captures, documents, findings, lead_lists, readings, rescans, shops
from core.repositories.lead_lists import LeadFilter
from core.settings import Settings
from pipeline import rescan
from pipeline.cli import main
from pipeline.rescan.look import pieces
from pipeline.rooms import open_rooms, process_name
from pipeline.schedule import rescans_to_run
from tests.pipeline.visits import a_capture

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
RULE = "absolute-first-rank"


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path / "data"))
    yield made
    made.close()


def store(rooms, *texts: str) -> None:
    with rooms.database.write() as connection:
        for number, text in enumerate(texts):
            url = f"https://shop.example/{number}"
            item = Listing(id=digest("listing", url), shop_id=f"s{number}", url=url, title="保温杯", text=text, first_seen=T0, last_seen=T0)
            documents.put(connection, item)


def for_words(rooms, *words: str):
    with rooms.database.write() as connection:
        return rescan.plan_words(connection, words, "李四")


def for_rule(rooms, rule: str):
    with rooms.database.write() as connection:
        return rescan.plan_rule(connection, rooms.detectors, rule, "李四")


def leads(rooms):
    with rooms.database.read() as connection:
        return lead_lists.page(connection, LeadFilter())[1]


def test_words_become_weak_leads_that_quote_no_law_and_send_no_letter(rooms):
    store(rooms, "本店刮骨疗毒法独家", "普通杯子", "刮-骨*疗​毒")
    done = rescan.run(rooms, for_words(rooms, "刮骨疗毒").id)
    assert (done.status, done.done, done.total, done.found, done.opened) == ("done", 3, 3, 2, 2)
    assert {lead.words for lead in leads(rooms)} == {"刮骨疗毒", "刮-骨*疗\u200b毒"}
    assert {(lead.title, lead.confidence) for lead in leads(rooms)} == {("工作人员指定的用语：刮骨疗毒", "low")}
    with rooms.database.read() as connection:
        assert {one.status for lead in leads(rooms) for one in alerts.of_lead(connection, lead.id)} == {"suppressed"}


def test_a_rule_finds_what_it_would_find_on_a_new_page_with_the_law_of_that_day(rooms):
    store(rooms, "我们的保温杯全网销量第一，欢迎选购", "这是第一次购买")
    done = rescan.run(rooms, for_rule(rooms, RULE).id)
    assert (done.found, done.opened) == (1, 1)
    only = leads(rooms)[0]
    assert only.rule == RULE
    assert only.first_seen == T0


def test_what_was_read_in_a_picture_is_a_find_about_each_listing_that_shows_it(rooms):
    store(rooms, "普通杯子", "另一个杯子")
    lines = (PictureLine(text="百年老店", box=(0, 0, 80, 20), row=0), PictureLine(text="独门刮骨疗毒", box=(0, 30, 120, 50), row=1))
    with rooms.database.write() as connection:
        for number in (0, 1):
            shop = f"s{number}"
            shops.put(connection, Shop(id=shop, key=f"{shop}.example", url=f"https://{shop}.example/"), set())
            readings.show(connection, shop, "ab" * 32, digest("listing", f"https://shop.example/{number}"), "https://cdn.example/a.png", T0)
        readings.put(connection, PictureReading(sha256="ab" * 32, reader="1", phash="0", shape="1", width=200, height=60, lines=lines))
        captures.add(connection, replace(a_capture("https://cdn.example/a.png", T0), sha256="ab" * 32, kind="picture"))
    done = rescan.run(rooms, for_words(rooms, "刮骨疗毒").id)
    assert (done.done, done.found, done.opened) == (5, 2, 2)
    with rooms.database.read() as connection:
        stored = [findings.page_of_lead(connection, lead.id)[1][0] for lead in leads(rooms)]
    assert {span.box for one in stored for span in one.finding.spans} == {(40, 30, 120, 50)}


def test_looked_at_again_nothing_is_doubled(rooms):
    store(rooms, "刮骨疗毒")
    rescan.run(rooms, for_words(rooms, "刮骨疗毒").id)
    again = rescan.run(rooms, for_words(rooms, "刮骨疗毒").id)
    assert (again.found, again.opened) == (1, 0)
    assert [lead.seen for lead in leads(rooms)] == [1]


def test_several_processes_find_what_one_finds(rooms, monkeypatch):
    monkeypatch.setattr("pipeline.rescan.walk.PIECE", 3)
    store(rooms, *(f"刮骨疗毒{number}" if number % 3 else "普通" for number in range(20)))
    done = rescan.run(rooms, for_words(rooms, "刮骨疗毒").id, processes=2)
    assert (done.done, done.found, done.opened) == (20, 13, 13)


def test_killed_it_goes_on_where_it_was(rooms, monkeypatch):
    monkeypatch.setattr("pipeline.rescan.walk.PIECE", 2)
    store(rooms, *["刮骨疗毒"] * 6)
    asked = for_words(rooms, "刮骨疗毒")
    seen = []

    def die(state):
        seen.append(state.done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rescan.run(rooms, asked.id, die)
    with rooms.database.read() as connection:
        left = rescans.get(connection, asked.id)
    assert (left.status, left.done) == ("running", 2)
    monkeypatch.setattr("pipeline.rescan.walk.is_dead", lambda owner: True)
    done = rescan.run(rooms, asked.id, lambda state: seen.append(state.done))
    assert (done.status, done.done, seen) == ("done", 6, [2, 4, 6])


def test_stopped_by_somebody_it_writes_nothing_more(rooms, monkeypatch):
    monkeypatch.setattr("pipeline.rescan.walk.PIECE", 2)
    store(rooms, *["刮骨疗毒"] * 6)
    asked = for_words(rooms, "刮骨疗毒")

    def stop(state):
        with rooms.database.write() as connection:
            rescans.finish(connection, asked.id, T0, error="张三停止")

    done = rescan.run(rooms, asked.id, stop)
    assert (done.status, done.done, done.error) == ("failed", 2, "张三停止")
    assert len(leads(rooms)) == 2


def test_one_that_is_over_is_not_run_again(rooms):
    store(rooms, "刮骨疗毒")
    asked = for_words(rooms, "刮骨疗毒")
    rescan.run(rooms, asked.id)
    assert rescan.run(rooms, asked.id) is None


def test_the_same_is_not_asked_for_twice_at_once(rooms):
    for_words(rooms, "刮骨疗毒")
    with pytest.raises(Conflict):
        for_words(rooms, "刮骨疗毒")


@pytest.mark.parametrize(("words", "said"), [([], "没有要查找的词"), (["，。"], "没有可以查找的文字"), (["字"], "2 至 60"), (["字" * 61], "2 至 60")])
def test_words_that_cannot_be_looked_for_are_named(rooms, words, said):
    with pytest.raises(BadInput, match=said):
        for_words(rooms, *words)


def test_a_rule_that_is_not_there_or_judges_no_text_is_named(rooms):
    with pytest.raises(BadInput, match="no-such-rule"):
        for_rule(rooms, "no-such-rule")
    of_shops = next(rule.id for rule in rooms.detectors.rules.values() if "shop" in rule.needs and rule.status == "active")
    with pytest.raises(BadInput, match="重新抓取"):
        for_rule(rooms, of_shops)


def test_the_pieces_are_all_texts_once_and_begin_behind_a_place(rooms):
    store(rooms, *["茶"] * 5)
    whole = list(pieces(rooms.database, 2))
    assert len(whole) == 3
    rest = list(pieces(rooms.database, 2, f"listing:{whole[0].last}"))
    assert [piece.last for piece in rest] == [piece.last for piece in whole[1:]]


def test_one_whose_process_died_is_run_again_by_the_sweep(rooms):
    asked = for_words(rooms, "刮骨疗毒")
    assert [one.id for one in rescans_to_run(rooms)] == [asked.id]
    with rooms.database.write() as connection:
        rescans.claim(connection, asked.id, owner=process_name(), now=now(), stale_before=T0)
    assert rescans_to_run(rooms) == []
    with rooms.database.write() as connection:
        rescans.moved(connection, asked.id, process_name(), T0, place="", done=0, total=0, found=0, opened=0)  # long silent
    assert [one.id for one in rescans_to_run(rooms)] == [asked.id]


def test_the_command_says_what_it_found(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path / "data"))
    words = tmp_path / "words.txt"
    words.write_text("刮骨疗毒\n\n", encoding="utf-8")
    assert main(["rescan", "--words", str(words), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["texts"], said["documents"], said["new_leads"]) == (0, 0, 0)
    assert main(["rescan", "--words", str(tmp_path / "none")]) == 1
    assert "No such file" in capsys.readouterr().err
