"""Documents for the contract, and short ways to store and ask."""

from __future__ import annotations

from search.base import Doc, Query

OWN = {"pictures", "shop_name", "operator_name", "identifiers", "price", "risk", "confidence"}


def doc(ident, text, title="", day="2026-11-20", **more):
    """Return a document; what is no part of `Doc` itself becomes a field with one value or several."""
    fields = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in more.items() if name not in OWN}
    kind = more.get("kind", "listing")
    own = {name: value for name, value in more.items() if name in OWN}
    days = {"day": (day,)} if day else {}
    return Doc(id=ident, kind=kind, url=f"http://shop.test/{ident}", title=title, text=text, fields={**days, **fields, "kind": (kind,)}, **own)


def ids(engine, text="", **more):
    """Return the ids of the hits, in their order."""
    return [hit.id for hit in engine.search(Query(text=text, **{"limit": 50, **more})).hits]


def fill(engine, *docs):
    """Store documents and make them visible."""
    engine.put(docs)
    engine.refresh()
