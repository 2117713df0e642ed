"""The embedded engine, over tantivy: an index in a folder, one writer at a time, any number of readers.

The folder holds one sub-folder per built index and a file `current` that names the one in use; a rebuild replaces that file.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import tantivy

from core import filelock
from core.errors import IndexMissing, SearchError
from core.text import storable
from search.analysis import char_terms, pair_terms, pairs, runs
from search.base import FACET_SIZE, FIELDS, Doc, Hit, Page, Query
from search.highlight import marks

_HEAP = 64 * 1024 * 1024  # bytes of the writer
_NAME_FILE = "current"
ATTEMPTS = 5  # to open an index while others are put in its place


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # the id is text: tantivy's delete by term does nothing on a number
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("url", "title", "text"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("chars", tokenizer_name="whitespace", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day_number", indexed=True, fast=True)
    builder.add_text_field("order", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def order_key(doc: Doc) -> str:
    """Return what hits are sorted by, descending: the day, then the id."""
    return f"{next(iter(doc.fields.get('day', ())), '0000-00-00')} {doc.id}"


def day_number(day: str) -> int:
    """Return 20261123 for 2026-11-23, 0 for no day."""
    digits = day.replace("-", "")
    return int(digits) if digits.isdigit() else 0


class EmbeddedEngine:
    """An index below `folder`; made when the first document is put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: tuple[str, tantivy.Index | None] = ("", None)

    def put(self, docs: Iterable[Doc]) -> int:
        """Store documents; a known id is replaced."""
        batch = list(docs)
        if not batch:
            return 0
        with self._writing() as writer:
            for doc in batch:
                writer.delete_documents_by_term("id", doc.id)
                writer.add_document(_document(doc))
        return len(batch)

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents out."""
        batch = list(ids)
        if batch and self._current():
            with self._writing() as writer:
                for item_id in batch:
                    writer.delete_documents_by_term("id", item_id)
        return len(batch)

    def rebuild(self, docs: Iterable[Doc]) -> int:
        """Build a new index beside the old one and switch to it."""
        with self._lock():
            name = self._make()
            written = 0
            with _committing(tantivy.Index.open(str(self.folder / name))) as writer:
                for doc in docs:
                    writer.add_document(_document(doc))
                    written += 1
            self._switch(name)
            # readers in other processes keep the files that they have open; a rebuild that was killed left its folder, too
            for old in self.folder.glob("index-*"):
                if old.name != name:
                    shutil.rmtree(old, ignore_errors=True)
        return written

    def search(self, query: Query) -> Page:
        """Answer from the index as of the last `refresh` of any process."""
        index = self._open()
        searcher = index.searcher()
        asked = runs(query.text)
        try:
            wanted = _query(index.schema, query, asked)
            result = searcher.search(wanted, limit=max(1, query.limit), offset=query.offset, count=True, order_by_field="order", order=tantivy.Order.Desc)
            found = [searcher.doc(address) for _, address in result.hits[: query.limit]]
            facets = {name: _count(searcher, wanted, name) for name in query.facets}
        except ValueError as exc:
            raise SearchError(f"the index in {self.folder} could not answer: {exc}") from exc
        total = result.count  # type: ignore[attr-defined] # the stub of the library lacks it
        return Page(total=total, hits=tuple(_hit(doc, asked) for doc in found), facets=facets)

    def refresh(self) -> None:
        """Look for what writers have committed."""
        if self._current():
            self._open()

    def close(self) -> None:
        """Forget the open index."""
        self._opened = "", None

    def _current(self) -> str:
        try:
            return (self.folder / _NAME_FILE).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""

    def _open(self) -> tantivy.Index:
        """Return the index in use, as of the last commit. A rebuild may take it away meanwhile: then the new one is opened."""
        for _ in range(ATTEMPTS):
            name = self._current()
            if not name:
                raise IndexMissing("there is no index yet: nothing has been stored")
            known, index = self._opened
            try:
                if name != known or index is None:
                    index = tantivy.Index.open(str(self.folder / name))
                    self._opened = name, index
                index.reload()
                return index
            except ValueError as exc:
                self.close()
                if name == self._current():
                    raise SearchError(f"the index {self.folder / name} cannot be opened ({exc}); build it again with `tradewatch reindex`") from exc
        raise SearchError(f"the index in {self.folder} is built again and again; no search could be answered")

    def _make(self) -> str:
        name = f"index-{uuid.uuid4().hex[:12]}"
        (self.folder / name).mkdir(parents=True)
        tantivy.Index(_schema(), path=str(self.folder / name))
        return name

    def _switch(self, name: str) -> None:
        part = self.folder / f"{_NAME_FILE}.{os.getpid()}"
        part.write_text(name, encoding="ascii")
        part.replace(self.folder / _NAME_FILE)

    def _lock(self) -> AbstractContextManager[None]:
        # tantivy refuses a second writer at once (LockBusy); here it waits for its turn
        return filelock.hold(self.folder / "writer.lock")

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        with self._lock():
            if not self._current():
                self._switch(self._make())
            index = self._open()
            with _committing(index) as writer:
                yield writer


@contextmanager
def _committing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    try:
        writer = index.writer(_HEAP, 1)
        try:
            yield writer
            writer.commit()
        finally:
            writer.wait_merging_threads()  # gives tantivy's own lock back
    except ValueError as exc:  # how tantivy says that the disk is full, or that it cannot write
        raise SearchError(f"the index cannot be written: {exc}") from exc


def _document(doc: Doc) -> tantivy.Document:
    days = doc.fields.get("day", ())
    values: dict[str, Any] = {
        "id": doc.id,
        "url": doc.url,
        "title": storable(doc.title),
        "text": storable(doc.text),
        "pairs": pair_terms(doc.title, doc.text),
        "chars": char_terms(doc.title, doc.text),
        "day_number": day_number(days[0]) if days else 0,
        "order": order_key(doc),
    }
    document = tantivy.Document()
    for name, value in values.items():
        if isinstance(value, int):
            document.add_integer(name, value)
        else:
            document.add_text(name, value)
    for name in FIELDS:
        for value in doc.fields.get(name, (doc.kind,) if name == "kind" else ()):
            document.add_text(name, value)
    return document


def _query(schema: tantivy.Schema, query: Query, asked: list[str]) -> tantivy.Query:
    must = [_run(schema, run) for run in asked]
    must += [tantivy.Query.term_set_query(schema, name, list(values)) for name, values in query.filters.items()]
    if query.day_from or query.day_to:
        low, high = day_number(query.day_from), day_number(query.day_to) or 99_999_999
        must.append(tantivy.Query.range_query(schema, "day_number", tantivy.FieldType.Integer, low, high))
    if not must:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in must])


def _run(schema: tantivy.Schema, run: str) -> tantivy.Query:
    if len(run) == 1:
        return tantivy.Query.term_query(schema, "chars", run, "basic")
    if len(run) == 2:
        return tantivy.Query.term_query(schema, "pairs", run, "basic")
    return tantivy.Query.phrase_query(schema, "pairs", [*pairs(run)])


def _count(searcher: tantivy.Searcher, wanted: tantivy.Query, name: str) -> tuple[tuple[str, int], ...]:
    answer = searcher.aggregate(wanted, {name: {"terms": {"field": name, "size": FACET_SIZE}}})
    counted = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer[name]["buckets"]]
    return tuple(sorted(counted, key=lambda item: (-item[1], item[0])))


def _hit(document: tantivy.Document, asked: list[str]) -> Hit:
    one = {name: str(document.get_first(name) or "") for name in ("id", "kind", "url", "title", "text", "day", "shop")}
    found = marks(asked, title=one["title"], text=one["text"])
    return Hit(id=one["id"], kind=one["kind"], url=one["url"], title=one["title"], day=one["day"], shop=one["shop"], marks=found)
