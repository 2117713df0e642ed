"""The database: engine, tables, migrations. SQL itself lives in core.repositories."""

from core.db import handed_in as handed_in  # its tables belong to the same metadata
from core.db.database import Database, open_database

__all__ = ["Database", "open_database"]
