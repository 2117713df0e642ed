"""The options by which commands ask the index, and the query that they make."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from core.errors import BadInput
from search.base import FIELDS, IDENTIFIERS, SCOPES, SORTS, Query


def add_conditions(parser: argparse.ArgumentParser) -> None:
    """Declare what can be asked for. Nothing that is typed is syntax."""
    add = parser.add_argument
    add("--all", action="append", default=[], metavar="TEXT", help="looked for as it stands, blanks inside included; may be given several times")
    add("--any", action="append", default=[], metavar="TEXT", help="at least one of these")
    add("--not", dest="none", action="append", default=[], metavar="TEXT", help="none of these")
    add("--near", action="store_true", help="also spellings that differ by one character")
    add("--in", dest="scope", choices=SCOPES[1:], default="", help="look only in titles, in names (with pinyin and initials), in pictures")
    add("--filter", action="append", default=[], metavar="FIELD=VALUE", help=", ".join(FIELDS))
    add("--exclude", action="append", default=[], metavar="FIELD=VALUE", help="leave documents with this value out")
    add("--identifier", action="append", default=[], metavar="[KIND=]VALUE", help=f"{', '.join(IDENTIFIERS)}; * and ? are wildcards here")
    add("--from", dest="day_from", default="", metavar="DAY", help="last seen on this day or later: 2026-11-23")
    add("--to", dest="day_to", default="", metavar="DAY", help="last seen on this day or earlier")
    add("--price-from", default="", metavar="YUAN", help="lowest price")
    add("--price-to", default="", metavar="YUAN", help="highest price")
    add("--risk-from", type=int, default=0, metavar="N", help="risk of 0 to 100")
    add("--confidence-from", type=int, default=0, metavar="N", help="confidence of 0 to 100")
    add("--sort", choices=SORTS, default="newest", help="order (default newest)")


def query_of(args: argparse.Namespace, text: str = "") -> Query:
    """Return the query of these arguments; raise BadInput naming the option that is wrong."""
    return Query(
        text=text,
        all=tuple(args.all),
        any=tuple(args.any),
        none=tuple(args.none),
        near=args.near,
        scope=args.scope,
        filters=pairs_of(args.filter, "--filter"),
        exclude=pairs_of(args.exclude, "--exclude"),
        identifiers=identifiers_of(args.identifier),
        day_from=args.day_from,
        day_to=args.day_to,
        price_from=cents(args.price_from, "--price-from"),
        price_to=cents(args.price_to, "--price-to"),
        risk_from=args.risk_from,
        confidence_from=args.confidence_from,
        sort=args.sort,
    )


def pairs_of(pairs: Iterable[str], option: str) -> dict[str, tuple[str, ...]]:
    """Return filters from ["field=value", …], values of one field together; raise BadInput naming the pair that is wrong."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not value:
            raise BadInput(f"{option} {pair!r}: wanted FIELD=VALUE")
        if name not in FIELDS:
            raise BadInput(f"{option} {pair!r}: {name!r} is no field; there are {', '.join(FIELDS)}")
        found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def identifiers_of(values: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return identifiers from ["phone=138*", "JY1…"]: what begins with no known kind is looked for in every kind."""
    found: dict[str, list[str]] = {}
    for given in values:
        kind, sign, value = given.partition("=")
        if not sign or kind not in IDENTIFIERS:
            kind, value = "", given
        if not value.strip():
            raise BadInput(f"--identifier {given!r}: wanted KIND=VALUE or VALUE")
        found.setdefault(kind, []).append(value.strip())
    return {kind: tuple(all_of) for kind, all_of in found.items()}


def cents(text: str, place: str) -> int | None:
    """Return an amount in yuan as cents, None for an empty text; raise BadInput naming the place."""
    if not text.strip():
        return None
    try:
        amount = Decimal(text.strip().replace(",", ""))
        if not amount.is_finite() or not 0 <= amount < 10**12:
            raise InvalidOperation
    except InvalidOperation as exc:
        raise BadInput(f"{place} {text[:40]!r}: wanted an amount in yuan, such as 19.9") from exc
    return int(amount * 100)
