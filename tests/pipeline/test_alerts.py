"""One alert, once: into the mailbox folder, or to a real SMTP server."""

from __future__ import annotations

import email
import email.header
import email.policy
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from core import filelock
from core.db import open_database
from core.errors import ConfigError
from core.records import Lead
from core.repositories import alerts as rows
from core.repositories import leads
from core.settings import Settings
from pipeline import alerts
from tests.services.common import free_port

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)


def a_lead(ident: str = "l1", **change: object) -> Lead:
    plain: dict[str, object] = {
        "id": ident,
        "rule": "some-rule",
        "category": "absolute_terms",
        "title": "使用绝对化用语",
        "severity": "high",
        "confidence": "high",
        "status": "new",
        "shop_id": "s1",
        "url": "http://shop.example/1",
        "words": "全网第一",
        "first_seen": T0,
        "last_seen": T0,
    }
    return Lead(**(plain | change))


@pytest.fixture
def rooms(tmp_path):
    made = []

    def open_with(**settings: object):
        own = Settings(data=tmp_path / "data", **settings)
        database = open_database(own)
        made.append(database)
        return SimpleNamespace(settings=own, database=database)

    yield open_with
    for database in made:
        database.close()


def decided(rooms, *touched):
    with rooms.database.write() as connection:
        for lead, _ in touched:
            leads.seen(connection, lead)
        return alerts.decide(connection, list(touched), rooms.settings)


class Inbox(Message):
    def __init__(self):
        super().__init__()
        self.letters = []

    def handle_message(self, message):
        self.letters.append(message)


@pytest.fixture
def inbox():
    """Starts SMTP servers on a port of one's choice; each keeps its letters."""
    running = []

    def on(port: int, kind: type[Inbox] = Inbox) -> Inbox:
        handler = kind()
        server = Controller(handler, hostname="127.0.0.1", port=port)
        server.start()
        running.append(server)
        return handler

    yield on
    for server in running:
        server.stop()


class Fussy(Inbox):
    """Refuses letters about one claim."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name that aiosmtpd calls
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        if "国家级" in letter["Subject"]:
            return "554 not wanted"
        return await super().handle_DATA(server, session, envelope)


def smtp(port: int) -> str:
    return f"smtp://127.0.0.1:{port}/?from=tradewatch@example.com&to=jianguan@example.com"


def test_a_new_lead_becomes_one_letter_in_the_mailbox_however_often_it_is_sent(rooms):
    home = rooms()
    decided(home, (a_lead(), "new"))
    decided(home, (a_lead(), "new"))
    assert alerts.send_due(home) == (1, 0)
    assert alerts.send_due(home) == (0, 0)
    files = list((home.settings.data / "mailbox" / "new").iterdir())
    assert len(files) == 1
    letter = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert "使用绝对化用语" in letter["Subject"]
    assert "http://127.0.0.1:8000/leads/l1" in letter.get_content()


def test_words_from_a_page_cannot_add_header_lines(rooms):
    home = rooms()
    decided(home, (a_lead(words="第一\r\nBcc: everybody@example.com\r\n\r\nhello"), "new"))
    alerts.send_due(home)
    raw = next((home.settings.data / "mailbox" / "new").iterdir()).read_bytes()
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    assert letter["Bcc"] is None
    assert letter["To"] == "guanggao-jianguan@localhost"


def test_a_weak_lead_is_suppressed_with_its_reason(rooms):
    home = rooms()
    decided(home, (a_lead(confidence="low"), "new"))
    assert alerts.send_due(home) == (0, 0)
    with home.database.read() as connection:
        only = rows.of_lead(connection, "l1")[0]
    assert only.status == "suppressed"
    assert "可信度低" in only.reason


def test_a_lead_seen_again_makes_no_second_alert_but_a_relapse_does(rooms):
    home = rooms()
    decided(home, (a_lead(), "new"))
    decided(home, (a_lead(), "again"))
    decided(home, (a_lead(), "relapse"))
    assert alerts.send_due(home) == (2, 0)


def test_letters_reach_a_real_smtp_server_once(rooms, inbox):
    port = free_port()
    got = inbox(port)
    home = rooms(smtp_url=smtp(port))
    decided(home, (a_lead("l1"), "new"), (a_lead("l2", words="国家级"), "new"))
    assert alerts.send_due(home) == (2, 0)
    assert alerts.send_due(home) == (0, 0)
    assert [letter["To"] for letter in got.letters] == ["jianguan@example.com"] * 2


def test_a_letter_that_could_not_be_sent_stays_due_with_the_reason_and_goes_out_later(rooms, inbox):
    port = free_port()
    home = rooms(smtp_url=smtp(port))
    decided(home, (a_lead(), "new"))
    assert alerts.send_due(home) == (0, 1)
    with home.database.read() as connection:
        waiting = rows.due(connection)[0]
    assert (waiting.attempts, waiting.reason, "refused" in waiting.error.lower()) == (1, "new", True)
    got = inbox(port)
    assert alerts.send_due(home) == (1, 0)
    assert len(got.letters) == 1


def test_a_letter_that_is_refused_stops_no_other_and_is_the_only_one_that_stays_due(rooms, inbox):
    port = free_port()
    got = inbox(port, Fussy)
    home = rooms(smtp_url=smtp(port))
    decided(home, (a_lead("l1", words="国家级"), "new"), (a_lead("l2"), "new"), (a_lead("l3"), "new"))
    assert alerts.send_due(home) == (2, 1)
    assert len(got.letters) == 2
    with home.database.read() as connection:
        left = rows.due(connection)
    assert [(alert.lead_id, "not wanted" in alert.error) for alert in left] == [("l1", True)]


def test_a_relapse_that_could_not_be_sent_at_once_still_says_so_when_it_goes_out(rooms, inbox):
    port = free_port()
    home = rooms(smtp_url=smtp(port))
    decided(home, (a_lead(), "relapse"))
    assert alerts.send_due(home) == (0, 1)
    got = inbox(port)
    assert alerts.send_due(home) == (1, 0)
    assert "再次出现" in str(email.header.make_header(email.header.decode_header(got.letters[0]["Subject"])))


def test_what_is_decided_while_another_process_sends_goes_out_too(rooms):
    home = rooms()
    home.settings.data.mkdir(exist_ok=True)
    started = threading.Event()

    def hold() -> None:
        with filelock.hold(home.settings.data / "alerts.lock"):
            started.set()
            time.sleep(0.3)  # it has read what is due, and does not look again

    other = threading.Thread(target=hold)
    other.start()
    started.wait()
    decided(home, (a_lead(), "new"))
    assert alerts.send_due(home) == (1, 0)
    other.join()


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:9/", "smtp://127.0.0.1:9/?from=a@b.example", "http://127.0.0.1/?from=a@b.example&to=c@d.example"])
def test_a_setting_that_names_nobody_is_said_before_anything_is_tried(rooms, url):
    home = rooms(smtp_url=url)
    decided(home, (a_lead(), "new"))
    with pytest.raises(ConfigError, match="TRADEWATCH_SMTP_URL"):
        alerts.send_due(home)


def test_two_processes_at_once_send_each_letter_once(rooms, inbox):
    port = free_port()
    got = inbox(port)
    home = rooms(smtp_url=smtp(port))
    decided(home, *((a_lead(f"l{number}"), "new") for number in range(20)))
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: alerts.send_due(home), range(4)))
    assert sum(sent for sent, _ in done) == len(got.letters) == 20
