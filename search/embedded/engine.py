"""The embedded engine: the contract of `search.base` over tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

import tantivy

from core.errors import IndexMissing, SearchError
from search import cursor, near, stored
from search.base import Doc, Hit, Page, Query, Status
from search.embedded import stored_docs
from search.embedded.damage import reading
from search.embedded.facets import counts
from search.embedded.paging import Pager, Row
from search.embedded.places import Folder, Memory, committing
from search.embedded.schema import document
from search.embedded.translate import Translator
from search.embedded.windows import Windows
from search.needles import asked_for
from search.plan import condition
from search.schema import SCHEMA
from search.walk import walk


class EmbeddedEngine:
    """An index below `folder`, made when the first document is put; without a folder in memory."""

    def __init__(self, folder: Path | None) -> None:
        self.place: Folder | Memory = Folder(folder) if folder else Memory()
        self.windows = Windows()

    def put(self, docs: Iterable[Doc]) -> int:
        """Store documents; a known id is replaced."""
        number = 0
        first = next(others := iter(docs), None)
        if first is None:
            return 0
        with self.place.writing() as writer:
            seen: set[str] | None = set() if self.place.searcher().num_docs == 0 else None  # in an empty index only what comes twice is replaced
            for doc in chain((first,), others):
                if seen is None or doc.id in seen:
                    writer.delete_documents_by_term("id", doc.id)
                else:
                    seen.add(doc.id)
                writer.add_document(document(doc))
                number += 1
        return number

    def drop(self, ids: Iterable[str]) -> int:
        """Take documents out."""
        batch = list(ids)
        if batch and self.place.exists():
            with self.place.writing() as writer:
                for item_id in batch:
                    writer.delete_documents_by_term("id", item_id)
        return len(batch)

    def search(self, query: Query) -> Page:
        """Answer from the index as of the last commit of any process."""
        return self._page(query, counted=True)

    def _page(self, query: Query, *, counted: bool) -> Page:
        spellings = near.spellings(self, query)
        after = cursor.read(query)
        conditions = condition(query, spellings)
        index = self.place.index()
        with reading(self._where()):
            searcher = index.searcher()
            translator = Translator(index, searcher)
            known = None
            if query.facets or query.histogram or (after and counted):
                known = counts(translator, conditions, query, spellings)
            page = Pager(translator, self.windows).rows(conditions, query, after, known.total if known else None)
            docs = [stored_docs.read(searcher, row.address) for row in page.rows]
        asked = asked_for(query, spellings)
        hits = tuple(stored.hit_of(doc, query, asked, row.score) for doc, row in zip(docs, page.rows, strict=True))
        more = bool(docs) and query.offset + len(docs) < page.left
        return Page(
            total=known.total if known else page.left,
            hits=hits,
            facets=known.facets if known else {},
            histogram=known.histogram if known else (),
            cursor=_cursor(query, after, page.rows[-1], docs[-1], len(docs)) if more else "",
            spellings=tuple(chain.from_iterable(spellings.values())),
        )

    def count(self, query: Query) -> int:
        """Return how many documents match."""
        return self.search(replace(query, limit=0, offset=0, cursor="", facets=(), histogram="")).total

    def scan(self, query: Query, *, batch: int = 1000) -> Iterator[Hit]:
        """Yield every hit in the query's order."""
        yield from walk(partial(self._page, counted=False), query, batch)

    def refresh(self) -> None:
        """Look for what writers have committed."""
        if self.place.exists():
            self.place.index()

    def rebuild(self, docs: Iterable[Doc], *, expected: int | None = None) -> int:
        """Build a new index beside the old one and switch to it."""
        builds = self._folder().builds
        with builds.lock():
            name = builds.begin()
            index = tantivy.Index.open(str(builds.path(name)))
            given = 0
            with committing(index) as writer:
                for doc in docs:
                    writer.add_document(document(doc))
                    given += 1
            index.reload()
            _compare(index.searcher().num_docs, given, expected)
            builds.finish(name)
            old = builds.current()
            builds.switch(name)
            builds.remove(builds.leftovers(keep=[old]))
        return given

    def confirm(self) -> tuple[str, ...]:
        """Take away the builds that were kept."""
        builds = self._folder().builds
        with builds.lock():
            names = builds.kept()
            builds.remove(names)
        return tuple(names)

    def take_back(self) -> str:
        """Switch to the build kept last."""
        builds = self._folder().builds
        with builds.lock():
            kept = [name for name in builds.kept() if builds.version(name) == SCHEMA]
            if not kept:
                raise SearchError(f"no older index is kept in {self._where()}; build one with `tradewatch reindex`")
            builds.switch(kept[-1])
        return kept[-1]

    def expire(self, before: str) -> int:
        """Take out the documents last seen before this day."""
        last = date.fromisoformat(before) - timedelta(days=1)
        return self.drop([hit.id for hit in self.scan(Query(day_to=last.isoformat(), marks=False))])

    def status(self) -> Status:
        """Return how the index stands."""
        if not isinstance(self.place, Folder):
            return Status(engine="embedded", place="memory", name="memory", documents=self.count(Query()), schema=SCHEMA, wanted=SCHEMA)
        builds = self.place.builds
        name = builds.current()
        if not name:
            raise IndexMissing("there is no index yet: nothing has been stored")
        version = builds.version(name)
        number = self.place.searcher().num_docs if version == SCHEMA else 0
        return Status(engine="embedded", place=str(self.place.folder), name=name, documents=number, schema=version, wanted=SCHEMA, kept=tuple(builds.kept()))

    def close(self) -> None:
        """Forget the open index."""
        if isinstance(self.place, Folder):
            self.place.forget()

    def _folder(self) -> Folder:
        if not isinstance(self.place, Folder):
            raise SearchError("an index in memory is never built again: put its documents into a new one")
        return self.place

    def _where(self) -> str:
        return str(self.place.folder) if isinstance(self.place, Folder) else "memory"


def _cursor(query: Query, after: cursor.After | None, row: Row, doc: Doc, number: int) -> str:
    if query.sort == "relevance":
        return cursor.write(query, cursor.After((after.value or 0 if after else query.offset) + number, stored.order_key(doc)))
    return cursor.write(query, cursor.After(row.value, stored.order_key(doc)))


def _compare(found: int, given: int, expected: int | None) -> None:
    if found != given or expected not in (None, given):
        wanted = given if expected is None else expected
        raise SearchError(f"the new index holds {found} documents, {wanted} were wanted: the old one stays in use; run `tradewatch reindex` again")
