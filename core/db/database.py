"""Open the database: SQLite in WAL mode by default, PostgreSQL by URL; short reading and writing transactions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, SQLAlchemyError

from core import filelock
from core.errors import ConfigError, DatabaseError
from core.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 0x7261646577  # any number: PostgreSQL's advisory lock for migrations


class Database:
    """One database. `write()` gives a transaction that may change rows, `read()` one that must not."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, committed at the end, rolled back on any error. SQLite: takes the write lock at once."""
        with _our_errors(), self.engine.connect().execution_options(tradewatch_write=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the rows; always rolled back."""
        with _our_errors(), self.engine.connect() as connection:
            yield connection
            connection.rollback()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as exc:
        raise DatabaseError(f"the database: {_first_line(exc.orig or exc)}") from exc


def _first_line(exc: BaseException) -> str:
    return next(iter(str(exc).splitlines()), type(exc).__name__)


def _sqlite_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=120000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    # a writer that begins as a reader can fail with "database is locked" when it upgrades; so it takes the lock first
    write = connection.get_execution_options().get("tradewatch_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _as_json(value: Any) -> str:
    """Return the value as JSON, Chinese as it is (half as long as escaped); half a character that no encoding takes is escaped."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return plain


def connect(url: str) -> Database:
    """Return the database of this SQLAlchemy URL, without touching its tables; raise ConfigError when the URL is wrong."""
    sqlite = url.startswith("sqlite")
    try:
        engine = create_engine(url, pool_pre_ping=not sqlite, connect_args={"timeout": 120} if sqlite else {}, json_serializer=_as_json)
    except (ArgumentError, ModuleNotFoundError) as exc:
        raise ConfigError(f"TRADEWATCH_DATABASE_URL: {exc}") from exc
    if sqlite:
        event.listen(engine, "connect", _sqlite_pragmas)
        event.listen(engine, "begin", _sqlite_begin)
    return Database(engine)


def migrate(database: Database, lock_file: Path | None = None) -> None:
    """Bring the tables to the newest version; several processes may call it at the same moment."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with filelock.hold(lock_file) if lock_file else nullcontext(), database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def open_database(settings: Settings) -> Database:
    """Open the database of the settings and bring its tables up to date; raise ConfigError when it cannot be reached."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise ConfigError(f"TRADEWATCH_DATA: cannot make the folder {settings.data}: {exc.strerror}") from exc
    database = connect(settings.database)
    try:
        migrate(database, settings.data / "migrate.lock")
    except (DatabaseError, OSError, SQLAlchemyError, CommandError) as exc:  # CommandError: tables of a version that this program does not know
        database.close()
        raise ConfigError(_why_not(exc, settings)) from exc
    return database


def _why_not(exc: Exception, settings: Settings) -> str:
    """Return why the database cannot be opened, as one line that names the setting."""
    if isinstance(exc, DatabaseError):
        return f"{exc} (it cannot be opened; see TRADEWATCH_DATABASE_URL and TRADEWATCH_DATA)"
    if isinstance(exc, OSError):
        return f"TRADEWATCH_DATA: {settings.data} cannot be written: {exc.strerror}"
    return f"the database cannot be brought up to date: {_first_line(exc)}"
