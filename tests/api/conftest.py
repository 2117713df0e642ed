"""A server in the test's own process over a real SQLite database, evidence folder and index below tmp_path."""

from __future__ import annotations

import re
import shutil
import warnings
from contextlib import closing

import pytest
from anyio.from_thread import start_blocking_portal

from core.db import open_database
from core.settings import Settings
from tests.api.world import World

with warnings.catch_warnings():
    # starlette's test client would rather have a library that is not among ours; httpx is what it falls back to
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

from api.app import create_app
from api.house import House

PASSWORD = "correct-horse-battery"


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords():
    """Real argon2 with little memory: dozens of sign-ins must not take minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.auth.passwords.MEMORY", 64)
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A database with its tables and the first user, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("empty")
    settings = Settings(data=folder, admin_password=PASSWORD)
    with TestClient(create_app(settings)):
        pass
    return folder / "tradewatch.sqlite3"


@pytest.fixture
def settings(tmp_path, empty_database, monkeypatch):
    """Settings of a data folder of this test; the environment says the same, for what reads it there."""
    shutil.copy(empty_database, tmp_path / "tradewatch.sqlite3")
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path))
    return Settings(data=tmp_path)


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory):
    """The application, built once: its routes cost more than most tests."""
    return create_app(Settings(data=tmp_path_factory.mktemp("unused")))


@pytest.fixture
def app(shared_app, settings):
    """The application over this test's own data; its start and its end are tested apart (test_sign_in, test_serving)."""
    house = House(settings, open_database(settings))
    shared_app.state.house = house
    yield shared_app
    house.close()


@pytest.fixture(scope="session")
def portal():
    """One event loop for all requests: a new one for each would cost more than the request."""
    with start_blocking_portal() as opened:
        yield opened


@pytest.fixture
def visitor(app, portal):
    """A browser that nobody has signed in with."""
    with closing(TestClient(app, raise_server_exceptions=False, follow_redirects=False)) as client:
        client.portal = portal
        yield client


@pytest.fixture
def world(visitor, app):
    """The rows and the evidence behind the server."""
    return World(app.state.house.database, app.state.house.store)


class Browser:
    """A signed-in browser that fills in forms as a page offers them."""

    def __init__(self, client, name="admin", password=PASSWORD):
        self.client = client
        answer = client.post("/login", data={"name": name, "password": password})
        assert answer.status_code == 303, answer.text
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/account").text)[1]

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, **fields):
        return self.client.post(path, data={"csrf": self.csrf, **fields})


@pytest.fixture
def browser(visitor):
    """A browser that the operator `admin` is signed in with."""
    return Browser(visitor)


@pytest.fixture
def sign_in(app, world, browser):
    """Return a function that signs a new user of a role in with another browser."""
    opened = []

    def make(role, name="张三"):
        answer = browser.post("/users", name=name, role=role)
        password = re.search(r'<code class="secret">([^<]+)</code>', answer.text)[1]
        client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
        opened.append(client)
        return Browser(client, name, password)

    yield make
    for client in opened:
        client.close()
