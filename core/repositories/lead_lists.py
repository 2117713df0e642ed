"""Leads as lists: filtered, counted by facet, worst first, and which one comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from core.db.tables import findings, leads, shops
from core.records import Lead
from core.repositories.rows import record

OPEN = ("new", "relapse")
"""The statuses that wait for a decision."""

FACET_SIZE = 30
"""How many values of a facet are counted, the most frequent first."""

_severity = case({"high": 0, "medium": 1, "low": 2}, value=leads.c.severity, else_=3)
_confidence = case({"high": 0, "medium": 1, "low": 2}, value=leads.c.confidence, else_=3)
_ORDER = (_severity, _confidence, leads.c.first_seen.desc(), leads.c.id)
_COLUMNS = {"status": leads.c.status, "category": leads.c.category, "severity": leads.c.severity, "confidence": leads.c.confidence, "shop": leads.c.shop_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFilter:
    """What a list of leads shows. Values of one field are joined by OR, fields by AND; `text` stands in title, words or address."""

    status: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    shop: tuple[str, ...] = ()
    text: str = ""


def _where(query: Select[Any], wanted: LeadFilter) -> Select[Any]:
    for name, column in _COLUMNS.items():
        values: Sequence[str] = getattr(wanted, name)
        if values:
            query = query.where(column.in_(values))
    for run in wanted.text.split():
        fields = (leads.c.title, leads.c.words, leads.c.url)
        query = query.where(or_(*(field.icontains(run, autoescape=True) for field in fields)))
    return query


def page(connection: Connection, wanted: LeadFilter, limit: int = 50, offset: int = 0) -> tuple[int, list[Lead]]:
    """Return how many leads match, and one page of them: worst and surest first, then the newest."""
    total = connection.execute(_where(select(func.count()).select_from(leads), wanted)).scalar_one()
    query = _where(select(leads), wanted).order_by(*_ORDER).limit(limit).offset(offset)
    return total, [record(Lead, row) for row in connection.execute(query).mappings()]


def facets(connection: Connection, wanted: LeadFilter) -> dict[str, list[tuple[str, int]]]:
    """Return (value, count) of each field, most frequent first. A field is counted under the other filters, not under its own."""
    result = {}
    for name, column in _COLUMNS.items():
        number = func.count()
        others = replace(wanted, **cast("dict[str, Any]", {name: ()}))
        query = _where(select(column, number), others).group_by(column).order_by(number.desc(), column).limit(FACET_SIZE)
        result[name] = [(str(value), int(count)) for value, count in connection.execute(query)]
    return result


def next_open(connection: Connection, lead: Lead) -> Lead | None:
    """Return the open lead that follows this one in the list (worst first), or the first one when it was the last; None when none is left."""
    open_ones = select(leads).where(leads.c.status.in_(OPEN), leads.c.id != lead.id).order_by(*_ORDER).limit(1)
    row = connection.execute(open_ones.where(_after(lead))).mappings().first() or connection.execute(open_ones).mappings().first()
    return record(Lead, row) if row else None


def _after(lead: Lead) -> ColumnElement[bool]:
    rank = {"high": 0, "medium": 1, "low": 2}
    severity, confidence = rank.get(lead.severity, 3), rank.get(lead.confidence, 3)
    newer = or_(leads.c.first_seen < lead.first_seen, and_(leads.c.first_seen == lead.first_seen, leads.c.id > lead.id))
    return or_(
        _severity > severity,
        and_(_severity == severity, _confidence > confidence),
        and_(_severity == severity, _confidence == confidence, newer),
    )


def some(connection: Connection, lead_ids: Sequence[str]) -> dict[str, Lead]:
    """Return the leads of these ids that exist, by id."""
    rows = connection.execute(select(leads).where(leads.c.id.in_(lead_ids))).mappings()
    return {row["id"]: record(Lead, row) for row in rows}


def documents_of(connection: Connection, lead_id: str) -> list[tuple[str, str]]:
    """Return (kind, id) of every document that shows the lead."""
    query = select(findings.c.document_kind, findings.c.document_id).where(findings.c.lead_id == lead_id).distinct()
    return [(kind, item_id) for kind, item_id in connection.execute(query.order_by(findings.c.document_kind, findings.c.document_id))]


def open_matrix(connection: Connection) -> dict[str, dict[str, int]]:
    """Return numbers of open leads as {category: {severity: count}}."""
    query = select(leads.c.category, leads.c.severity, func.count()).where(leads.c.status.in_(OPEN)).group_by(leads.c.category, leads.c.severity)
    result: dict[str, dict[str, int]] = {}
    for category, severity, count in connection.execute(query):
        result.setdefault(category, {})[severity] = count
    return result


def open_by_shop(connection: Connection, shop_ids: Sequence[str]) -> dict[str, int]:
    """Return the number of open leads of each of these shops that has one."""
    query = select(leads.c.shop_id, func.count()).where(leads.c.shop_id.in_(shop_ids), leads.c.status.in_(OPEN)).group_by(leads.c.shop_id)
    return {str(shop): int(count) for shop, count in connection.execute(query)}


def shop_names(connection: Connection, shop_ids: Sequence[str]) -> dict[str, str]:
    """Return the name of each of these shops, or its host where it has none."""
    rows = connection.execute(select(shops.c.id, shops.c.name, shops.c.key).where(shops.c.id.in_(shop_ids)))
    return {ident: name or key for ident, name, key in rows}
