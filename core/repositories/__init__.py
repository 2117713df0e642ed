"""All SQL: one module per noun, plain functions over a connection of core.db.Database."""
