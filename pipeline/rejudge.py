"""A new register came in: what it speaks of is judged by it, without a new visit."""

from __future__ import annotations

from core.records import Document, Finding, Lead, Listing
from core.repositories import documents, index_queue, shops
from detectors.adding_up import add_up
from detectors.engine import Engine
from detectors.judging import judge
from pipeline import alerts
from pipeline.group import group, subject_of
from pipeline.judge import Seen, document_of
from pipeline.knowledge import handed
from pipeline.rooms import Rooms
from pipeline.settle import judge_whole

Touched = list[tuple[Lead, str]]
_SUM = "counterfeit"
_PIECE = 500  # listings that are read at once


def judge_registered(rooms: Rooms) -> tuple[int, int]:
    """Judge every shop that shows a valid code. Returns how many there are, and how many leads were touched.

    What only a visit shows (nothing is shown, goods without their permit) is left as it is: nobody looked again.
    """
    with rooms.database.read() as connection:
        wanted = shops.with_number(connection, "uscc")
    touched = [lead.id for shop in wanted for lead, _ in judge_whole(rooms, shop, Seen(complete=False))]
    return len(wanted), len(set(touched))


def judge_branded(rooms: Rooms) -> tuple[int, int]:
    """Judge all listings by the brand register, with the rules of the counterfeit sum alone. Returns how many there are, and how many leads were touched."""
    with rooms.database.read() as connection:
        every = documents.every(connection, "listing")
    touched: set[str] = set()
    for place in range(0, len(every), _PIECE):
        with rooms.database.read() as connection:
            items = [item for ident in every[place : place + _PIECE] if isinstance(item := documents.get(connection, "listing", ident), Listing)]
            known = {item.id: handed(connection, rooms.shelf, rooms.detectors, item) for item in items}
        for item in items:
            found = counterfeit(rooms.detectors, document_of(item, None, subject_of(item).seen, known[item.id]))
            touched |= {lead.id for lead, _ in _keep(rooms, item, found)} if found else set()
    return len(every), len(touched)


def counterfeit(engine: Engine, document: Document) -> tuple[Finding, ...]:
    """Return what the rules of the counterfeit sum say of a document, added up."""
    subject = engine.read(document)
    programs = [program for program in engine.programs.values() if program.rule.adds_to == _SUM and program.rule.status == "active"]
    return add_up((finding for program in programs if (finding := judge(program, subject)) is not None), engine.rules)


def _keep(rooms: Rooms, item: Listing, found: tuple[Finding, ...]) -> Touched:
    with rooms.database.write() as connection:
        touched = group(connection, [(subject_of(item), finding) for finding in found], item.capture_id)
        index_queue.put(connection, [("listing", item.id)])
        alerts.decide(connection, touched, rooms.settings)
    return touched
