"""What a crawl leaves behind: the exchange in WARC first, then the capture's row with what was read; and the report at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from sqlalchemy import Connection

from core.db import Database
from core.ids import digest
from core.records import Capture, Hop, Overlay, Page
from core.repositories import captures, frontier
from core.repositories.frontier import FrontierRow
from evidence.record import Headers
from evidence.store import EvidenceWriter, WarcPlace

NAMED = 200  # skipped addresses that a report names at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer that lies in WARC: where, when, with which status, through which addresses. `decoded`: the body as its author wrote it."""

    place: WarcPlace
    fetched_at: datetime
    final_url: str
    status: int
    content_type: str
    via: str
    chain: tuple[Hop, ...]
    decoded: bytes
    headers: tuple[tuple[str, str], ...] = ()
    overlays: tuple[Overlay, ...] = ()


@dataclass
class Recorder:
    """Writes one job's captures and counts. A capture's id follows from job, address and way: the same job again doubles nothing."""

    database: Database
    writer: EvidenceWriter
    job_id: str
    pages: int = 0
    failed: int = 0
    start_stored: bool = False
    stopped: str = ""
    unchanged: int = 0
    stops: dict[str, tuple[int, str]] = field(default_factory=dict)
    _skipped: dict[tuple[str, str], None] = field(default_factory=dict)
    _steps: list[Callable[[Connection], None]] = field(default_factory=list)

    def write(
        self, url: str, *, request: tuple[str, Headers], status: int, headers: Headers, body: bytes, fetched_at: datetime, chain: Iterable[Hop] = ()
    ) -> WarcPlace:
        """Write one exchange, as sent and as received."""
        asked, asked_headers = request
        return self.writer.write(url, request=(asked, asked_headers, b""), response=(status_line(status), headers, body), fetched_at=fetched_at, chain=chain)

    def capture(self, url: str, kept: Kept, *, kind: str) -> Capture:
        """Return the capture of this answer to this address."""
        # an error or a shell must not take the id that the page itself gets when it comes at last
        ident = digest("capture", self.job_id, url, kept.via, kind, kept.status) if kind in ("shell", "error") else self.page_id(url, kept.via)
        return Capture(
            id=ident,
            job_id=self.job_id,
            url=url,
            final_url=kept.final_url,
            fetched_at=kept.fetched_at,
            status=kept.status,
            content_type=kept.content_type,
            sha256=kept.place.sha256,
            size=kept.place.size,
            warc=kept.place.warc,
            offset=kept.place.offset,
            length=kept.place.length,
            via=kept.via,
            chain=kept.chain,
            kind=kind,
        )

    def page_id(self, url: str, via: str) -> str:
        """Return the id of the capture of this address."""
        return digest("capture", self.job_id, url, via)

    def add(self, capture: Capture, page: Page | None = None) -> None:
        """Store the row with the next `commit`; a page counts."""
        self.later(lambda connection: captures.add(connection, capture, page))
        if capture.kind == "page":
            self.pages += 1

    def add_same(self, capture: Capture) -> None:
        """Store the row of a page or picture that shows what another capture shows; what that one says need not be read again."""
        self.later(lambda connection: captures.add_same(connection, capture))
        if capture.kind == "page":
            self.pages += 1
            self.unchanged += 1

    def later(self, step: Callable[[Connection], None]) -> None:
        """Write this with the next `commit`."""
        self._steps.append(step)

    def stop(self, reason: str, url: str) -> None:
        """Count an address that a bound left out, by reason (crawlers.stops)."""
        number, example = self.stops.get(reason, (0, url))
        self.stops[reason] = (number + 1, example)

    def commit(self, rows: Iterable[FrontierRow] = ()) -> None:
        """Write all of it in one transaction, after its evidence: a page, what it led to and that it is done stand there together or not at all."""
        steps, counted, changed = self._steps, self.stops, list(rows)
        if not (steps or counted or changed):
            return
        self.writer.sync()
        with self.database.write() as connection:
            for step in steps:
                step(connection)
            frontier.put(connection, self.job_id, changed)
            frontier.add_stops(connection, self.job_id, counted)
        self._steps, self.stops = [], {}

    def skip(self, url: str, why: str) -> None:
        """Name an address that was left out."""
        self._skipped.setdefault((url, why))

    def fail(self, url: str, why: str) -> None:
        """Name an address that was asked for in vain, and count it."""
        self.failed += 1
        self.skip(url, why)

    def report(self) -> dict[str, object]:
        """Return the job's report, as its caller reads it."""
        named = [{"url": url, "why": why} for url, why in list(self._skipped)[:NAMED]]
        more = len(self._skipped) - len(named)
        if more:
            named.append({"url": "", "why": f"and {more} more"})
        return {"pages": self.pages, "failed": self.failed, "stopped": self.stopped, "skipped": named, "start_stored": self.start_stored}


def status_line(status: int) -> str:
    """Return code and phrase; the phrase of the standard, as the client does not hand out the server's."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def request_line(method: str, url: str) -> str:
    """Return the first line of a request in origin form."""
    parts = urlsplit(url)
    return f"{method} {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1"
