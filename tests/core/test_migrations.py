"""The migrations make the tables that the code uses, on both databases, and keep what is stored."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select, text

from core.db import open_database
from core.db.database import MIGRATIONS, migrate
from core.db.tables import metadata
from core.db.tables import targets as table
from core.errors import ConfigError, DatabaseError
from core.settings import Settings


def upgrade(database, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def test_the_migrations_make_exactly_the_tables_of_the_code(database):
    with database.read() as connection:
        # SQLite gives a default back in other quotes than it was written in
        defaults = connection.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": defaults})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_rows_of_the_first_version_are_kept(empty_database, tmp_path):
    upgrade(empty_database, "0001")
    row = {"id": "t1", "url": "http://shop.example/", "klass": "shop", "name": "", "area": "", "every": 0, "browser": "auto", "max_pages": 5, "active": True}
    with empty_database.write() as connection:
        connection.execute(insert(table), row)
        columns = "id, lead_id, channel, status, reason, attempts"
        connection.execute(text(f"INSERT INTO alerts ({columns}) VALUES ('a1', 'l1', 'mailbox', 'due', 'new', 0)"))
    migrate(empty_database, tmp_path / "lock")
    with empty_database.read() as connection:
        assert row.items() <= dict(connection.execute(select(table)).mappings().one()).items()
        assert connection.execute(select(metadata.tables["alerts"].c.error)).scalar_one() == ""


def test_tables_of_a_later_version_are_refused(database, tmp_path):
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    url = database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(ConfigError, match="9999"):
        open_database(Settings(data=tmp_path / "data", database_url=url))


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "nonsense", "oracle://x/y"])
def test_a_database_that_cannot_be_opened_is_one_clear_error(tmp_path, url):
    with pytest.raises(ConfigError, match=r"^[^\n]*TRADEWATCH_DATABASE_URL[^\n]*$"):
        open_database(Settings(data=tmp_path, database_url=url))


def test_a_file_that_is_no_database_is_one_clear_error(tmp_path):
    (tmp_path / "tradewatch.sqlite3").write_bytes(b"no database at all " * 100)
    with pytest.raises(ConfigError, match=r"^[^\n]*not a database[^\n]*$"):
        open_database(Settings(data=tmp_path))


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path):
    (tmp_path / "migrate.lock").mkdir()
    with pytest.raises(ConfigError, match="TRADEWATCH_DATA"):
        open_database(Settings(data=tmp_path))


def broken(connection):
    query = "SELECT pg_terminate_backend(pg_backend_pid())" if connection.dialect.name == "postgresql" else "SELECT * FROM no_such_table"
    connection.execute(text(query))


def test_a_database_that_goes_away_is_an_error_of_ours(database):
    with pytest.raises(DatabaseError), database.write() as connection:
        broken(connection)
