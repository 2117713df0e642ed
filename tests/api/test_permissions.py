"""Roles: what each may see and do."""

from __future__ import annotations

import re

import pytest

from api.auth.permissions import PERMISSIONS, may
from tests.api.conftest import TestClient

CLOSED = {"investigator": ("/rules", "/jobs", "/targets", "/users"), "supervisor": ("/jobs", "/targets", "/users"), "operator": ()}
OPEN = {
    "investigator": ("/", "/leads", "/search", "/search/batch", "/saved", "/rescans", "/shops", "/help", "/account"),
    "supervisor": ("/", "/leads", "/rules"),
    "operator": ("/rules", "/jobs", "/targets", "/users"),
}


@pytest.mark.parametrize("role", CLOSED)
def test_each_role_sees_its_pages_and_no_others(sign_in, role):
    person = sign_in(role)
    for path in OPEN[role]:
        assert person.get(path).status_code == 200, path
    for path in CLOSED[role]:
        answer = person.get(path)
        assert answer.status_code == 403, path
        assert "没有权限" in answer.text
        assert f'href="{path}"' not in person.get("/").text


def test_an_investigator_cannot_manage_by_sending_forms(sign_in):
    person = sign_in("investigator")
    for path in ("/users", "/targets", "/targets/x", "/targets/x/pause", "/jobs/targets", "/jobs/targets/x/visit", "/users/x/password", "/users/x/active"):
        assert person.post(path, name="x", role="operator", url="https://a.example/", active="false").status_code == 403, path
    answer = person.client.post("/api/v1/targets", json={"url": "https://a.example/"}, headers={"x-csrf-token": person.csrf})
    assert answer.status_code == 403


def test_alerts_are_shown_to_supervisors_only(sign_in):
    assert "今日提醒" in sign_in("supervisor", "李四").get("/").text
    assert "今日提醒" not in sign_in("investigator", "王五").get("/").text


def test_nobody_signed_in_gets_nothing(visitor, world):
    lead = world.simple_lead()
    for path in (
        "/",
        "/leads",
        f"/leads/{lead.id}",
        f"/leads/{lead.id}/screenshot",
        "/search",
        "/shops",
        "/jobs",
        "/jobs/recent",
        "/targets",
        "/targets/new",
        "/unseen",
        "/rules",
        "/users",
        "/api/docs",
    ):
        answer = visitor.get(path)
        assert answer.status_code in (303, 401), path
        assert lead.title not in answer.text
    for path in ("/api/v1/leads", f"/api/v1/leads/{lead.id}", "/api/v1/search", "/api/v1/shops", "/api/v1/jobs", "/api/v1/session"):
        assert visitor.get(path).status_code == 401, path


def test_every_role_of_the_table_may_read_and_an_unknown_one_nothing():
    assert all(may(role, "read") for role in PERMISSIONS)
    assert not may("stranger", "read")


def test_a_user_who_is_shut_out_is_out_at_once(browser, sign_in):
    person = sign_in("investigator")
    ident = re.search(r"/users/([0-9a-f]+)/active", browser.get("/users").text)[1]
    assert browser.post(f"/users/{ident}/active", active="false").status_code == 303
    assert person.get("/").status_code == 303


def test_a_reset_password_replaces_the_old_one(browser, sign_in, app):
    person = sign_in("investigator", "赵六")
    ident = re.search(r"/users/([0-9a-f]+)/password", browser.get("/users").text)[1]
    new = re.search(r'class="secret">([^<]+)<', browser.post(f"/users/{ident}/password").text)[1]
    assert person.get("/").status_code == 303
    client = TestClient(app, follow_redirects=False)
    assert client.post("/login", data={"name": "赵六", "password": new}).status_code == 303
    client.close()


def test_an_operator_cannot_shut_out_oneself(browser, world):
    from core.repositories import users

    with world.database.read() as connection:
        me = users.by_name(connection, "admin")
    assert browser.post(f"/users/{me.id}/active", active="false").status_code == 400
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    ("name", "role", "why"),
    [("a", "operator", "用户名为"), ("<b>x</b>", "operator", "用户名为"), ("someone", "king", "选择角色"), ("admin", "operator", "已存在")],
)
def test_a_user_that_cannot_be_made_is_refused_with_the_reason(browser, name, role, why):
    answer = browser.post("/users", name=name, role=role)
    assert answer.status_code == 400
    assert why in answer.text
