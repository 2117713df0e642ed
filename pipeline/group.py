"""Step "group": findings become leads. Same claim of one shop, or one advert in many places = one lead; joining.py knows what belongs to one operator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from core.ids import digest
from core.records import Advertisement, Finding, Lead, Shop, StoredFinding
from core.repositories import findings, index_queue, lead_aliases, lead_lists, leads
from core.repositories.documents import Stored, kind_of
from pipeline.joining import twin_of_advert

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What findings are about: a stored document or a whole shop. `text` of an advert alone: the same one elsewhere shares its leads."""

    kind: str
    id: str
    shop_id: str
    url: str
    seen: datetime
    text: str = ""


def subject_of(item: Stored | Shop) -> Subject:
    """Return the subject; raises ValueError for a record without a time."""
    if item.last_seen is None:
        raise ValueError(f"{item.url}: the record has no time")
    if isinstance(item, Shop):
        return Subject(kind="shop", id=item.id, shop_id=item.id, url=item.url, seen=item.last_seen)
    text = f"{item.title}\n{item.text}" if isinstance(item, Advertisement) else ""
    return Subject(kind=kind_of(item), id=item.id, shop_id=item.shop_id, url=item.url, seen=item.last_seen, text=text)


def claim_of(finding: Finding) -> str:
    """Return the words of the claim, in order, without blanks: what makes two findings the same claim."""
    return " … ".join(dict.fromkeys(_BLANK.sub("", span.text) for span in finding.spans))


def finding_id(finding: Finding, document_id: str) -> str:
    """Return the finding's id: rule, version, document and words; positions may move when the page around them changes."""
    return digest("finding", finding.rule, finding.version, document_id, claim_of(finding))


def lead_id(finding: Finding, subject: Subject) -> str:
    """Return the id of the lead that this finding belongs to; a record of an unknown trader shares its lead with no other record."""
    return digest("lead", finding.rule, subject.shop_id or subject.id, claim_of(finding))


def group(connection: Connection, found: list[tuple[Subject, Finding]], capture_id: str) -> list[tuple[Lead, str]]:
    """Store findings and their leads. Returns each lead touched with what happened: new, again, dismissed, relapse."""
    touched: dict[str, tuple[Lead, str]] = {}
    # a finding that carries a lead comes before those that join it: the lead is opened with its words
    for subject, finding in sorted(found, key=lambda item: carrier_of(item, found) is not item[1]):
        lead = _lead_of(connection, subject, carrier_of((subject, finding), found)) if finding.lead else ""
        stored = StoredFinding(
            id=finding_id(finding, subject.id),
            document_kind=subject.kind,
            document_id=subject.id,
            shop_id=subject.shop_id,
            capture_id=capture_id,
            found_at=subject.seen,
            finding=finding,
            lead_id=lead,
        )
        findings.put(connection, stored)
        if lead and lead not in touched:
            touched[lead] = see(connection, lead_from(stored, subject.url))
    return list(touched.values())


def _lead_of(connection: Connection, subject: Subject, carrier: Finding) -> str:
    """The lead that this claim opens or joins: its own, one that it was put to before, or that of nearly the same advert elsewhere."""
    own = lead_id(carrier, subject)
    known = lead_aliases.resolve(connection, own)
    if known != own or not subject.text:
        return known
    return twin_of_advert(connection, own, carrier, claim_of(carrier), subject.text)


def see(connection: Connection, lead: Lead) -> tuple[Lead, str]:
    """Put the lead to the known ones. A relapse changes the status that the index holds of every document that shows the lead."""
    seen, what = leads.seen(connection, lead)
    if what == "relapse":
        index_queue.put(connection, lead_lists.documents_of(connection, lead.id))
    return seen, what


_RANK = {"low": 0, "medium": 1, "high": 2}


def carrier_of(item: tuple[Subject, Finding], found: list[tuple[Subject, Finding]]) -> Finding:
    """Return the finding whose lead this one belongs to: the most telling one of its category about the same words of the same document.

    Two rules that speak of the same words (专治糖尿病, 糖尿病) are one claim, and one lead for the officer who reads it.
    """
    subject, finding = item
    carriers = [other for where, other in found if where.id == subject.id and other.lead and other.category == finding.category and _covers(other, finding)]
    return max(carriers, key=_weight, default=finding)


def _covers(other: Finding, finding: Finding) -> bool:
    if not finding.spans:
        return other is finding
    return all(any(mine.field == its.field and its.start <= mine.start and mine.end <= its.end for its in other.spans) for mine in finding.spans)


def _weight(finding: Finding) -> tuple[int, int, int, str]:
    return _RANK[finding.confidence], _RANK[finding.severity], sum(span.end - span.start for span in finding.spans), finding.rule


def lead_from(stored: StoredFinding, url: str) -> Lead:
    """Return the lead that this finding opens."""
    finding = stored.finding
    return Lead(
        id=stored.lead_id,
        rule=finding.rule,
        category=finding.category,
        title=finding.title or finding.rule,
        severity=finding.severity,
        confidence=finding.confidence,
        status="new",
        shop_id=stored.shop_id,
        url=url,
        words=claim_of(finding),
        first_seen=stored.found_at,
        last_seen=stored.found_at,
    )
