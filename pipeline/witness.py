"""A second look at each new lead: a browser visits the page, takes a screenshot, and says whether the words still stand there."""

from __future__ import annotations

from sqlalchemy import Connection

from core import filelock
from core.clock import now
from core.records import Lead
from core.repositories import findings, leads
from crawlers.witness import WitnessRequest, look
from pipeline.rooms import Rooms

BATCH = 100
ON_PICTURE = "用语在商品图片上，浏览器复核只看页面文字；请看图片和留存的证据"


def witness(rooms: Rooms, *, wait: bool = True) -> int:
    """Look at every lead that nobody has looked at. Returns how many were looked at; one visit serves all leads of an address.

    One process at a time looks; `wait` says whether to wait for another one, which looks at our leads too.
    """
    lock = rooms.settings.data / "witness.lock"
    if wait:
        with filelock.hold(lock):
            return _witness_all(rooms)
    with filelock.attempt(lock) as mine:
        return _witness_all(rooms) if mine else 0


def _witness_all(rooms: Rooms) -> int:
    seen = 0
    while True:
        with rooms.database.read() as connection:
            batch = leads.unwitnessed(connection, BATCH)
        if not batch:
            return seen
        by_url: dict[str, list[Lead]] = {}
        for lead in batch:
            by_url.setdefault(lead.url, []).append(lead)
        requests = [WitnessRequest(url=url, words=tuple(word for lead in group for word in words_of(lead))) for url, group in by_url.items()]
        for result in look(requests, rooms.settings, rooms.store):
            with rooms.database.write() as connection:
                for lead in by_url[result.url]:
                    state, note = ("absent", ON_PICTURE) if _on_picture(connection, lead) else verdict(lead, result.present, result.note)
                    shot = {"screenshot": result.screenshot, "screenshot_sha256": result.screenshot_sha256}
                    leads.witnessed(connection, [lead.id], now(), witness=state, witness_note=note, **shot)
                    seen += 1


def _on_picture(connection: Connection, lead: Lead) -> bool:
    """Whether the words of the lead stand on a picture, where a browser finds no words."""
    _, found = findings.page_of_lead(connection, lead.id)
    spans = [span for stored in found if stored.finding.rule == lead.rule for span in stored.finding.spans]
    return bool(spans) and all(span.picture for span in spans)


def words_of(lead: Lead) -> list[str]:
    """Return the separate words of the claim."""
    return [part for part in lead.words.split(" … ") if part]


def verdict(lead: Lead, present: dict[str, bool], note: str) -> tuple[str, str]:
    """Return (present | gone | absent, sentence for people)."""
    words = words_of(lead)
    if note or not words:
        return "absent", note or "线索不指向页面上的具体文字"
    missing = [word for word in words if not present.get(word)]
    if not missing:
        return "present", "浏览器复核：相关用语仍在页面上"
    return "gone", f"浏览器复核：页面上未见“{'”“'.join(missing[:3])}”"
