"""Targets that come and go by file."""
