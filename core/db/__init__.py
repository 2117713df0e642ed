"""The database: engine, tables, migrations. SQL itself lives in core.repositories."""

from core.db.database import Database, open_database

__all__ = ["Database", "open_database"]
