"""Alembic's entry: runs on the connection that core.db.database hands in."""

from alembic import context

from core.db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
