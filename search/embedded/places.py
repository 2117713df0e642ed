"""Where an embedded engine keeps its index: in a folder that other processes share, or in memory for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import tantivy

from core.errors import IndexMissing, SearchError
from search.embedded.builds import Builds
from search.embedded.damage import damaged
from search.embedded.schema import schema
from search.schema import SCHEMA

_HEAP = 128 * 1024 * 1024  # bytes of a writer
_SMALL_HEAP = 16 * 1024 * 1024
ATTEMPTS = 5  # to open an index while others are put in its place


class Place(Protocol):
    """A place to search in and to write to."""

    def index(self) -> tantivy.Index:
        """Return the index in use, as of the last commit; raises IndexMissing or SearchError."""

    def searcher(self) -> tantivy.Searcher:
        """Return a searcher as of the last commit."""

    def exists(self) -> bool:
        """Return whether anything has been stored."""

    def writing(self) -> _Writing:
        """Be the only writer; commits at the end."""


class _Writing(Protocol):
    def __enter__(self) -> tantivy.IndexWriter: ...
    def __exit__(self, *what: object) -> bool | None: ...


class Memory:
    """An index in memory, for a few documents."""

    def __init__(self) -> None:
        self._index = tantivy.Index(schema())
        self._filled = False

    def index(self) -> tantivy.Index:
        """Return the index."""
        return self._index

    def searcher(self) -> tantivy.Searcher:
        """Return a searcher as of the last commit."""
        return self._index.searcher()

    def exists(self) -> bool:
        """Return whether anything has been stored."""
        return self._filled

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """Write and commit."""
        with committing(self._index, _SMALL_HEAP) as writer:
            yield writer
        self._filled = True
        self._index.reload()


class Folder:
    """An index below a folder."""

    def __init__(self, folder: Path) -> None:
        self.builds = Builds(folder)
        self.folder = folder
        self._opened: tuple[str, tuple[int, ...], tantivy.Index | None] = ("", (), None)

    def index(self) -> tantivy.Index:
        """Return the index in use. A rebuild may take it away meanwhile: then the new one is opened."""
        for _ in range(ATTEMPTS):
            name = self.builds.current()
            if not name:
                raise IndexMissing("there is no index yet: nothing has been stored")
            try:
                return self._open(name)
            except (ValueError, OSError) as exc:
                self.forget()
                if name == self.builds.current():
                    raise damaged(self.builds.path(name), exc) from exc
        raise SearchError(f"the index in {self.folder} is built again and again; no search could be answered")

    def searcher(self) -> tantivy.Searcher:
        """Return a searcher as of the last commit."""
        return self.index().searcher()

    def exists(self) -> bool:
        """Return whether anything has been stored."""
        return bool(self.builds.current())

    def forget(self) -> None:
        """Close what is open."""
        self._opened = "", (), None

    def _open(self, name: str) -> tantivy.Index:
        known, seen, index = self._opened
        meta = (self.builds.path(name) / "meta.json").stat()
        state = (meta.st_mtime_ns, meta.st_size, meta.st_ino)
        if name != known or index is None:
            found = self.builds.version(name)
            if found != SCHEMA:
                raise SearchError(f"the index {self.builds.path(name)} has layout {found}, this program wants {SCHEMA}: run `tradewatch reindex`")
            index, seen = tantivy.Index.open(str(self.builds.path(name))), ()
        if seen != state:  # somebody has committed since
            index.reload()
            self._opened = name, state, index
        return index

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """Write into the build in use, made when there is none, and commit."""
        with self.builds.lock():
            if not self.builds.current():
                name = self.builds.begin()
                self.builds.finish(name)
                self.builds.switch(name)
            with committing(self.index()) as writer:
                yield writer


@contextmanager
def committing(index: tantivy.Index, heap: int = _HEAP) -> Iterator[tantivy.IndexWriter]:
    """Write to an index and commit at the end; raises SearchError when it cannot be written."""
    try:
        writer = index.writer(heap, 1)
        try:
            yield writer
            writer.commit()
        finally:
            writer.wait_merging_threads()  # gives tantivy's own lock back
    except ValueError as exc:  # how tantivy says that the disk is full, or that it cannot write
        raise SearchError(f"the index cannot be written: {exc}") from exc
