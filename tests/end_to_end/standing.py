"""What an installation holds, in a form that two of them can be compared by: no times, no counters of sights, no captures."""

from __future__ import annotations

from typing import Any

from tests.end_to_end.bureau import Bureau

_TABLES = {
    "shops": "SELECT id, key, name, operator, licences, exemption FROM shops",
    "listings": "SELECT id, shop_id, url, title, text, price, currency, list_price, seller FROM listings",
    "advertisements": "SELECT id, shop_id, url, title, text, advertiser, landing_url, marked FROM advertisements",
    "pages": "SELECT id, shop_id, url, kind, title, text FROM pages",
    "findings": "SELECT id, document_kind, document_id, rule, category, lead_id FROM findings",
    "leads": "SELECT id, rule, category, status, shop_id, words FROM leads",
    "alerts": "SELECT id, lead_id, channel, status FROM alerts",
}


def standing(bureau: Bureau, *hosts: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each table, sorted; only of shops on these hosts when any are given."""
    shops = {row["id"] for row in bureau.rows("SELECT id, key FROM shops") if not hosts or row["key"].split(":")[0] in hosts}
    held = {name: bureau.rows(query) for name, query in _TABLES.items()}
    for name in ("listings", "advertisements", "pages", "leads"):
        held[name] = [row for row in held[name] if row["shop_id"] in shops]
    held["shops"] = [row for row in held["shops"] if row["id"] in shops]
    documents = shops | {row["id"] for name in ("listings", "advertisements", "pages") for row in held[name]}
    leads = {row["id"] for row in held["leads"]}
    held["findings"] = [row for row in held["findings"] if row["document_id"] in documents]
    held["alerts"] = [row for row in held["alerts"] if row["lead_id"] in leads]
    return {name: sorted(tuple(str(value) for value in row.values()) for row in rows) for name, rows in held.items()}


def differences(one: dict[str, list[tuple[Any, ...]]], other: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    """Return what stands in one and not in the other, and rows that stand twice."""
    said = []
    for name, rows in one.items():
        said += [f"{name}: lost {row}"[:400] for row in rows if row not in other[name]]
        said += [f"{name}: new {row}"[:400] for row in other[name] if row not in rows]
        said += [f"{name}: {len(rows)} rows became {len(other[name])}"] if len(rows) != len(other[name]) else []
    return said
