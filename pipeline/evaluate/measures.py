"""The figures: what was found of the unlawful, what was flagged of the lawful, which articles were named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluate.articles import Key, keys, wanted
from pipeline.evaluate.judged import Judged
from pipeline.evaluate.rate import Rate, rate

HEADLINE = ("text", "goods")  # what the words, or the words and the class of goods, show
BASE_RATE = 0.02  # share of commercial texts that break a rule, as a market has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Recall of one category: flagged at all, and by a rule of the same category."""

    flagged: Rate
    in_category: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """`recall`: of the headline; `by_decidable`: each kind of case apart. `false_alarms`: by label; `by_group`: of the hard ones."""

    recall: Rate
    by_decidable: dict[str, Rate]
    articles: Rate
    false_alarms: dict[str, Rate]
    by_group: dict[str, Rate]
    contested: Rate
    precision_in_market: float
    by_category: dict[str, Category]


def measure(judged: Sequence[Judged]) -> Measures:
    """Return the figures. Texts that only a seller's page calls unlawful, and contested lawful ones, are in no rate."""
    unlawful = [one for one in judged if one.case.unlawful and one.case.adjudicated]
    headline = in_headline(judged)
    lawful = [one for one in judged if not one.case.unlawful]
    clear = {label: [one for one in lawful if one.case.label == label and not one.case.contested] for label in ("legit", "hard")}
    recall, alarms = _flagged(headline), {label: _flagged(rows) for label, rows in clear.items()}
    return Measures(
        recall=recall,
        by_decidable={name: _flagged(one for one in unlawful if one.case.decidable == name) for name in ("text", "goods", "knowledge", "outside", "drop")},
        articles=rate([named_right(one) for one in headline if one.flagged and wanted(one.case.articles)]),
        false_alarms=alarms,
        by_group={group: _flagged(one for one in clear["hard"] if one.case.group == group) for group in sorted({one.case.group for one in clear["hard"]})},
        contested=_flagged(one for one in lawful if one.case.contested),
        precision_in_market=precision_at(BASE_RATE, recall.share, alarms["legit"].share),
        by_category=_categories(headline),
    )


def in_headline(judged: Iterable[Judged]) -> list[Judged]:
    """Return the unlawful ones whose words, or words and class of goods, show it."""
    return [one for one in judged if one.case.unlawful and one.case.adjudicated and one.case.decidable in HEADLINE]


def named(one: Judged) -> frozenset[Key]:
    """Return the articles that the leads of a case name."""
    return keys(article for lead in one.leads for article in lead.articles)


def named_right(one: Judged) -> bool:
    """Whether one of the leads names an article that the notice named."""
    return bool(wanted(one.case.articles) & named(one))


def precision_at(base_rate: float, recall: float, false_alarms: float) -> float:
    """Return the share of right leads in a market with this share of violations."""
    right = base_rate * recall
    return right / max(1e-9, right + (1 - base_rate) * false_alarms)


def _flagged(rows: Iterable[Judged]) -> Rate:
    return rate([one.flagged for one in rows])


def _categories(headline: Sequence[Judged]) -> dict[str, Category]:
    """The largest first."""
    counted = Counter(one.case.category for one in headline).most_common()
    rows = {name: [one for one in headline if one.case.category == name] for name, _ in counted}
    return {name: Category(flagged=_flagged(own), in_category=rate([one.in_category for one in own])) for name, own in rows.items()}
