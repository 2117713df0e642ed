"""Leads that are one: near-identical claims of one operator, and one advert in many places.

A lead's id follows from rule, shop and words alone, so that it is the same however often and in whatever order pages come. What turns out to be the same
later (the operator is known only when the whole shop has been seen) is put together afterwards, and an alias keeps the way from the old id.
An officer's decision is never touched: a decided lead takes up undecided ones, two decided ones stay two.
"""

from __future__ import annotations

from sqlalchemy import Connection

from core.clock import now
from core.db import Database
from core.errors import NotFound
from core.records import Advertisement, Finding, Lead, Shop
from core.repositories import documents, index_queue, lead_aliases, lead_lists, leads, shops
from detectors.checks._names import certainly_different
from pipeline.likeness import same_advert, same_claim

_OF_OPERATOR = "同一经营者的近似用语，并入一条线索"
_OF_ADVERT = "同一广告在多处发布，并入一条线索"


def twin_of_advert(connection: Connection, lead_id: str, finding: Finding, claim: str, text: str) -> str:
    """Return the lead of nearly the same advert elsewhere with the same claim, noted as an alias; the id itself where there is none."""
    if leads.find(connection, lead_id) is not None:
        return lead_id
    for lead in lead_aliases.of_rule(connection, finding.rule):
        if same_claim(lead.words, claim) and same_advert(_text(connection, lead.id), text):
            lead_aliases.put(connection, lead_id, lead.id, _OF_ADVERT)
            return lead.id
    return lead_id


def _text(connection: Connection, lead_id: str) -> str:
    ident = lead_aliases.advertisement_of(connection, lead_id)
    try:
        item = documents.get(connection, "advertisement", ident) if ident else None
    except NotFound:
        return ""
    return f"{item.title}\n{item.text}" if isinstance(item, Advertisement) else ""


def join(database: Database, shop: Shop) -> int:
    """Put together the near-identical claims of the shop's operator, in all shops of his. Returns how many leads went into others."""
    with database.write() as connection:
        mine = lead_aliases.of_shops(connection, shops_of(connection, shop))
        joined = 0
        kept: list[Lead] = []
        for lead in mine:
            twin = next((other for other in kept if other.rule == lead.rule and same_claim(other.words, lead.words)), None)
            if twin is None or not _put_together(connection, twin, lead, kept):
                kept.append(lead)
            else:
                joined += 1
        return joined


def shops_of(connection: Connection, shop: Shop) -> list[str]:
    """Return the shop and the other shops of its operator: of the same name, or of the same code and no other name."""
    same = {shop.id, *shops.of_operator(connection, shop.operator_id)}
    for row in shops.same_licence(connection, shop.id):
        if row["operator"] and shop.operator and not certainly_different(shop.operator, str(row["operator"])):
            same.add(str(row["shop_id"]))
    return sorted(same)


def _put_together(connection: Connection, older: Lead, younger: Lead, kept: list[Lead]) -> bool:
    """Put the undecided one to the other, the younger to the older. False when an officer has decided on both, or both have their screenshot."""
    open_ones = [lead for lead in (younger, older) if lead.status == "new" and not lead.decided_by]
    if not open_ones or (older.screenshot and younger.screenshot):
        return False
    goes = open_ones[0]
    stays = older if goes is younger else younger
    lead_aliases.move(connection, goes, stays, _OF_OPERATOR)
    leads.add_event(connection, stays.id, now(), "system", "joined", f"{goes.words[:80]} {goes.url}")
    index_queue.put(connection, lead_lists.documents_of(connection, stays.id))
    kept[:] = [leads.get(connection, stays.id) if lead.id in (goes.id, stays.id) else lead for lead in kept]
    return True
