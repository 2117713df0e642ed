"""What a rule file may say. The guide with examples is docs/rules.md; the words of `category` are explained there too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from core.records import Confidence, DocumentKind, Severity
from detectors.parts import Alternative, Condition, ExcuseUse, OwnException
from detectors.schema import AsTuple, Strict, Text, Texts

Category = Literal[
    "absolute_terms",
    "medical_claim_nonmedical",
    "health_food",
    "drug_or_device",
    "cosmetics_medical",
    "finance_return",
    "education_guarantee",
    "real_estate",
    "alcohol",
    "tobacco",
    "infant_formula",
    "agri_inputs",
    "state_symbols",
    "superstition_vulgar",
    "false_claim",
    "data_citation",
    "patent_claim",
    "disparagement",
    "not_identifiable",
    "unreviewed_ad",
    "price_fraud",
    "counterfeit",
    "missing_licence",
    "prohibited_goods",
    "pyramid_selling",
    "unfair_terms",
    "fake_reviews",
    "other",
]
Need = Literal["history", "image", "register", "permit", "page", "shop", "brands", "market", "before", "popup"]
Status = Literal["draft", "active", "retired"]
Rate = Annotated[tuple[DocumentKind, ...], AsTuple]

# kinds of text in which somebody offers something; articles, notices, questions, reviews and labels speak otherwise
OFFERING = ("offer", "advert", "planted")


class Title(Strict):
    """What the rule is called, as a lead shows it (zh) and for readers of the code (en)."""

    zh: Text
    en: Text


class Basis(Strict):
    """A provision that the finding quotes if it is in force on the capture's day (both ends included)."""

    instrument: Text
    article: Annotated[str, Field(pattern=r"^第[一二三四五六七八九十百零]+条(之[一二三四五])?(第[一二三四五六七八九十]+款)?(第[一二三四五六七八九十]+项)?$")]
    in_force_from: date
    in_force_until: date | None = None

    @property
    def name(self) -> str:
        """The provision as findings write it: 广告法第九条第三项."""
        return self.instrument + self.article

    def in_force(self, day: date) -> bool:
        """Return whether it is the law of that day (Beijing)."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


class Elements(Strict):
    """The elements of the offence, in Chinese: what the words show, and what an officer must still find out."""

    met: Texts
    open: Texts = ()


class Goods(Strict):
    """Which classes of goods a rule is for (`detectors.goods.GOODS_CLASSES`), and what happens when the class is unknown."""

    only: Texts = ()
    without: Annotated[Texts, Field(alias="not")] = ()
    unknown: Literal["fire", "weak", "silent"] | None = None

    def answer(self, name: str) -> Literal["fire", "weak", "silent"]:
        """Return what to do with a find on goods of this class. Unknown goods: silent where `only` is given, else fire."""
        if name == "unknown":
            return self.unknown or ("silent" if self.only else "fire")
        if name in self.without or (self.only and name not in self.only):
            return "silent"
        return "fire"


class Scope(Strict):
    """Which documents a rule looks at."""

    kinds: Annotated[tuple[DocumentKind, ...], AsTuple] = ("listing", "advertisement", "shop")
    text_kinds: Texts = OFFERING
    goods: Goods = Goods()


class Example(Strict):
    """A text written for the test, with what stands beside it. `articles`: what the finding must quote, where an example pins it."""

    why: Text
    kind: DocumentKind = "advertisement"
    title: str = ""
    text: str = ""
    goods: str = ""
    price: str = ""
    captured_on: date | None = None
    needs: Mapping[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.title or self.text or self.needs):
            raise ValueError("an example needs a title, a text or needs")
        return self


class Hit(Example):
    """An example that must be found, with the very characters that must be marked."""

    spans: Texts
    lead: bool | None = None
    articles: Texts = ()


class KnownWrong(Example):
    """An example that the rule gets wrong today; `want` is what would be right. The test fails when it is put right: then move it."""

    want: Literal["hit", "miss"]


class Examples(Strict):
    """Texts that run as tests."""

    hit: Annotated[tuple[Hit, ...], AsTuple]
    miss: Annotated[tuple[Example, ...], AsTuple]


class Rule(Strict):
    """One rule. `lead` False: a weak signal that only supports others. `adds_to`: its finding is part of the sum of this name.

    `severity_on`: another severity on some classes of goods.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    version: Annotated[int, Field(ge=1)]
    status: Status
    title: Title
    category: Category
    severity: Severity
    severity_on: Mapping[Text, Severity] = Field(default_factory=dict)
    confidence: Confidence
    lead: bool = True
    adds_to: Text | None = None
    legal_basis: Annotated[tuple[Basis, ...], AsTuple] = ()
    elements: Elements
    clears: Texts = ()
    penalty: Text | None = None
    authority: Text | None = None
    scope: Scope = Scope()
    needs: Annotated[tuple[Need, ...], AsTuple] = ()
    detect: Annotated[tuple[Alternative, ...], AsTuple, Field(min_length=1)]
    exceptions: Annotated[tuple[OwnException | ExcuseUse, ...], AsTuple] = ()
    examples: Examples
    known_wrong: Annotated[tuple[KnownWrong, ...], AsTuple] = ()
    sources: Texts = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.status == "active" and not self.legal_basis:
            raise ValueError("an active rule needs a legal_basis")
        names = [item.label for item in self.exceptions]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(f"exception {twice!r} is named twice")
        return self

    def harm(self, goods: str) -> Severity:
        """Return the severity for goods of this class: some words weigh more on drugs or investments."""
        return self.severity_on.get(goods, self.severity)

    def basis_on(self, day: date) -> tuple[str, ...]:
        """Return the provisions in force on that day, in the file's order."""
        return tuple(basis.name for basis in self.legal_basis if basis.in_force(day))


__all__ = ["Basis", "Category", "Condition", "Elements", "Example", "Examples", "Goods", "Hit", "KnownWrong", "Rule", "Scope", "Title"]
