"""The version of the index's layout, one number for both engines."""

SCHEMA = 3
"""Raised when fields change or terms are cut in another way, so that an older index is built again (`tradewatch reindex`)."""
