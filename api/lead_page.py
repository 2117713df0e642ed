"""Gather what the page of one lead shows: the words in their text, the law of that day, the evidence, the history."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from api.house import House
from api.views.confidence import rule_record, step_meaning
from api.views.law import Quote, quotes
from api.views.marks import Marked, mark
from api.views.on_picture import Figure, figures
from api.views.rules import RuleCard, card
from core.clock import beijing_day
from core.errors import NotFound, RuleError
from core.records import Advertisement, Alert, Capture, Lead, LeadEvent, Shop, Span, StoredFinding
from core.repositories import alerts, captures, documents, findings, lead_lists, leads, readings, shops
from core.shop_text import shop_text

log = logging.getLogger(__name__)
OCCURRENCES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One document that shows the claim."""

    finding: StoredFinding
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """Everything that the template needs. `chosen` None: the lead's findings are gone."""

    lead: Lead
    shop: Shop | None
    chosen: Occurrence | None
    occurrences: list[Occurrence]
    occurrence_total: int
    fields: list[Marked]
    other_spans: list[Span]
    figures: list[Figure]
    capture: Capture | None
    day: date
    rule: RuleCard | None
    law: list[Quote]
    law_note: str
    events: list[LeadEvent]
    alerts: list[Alert]
    next_lead: Lead | None
    whole: bool
    confidence: str
    record: str


def gather(house: House, lead_id: str, occurrence: str = "", whole: bool = False) -> LeadPage:
    """Read the lead and what belongs to it; raise NotFound."""
    with house.database.read() as connection:
        lead = leads.get(connection, lead_id)
        total, found = findings.page_of_lead(connection, lead_id, OCCURRENCES)
        chosen = _chosen(connection, lead, found, occurrence)
        shown = [_occurrence(connection, item) for item in found]
        title, text = text_of(connection, chosen) if chosen else ("", "")
        capture = captures.find(connection, chosen.capture_id) if chosen else None
        shop = shops.find(connection, lead.shop_id)
        place = _occurrence(connection, chosen) if chosen else None
        events, told = leads.events(connection, lead_id), alerts.of_lead(connection, lead_id)
        next_lead = lead_lists.next_open(connection, lead)
        spans = chosen.finding.spans if chosen else ()
        sizes = _sizes(connection, spans)
    day = beijing_day(capture.fetched_at if capture else lead.first_seen)
    rule, law, law_note = _law(house, lead, chosen, day)
    measured = house.measured()
    return LeadPage(
        lead=lead,
        occurrences=shown,
        occurrence_total=total,
        fields=[mark("title", title, spans, whole=whole), mark("text", text, spans, whole=whole)],
        other_spans=[span for span in spans if span.field not in ("title", "text")],
        figures=figures(spans, sizes),
        capture=capture,
        day=day,
        rule=rule,
        law=law,
        law_note=law_note,
        whole=whole,
        shop=shop,
        chosen=place,
        events=events,
        alerts=told,
        next_lead=next_lead,
        confidence=step_meaning(lead.confidence, measured),
        record=rule_record(lead.rule, measured),
    )


def _sizes(connection: Connection, spans: Iterable[Span]) -> dict[str, tuple[int, int]]:
    """Return width and height of each picture on which a span lies, by its capture."""
    found = {}
    for capture_id in {span.picture for span in spans if span.picture}:
        capture = captures.find(connection, capture_id)
        reading = readings.find(connection, capture.sha256) if capture else None
        if reading is not None:
            found[capture_id] = (reading.width, reading.height)
    return found


def _chosen(connection: Connection, lead: Lead, found: list[StoredFinding], wanted: str) -> StoredFinding | None:
    if wanted:
        finding = findings.get(connection, wanted)
        if finding.lead_id != lead.id:
            raise NotFound(f"finding {wanted} does not belong to lead {lead.id}")
        return finding
    return next((finding for finding in found if finding.finding.rule == lead.rule), found[0] if found else None)


def _occurrence(connection: Connection, finding: StoredFinding) -> Occurrence:
    item: Shop | documents.Stored | None
    try:
        item = shops.find(connection, finding.document_id) if finding.document_kind == "shop" else _document(connection, finding)
    except NotFound:
        item = None
    if item is None:
        return Occurrence(finding=finding, title="（文档已不在库中）", url="")
    return Occurrence(finding=finding, title=(item.name or item.key) if isinstance(item, Shop) else item.title, url=item.url)


def _document(connection: Connection, finding: StoredFinding) -> documents.Stored:
    return documents.get(connection, finding.document_kind, finding.document_id)


def text_of(connection: Connection, finding: StoredFinding) -> tuple[str, str]:
    """Return (title, text) as the finding's own capture showed them: the document may have changed since."""
    if finding.document_kind == "shop":
        shop = shops.find(connection, finding.document_id)
        return (shop.name, shop_text(shop)) if shop else ("", "")
    try:
        item = _document(connection, finding)
    except NotFound:
        return "", ""
    if item.capture_id != finding.capture_id:
        page = captures.page_of(connection, finding.capture_id)
        if page is not None:
            title = page.listings[0].title if finding.document_kind == "listing" and page.listings else page.title
            if isinstance(item, Advertisement) and page.advertisement:
                return page.advertisement.title or title, page.text or page.advertisement.text
            return title, page.text
    return item.title, item.text


def _law(house: House, lead: Lead, chosen: StoredFinding | None, day: date) -> tuple[RuleCard | None, list[Quote], str]:
    try:
        engine = house.detectors()
    except RuleError as exc:
        # a broken rule file must not hide the leads; the page says so and the log holds the reason
        log.error("rulebook: %s", exc)
        return None, [], "规则库无法载入，暂不能显示规则与条文。"
    rule = engine.rules.get(lead.rule)
    return card(rule) if rule else None, quotes(engine.law, chosen.finding.articles if chosen else (), day), ""
