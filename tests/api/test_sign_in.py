"""Who comes in, and how guessing and foreign sites are kept out."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import Request
from sqlalchemy import select, update

from api.auth import sessions
from api.auth.throttle import BY_ADDRESS, BY_ALL, BY_NAME, WINDOW, Throttle
from api.errors import TooManyTries
from api.signin import sign_in
from core.clock import now
from core.db.tables import sessions as session_rows
from core.errors import TradewatchError
from core.settings import Settings
from tests.api.conftest import PASSWORD, TestClient, create_app


def test_a_page_sends_to_the_form_and_back(visitor):
    answer = visitor.get("/leads?q=茶")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/leads%3Fq%3D%25E8%258C%25B6"
    entered = visitor.post("/login", data={"name": "admin", "password": PASSWORD, "next": "/leads?q=1"})
    assert entered.headers["location"] == "/leads?q=1"


def test_the_form_never_leads_to_another_site(visitor):
    for path in ("//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/a\nb"):
        answer = visitor.post("/login", data={"name": "admin", "password": PASSWORD, "next": path})
        assert answer.headers["location"] == "/", path


def test_the_cookie_is_not_for_scripts_and_its_secret_is_kept_nowhere(visitor, world):
    answer = visitor.post("/login", data={"name": "admin", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    secret = visitor.cookies[sessions.COOKIE]
    with world.database.read() as connection:
        stored = connection.execute(select(session_rows.c.id)).scalars().all()
    assert stored == [sessions.session_id(secret)]
    assert secret not in stored


@pytest.mark.parametrize(("name", "password"), [("admin", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_read_the_same(visitor, name, password):
    answer = visitor.post("/login", data={"name": name, "password": password})
    assert answer.status_code == 401
    assert "用户名或密码不正确" in answer.text


def test_after_five_wrong_passwords_the_right_one_has_to_wait(visitor):
    for _ in range(BY_NAME):
        visitor.post("/login", data={"name": "admin", "password": "wrong"})
    answer = visitor.post("/login", data={"name": "admin", "password": PASSWORD})
    assert answer.status_code == 429
    assert "分钟后再试" in answer.text


def test_the_throttle_forgets_with_time_and_counts_names_of_one_address_together():
    throttle = Throttle()
    for i in range(BY_ADDRESS):
        throttle.begin(f"name{i}", "10.0.0.1", 100.0)
    with pytest.raises(TooManyTries):
        throttle.begin("another", "10.0.0.1", 101.0)
    throttle.begin("another", "10.0.0.2", 101.0)
    throttle.begin("another", "10.0.0.1", 101.0 + WINDOW)


def test_a_name_guessed_at_from_ever_new_addresses_has_to_wait_too():
    throttle = Throttle()
    for i in range(BY_ALL):
        throttle.begin("admin", f"10.0.{i // 250}.{i % 250}", 100.0)
    with pytest.raises(TooManyTries):
        throttle.begin("admin", "10.9.9.9", 101.0)
    throttle.begin("another", "10.9.9.9", 101.0)


def test_right_passwords_are_never_counted():
    throttle = Throttle()
    for i in range(BY_ALL + 1):
        throttle.begin("admin", "10.0.0.1", float(i))
        throttle.right("admin", "10.0.0.1", float(i))
    throttle.begin("admin", "10.0.0.1", 200.0)


def test_many_tries_at_once_are_counted_before_the_first_is_answered(app):
    house = app.state.house
    begun = threading.Barrier(20)

    def slow(_hashed: str | None, _password: str) -> bool:
        time.sleep(0.2)
        return False

    def guess(number: int) -> str:
        begun.wait()
        try:
            sign_in(house, Request({"type": "http", "client": ("10.0.0.9", 1), "headers": []}), "admin", f"guess {number}")
        except TradewatchError as exc:
            return type(exc).__name__
        return "in"

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(20) as pool:
        patch.setattr(house.passwords, "fits", slow)
        answers = list(pool.map(guess, range(20)))
    assert answers.count("NotSignedIn") == BY_NAME
    assert answers.count("TooManyTries") == 20 - BY_NAME


def test_the_throttle_fills_no_memory():
    throttle = Throttle()
    for i in range(12_000):
        throttle.begin(f"name{i}", f"address{i}", 0.0)
    assert len(throttle._tries) <= 10_000


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(browser):
    copy = dict(browser.client.cookies)
    assert browser.post("/logout").headers["location"] == "/login"
    browser.client.cookies.update(copy)
    assert browser.get("/").status_code == 303


def test_an_idle_session_ends(browser, world):
    with world.database.write() as connection:
        connection.execute(update(session_rows).values(expires_at=now() - timedelta(seconds=1)))
    assert browser.get("/").headers["location"].startswith("/login")


def test_a_session_in_use_is_extended_but_never_past_its_absolute_end(browser, world):
    begun = now() - sessions.ABSOLUTE + timedelta(minutes=30)
    with world.database.write() as connection:
        connection.execute(update(session_rows).values(created_at=begun, expires_at=now() + timedelta(minutes=1)))
    assert browser.get("/").status_code == 200
    with world.database.read() as connection:
        end = connection.execute(select(session_rows.c.expires_at)).scalar_one()
    assert end == begun + sessions.ABSOLUTE


def test_a_change_without_the_token_is_refused(browser, world):
    lead = world.simple_lead()
    answer = browser.client.post(f"/leads/{lead.id}/decide", data={"action": "confirm", "version": 1, "reason": "核实"})
    assert answer.status_code == 403
    wrong = browser.client.post(f"/leads/{lead.id}/decide", data={"action": "confirm", "version": 1, "reason": "核实", "csrf": "x" * 43})
    assert wrong.status_code == 403
    assert "待处理" in browser.get(f"/leads/{lead.id}").text


def test_the_token_of_another_session_is_refused(browser, sign_in):
    other = sign_in("operator")
    assert browser.client.post("/logout", data={"csrf": other.csrf}).status_code == 403


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}])
def test_a_form_of_another_site_is_refused_even_with_the_token(browser, headers):
    assert browser.client.post("/logout", data={"csrf": browser.csrf}, headers=headers).status_code == 403
    assert browser.client.post("/login", data={"name": "admin", "password": PASSWORD}, headers=headers).status_code == 403


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(browser, app):
    with_other = TestClient(app, follow_redirects=False)
    with_other.post("/login", data={"name": "admin", "password": PASSWORD})
    assert browser.post("/account/password", old="wrong", new="another-password-1", again="another-password-1").status_code == 400
    answer = browser.post("/account/password", old=PASSWORD, new="another-password-1", again="another-password-1")
    assert answer.headers["location"] == "/account?done=true"
    assert browser.get("/").status_code == 200
    assert with_other.get("/").status_code == 303
    assert with_other.post("/login", data={"name": "admin", "password": PASSWORD}).status_code == 401
    with_other.close()


@pytest.mark.parametrize(
    ("new", "again", "why"), [("short", "short", "至少"), ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "过于简单"), ("long-enough-1", "long-enough-2", "不一致")]
)
def test_a_poor_new_password_is_refused_with_the_reason(browser, new, again, why):
    answer = browser.post("/account/password", old=PASSWORD, new=new, again=again)
    assert answer.status_code == 400
    assert why in answer.text


def test_the_first_password_is_shown_once_and_works(tmp_path, capsys):
    with TestClient(create_app(Settings(data=tmp_path)), follow_redirects=False) as client:
        shown = capsys.readouterr().err.partition("password: ")[2].split()[0]
        assert client.post("/login", data={"name": "admin", "password": shown}).status_code == 303
    with TestClient(create_app(Settings(data=tmp_path))):
        assert capsys.readouterr().err == ""


def test_the_password_of_the_setting_holds_at_every_start(settings, capsys):
    changed = Settings(data=settings.data, admin_password="a-second-password")
    with TestClient(create_app(changed), follow_redirects=False) as client:
        assert "TRADEWATCH_ADMIN_PASSWORD" in capsys.readouterr().err
        assert client.post("/login", data={"name": "admin", "password": PASSWORD}).status_code == 401
        assert client.post("/login", data={"name": "admin", "password": "a-second-password"}).status_code == 303
