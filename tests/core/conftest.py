"""Databases for the suites of this folder: SQLite in a file, PostgreSQL in a database of the test's own."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import create_engine, text

from core.db.database import connect, migrate


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_database(request, tmp_path):
    """A database without tables."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rows.sqlite3'}"
    else:
        server = request.getfixturevalue("postgresql_url").replace("postgresql://", "postgresql+psycopg://")
        name = f"test_{uuid.uuid4().hex[:10]}"
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        url = server.rpartition("/")[0] + f"/{name}"
    database = connect(url)
    yield database
    database.close()


@pytest.fixture
def database(empty_database, tmp_path):
    """A database with all tables and no rows."""
    migrate(empty_database, tmp_path / "lock")
    return empty_database
