"""The embedded engine, over tantivy: an index in a folder or in memory, one writer at a time, any number of readers."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
