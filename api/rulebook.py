"""The rulebook for the screens; one that cannot be loaded hides nothing else."""

from __future__ import annotations

import logging

from api.house import House
from core.errors import RuleError

log = logging.getLogger(__name__)


def rule_titles(house: House) -> dict[str, str]:
    """Return the Chinese title of each rule by its id; empty, with a line in the log, when the rulebook is broken."""
    try:
        return {ident: rule.title.zh for ident, rule in house.detectors().rules.items()}
    except RuleError as exc:
        log.error("rulebook: %s", exc)
        return {}
