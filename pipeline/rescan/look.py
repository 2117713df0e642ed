"""What one process of a rescan does: read a piece of the stored texts, look at each, judge those in which something stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from core.db import Database
from core.errors import NotFound
from core.records import Document, Finding, Rescan, Shop
from core.repositories import captures, documents, shops, texts
from core.repositories.documents import Stored
from core.shop_text import shop_text
from detectors.load import HERE, engine_from, load_engine
from pipeline.group import Subject, carrier_of, subject_of
from pipeline.judge import document_of
from pipeline.picture_findings import on_picture
from pipeline.rescan import pictures
from pipeline.rescan.words import WordScan

Found = tuple[Subject, str, tuple[Finding, ...]]
"""A document, the capture that shows it, and what is to be kept of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Texts of one kind with ids behind `after`, up to `last`."""

    kind: str
    after: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A piece that was looked at: how many texts, and what was found."""

    piece: Piece
    texts: int
    found: tuple[Found, ...]


class Looker:
    """Looks at pieces for one rescan, with what it needs compiled once."""

    def __init__(self, database: Database, rescan: Rescan) -> None:
        """Compile the words, or the rule by itself."""
        self._database = database
        self._look: _Look = _WordLook(database, rescan.words) if rescan.words else _RuleLook(database, rescan.rule)

    def look(self, piece: Piece) -> Looked:
        """Return what stands in the texts of the piece."""
        found: list[Found] = []
        number = 0
        with self._database.read() as connection:
            for row in texts.between(connection, piece.kind, piece.after, piece.last):
                number += 1
                found += self._look.found(piece.kind, row)
        return Looked(piece=piece, texts=number, found=tuple(found))


class _Look(Protocol):
    def found(self, kind: str, row: texts.Row) -> Iterator[Found]:
        """Yield what stands in one text."""


class _WordLook:
    def __init__(self, database: Database, words: tuple[str, ...]) -> None:
        self._database = database
        self._words = WordScan(words)

    def found(self, kind: str, row: texts.Row) -> Iterator[Found]:
        ident, title, text = row
        said = self._words.findings([("picture", text)] if kind == "picture" else [("title", title), ("text", text)])
        if not said:
            return
        if kind == "picture":
            for shown in pictures.showing(self._database, ident):
                yield pictures.placed(shown, said)
            return
        item = _item(self._database, kind, ident)
        if item is not None:
            yield subject_of(item), item.capture_id, said


class _RuleLook:
    def __init__(self, database: Database, rule: str) -> None:
        self._database = database
        self._alone = engine_from(HERE, only=f"/{rule}")
        self._rule = self._alone.rules[rule]

    def found(self, kind: str, row: texts.Row) -> Iterator[Found]:
        ident, title, text = row
        if not self._alone.may_find("", f"{title}\n{text}"):  # all that most texts are asked, in one scan
            return
        if kind == "picture":
            for shown in pictures.showing(self._database, ident):
                if self._mine(on_picture(self._alone, shown)):
                    yield from self._kept(subject_of(shown.listing), shown.picture.id, on_picture(load_engine(), shown))
            return
        item = _item(self._database, kind, ident)
        if item is None:
            return
        document = self._document(item)
        if self._mine(self._alone.detect(document)):
            yield from self._kept(subject_of(item), item.capture_id, load_engine().detect(document))

    def _mine(self, found: Iterable[Finding]) -> list[Finding]:
        return [finding for finding in found if finding.rule == self._rule.id]

    def _kept(self, subject: Subject, capture_id: str, found: Iterable[Finding]) -> Iterator[Found]:
        """What is kept of all that the whole rulebook says: other rules may carry the same words already, then they are one claim and one lead."""
        beside = [(subject, finding) for finding in found]
        mine = self._mine(finding for _, finding in beside)
        carriers = [carrier_of((subject, finding), beside) for finding in mine if finding.lead]
        kept = {(finding.rule, finding.version): finding for finding in (*carriers, *mine)}
        if kept:
            yield subject, capture_id, tuple(kept.values())

    def _document(self, item: Stored | Shop) -> Document:
        if isinstance(item, Shop):
            return Document(id=item.id, kind="shop", text=shop_text(item), title=item.name, url=item.url, captured_at=item.last_seen)
        with self._database.read() as connection:
            capture = captures.find(connection, item.capture_id)
            page = captures.page_of(connection, item.capture_id) if "page" in self._rule.needs else None
        return document_of(item, page, capture.fetched_at if capture is not None else subject_of(item).seen)


def _item(database: Database, kind: str, ident: str) -> Stored | Shop | None:
    """Return the record, None when it is gone."""
    with database.read() as connection:
        try:
            return shops.get(connection, ident) if kind == "shop" else documents.get(connection, kind, ident)
        except NotFound:
            return None


def pieces(database: Database, size: int, place: str = "") -> Iterable[Piece]:
    """Return all stored texts in pieces, those behind `place` ("kind:id") alone."""
    begun, _, reached = place.partition(":")
    for kind in texts.KINDS[texts.KINDS.index(begun) if begun else 0 :]:
        after = reached if kind == begun else ""
        with database.read() as connection:
            ends = list(texts.borders(connection, kind, size, after))
        for last in ends:
            yield Piece(kind=kind, after=after, last=last)
            after = last
