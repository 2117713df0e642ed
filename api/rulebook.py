"""The rulebook for the screens; one that cannot be loaded hides nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable

from api.house import House
from api.views.words import facet_word
from core.errors import RuleError

log = logging.getLogger(__name__)

STAFF_WORDS = "工作人员指定的用语"
"""What findings of a rescan for words are called: they have no rule of their own."""


def rule_titles(house: House) -> dict[str, str]:
    """Return the Chinese title of each rule by its id; empty, with a line in the log, when the rulebook is broken."""
    try:
        return {ident: rule.title.zh for ident, rule in house.detectors().rules.items()}
    except RuleError as exc:
        log.error("rulebook: %s", exc)
        return {}


def facet_label(house: House) -> Callable[[str, str], str]:
    """Return a function from (field, value) of a facet to its words: rules and classes of goods are named by the rulebook's own tables."""
    from detectors.goods import GOODS_CLASSES

    titles = rule_titles(house)

    def label(field: str, value: str) -> str:
        if field == "rule":
            return STAFF_WORDS if value == "staff-words" else titles.get(value, value)
        if field == "goods_class":
            return GOODS_CLASSES.get(value, value).partition("（")[0]
        return facet_word(field, value)

    return label
