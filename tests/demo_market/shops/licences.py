"""Which numbers a shop shows."""

from __future__ import annotations

from tests.demo_market.model import Identity, Shown


def full(who: Identity, *, code_valid: bool = True) -> tuple[Shown, ...]:
    """Return everything that an orderly shop shows: code, filings, and the food permit where it sells food."""
    permit = (Shown(kind="food", value=who.permit, valid=True),) if who.permit else ()
    return (Shown(kind="uscc", value=who.uscc, valid=code_valid), *permit, *filings(who))


def filings(who: Identity) -> tuple[Shown, ...]:
    """Return the filings of the website alone, which stand in every footer."""
    return (Shown(kind="icp", value=who.icp, valid=True), Shown(kind="psb", value=who.psb, valid=True))
