"""What `detect` and `exceptions` of a rule file, and the lists and excuses that rules share, may say."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from core.records import DocumentKind
from detectors.schema import AsTuple, OneOrMany, Strict, Text, Texts

Reach = Annotated[int, Field(ge=0, le=60)]


class Part(Strict):
    """A set of words: terms, lists of `detectors/lists/` and bounded patterns together. One of them must be there.

    `anywhere`: it is enough that the document (title or text) holds one; such a part is not marked.
    """

    name: Text | None = None
    terms: Texts = ()
    list: OneOrMany = ()
    pattern: OneOrMany = ()
    anywhere: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.terms or self.list or self.pattern):
            raise ValueError("needs terms, list or pattern")
        return self


def _short_form(value: Any) -> Any:
    """`{terms: …}` alone is short for `{all: [{terms: …}]}`."""
    if not isinstance(value, dict) or "all" in value:
        return value
    own = {key: value[key] for key in ("terms", "list", "pattern") if key in value}
    if not own:
        return value
    return {"all": [own], **{key: item for key, item in value.items() if key not in own}}


class Match(Strict):
    """Parts that stand together: at most `within` letters between neighbours (punctuation and blanks do not count).

    `ordered`: in the order written. `same`: no break of that strength between them.
    """

    all: Annotated[tuple[Part, ...], AsTuple] = ()
    within: Reach = 8
    ordered: bool = False
    same: Literal["sentence", "clause"] | None = None


class AlternativeBody(Match):
    """One way in which the rule is met: parts that stand together, or a Python check of `detectors/checks/` (asked only where the parts in `all` are).

    `without`: none of these may be in the document (a sentence that must be shown). `mark`: the whole stretch, or each part by itself.
    """

    name: Text | None = None
    without: Annotated[tuple[Part, ...], AsTuple] = ()
    mark: Literal["whole", "parts"] = "whole"
    field: Literal["title", "text"] | None = None
    check: Text | None = None
    options: dict[str, Any] = Field(default_factory=dict, alias="with")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.check:
            if self.without or not all(part.anywhere for part in self.all):
                raise ValueError("beside a check, all may only hold parts that are anywhere (without them the check is not asked)")
        elif not any(not part.anywhere for part in self.all):
            raise ValueError("needs all with a part that is not anywhere, or check")
        if self.options and not self.check:
            raise ValueError("with belongs to check")
        return self


Alternative = Annotated[AlternativeBody, BeforeValidator(_short_form)]


class ExcusingBody(Match):
    """Words that excuse a find. Without a reach: where they share letters with it.

    `before`: N: they begin ahead of the find, and one of its N letters ahead is theirs. `after`: the same behind it.
    `near`: and no break of that strength stands between.
    """

    before: Reach = 0
    after: Reach = 0
    near: Literal["sentence", "clause"] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(not part.anywhere for part in self.all):
            raise ValueError("needs a part that is not anywhere")
        return self


Excusing = Annotated[ExcusingBody, BeforeValidator(_short_form)]


class Condition(Strict):
    """Where an exception holds: on these goods, in these kinds of document or text. Empty: everywhere."""

    goods: Texts = ()
    kinds: Annotated[tuple[DocumentKind, ...], AsTuple] = ()
    text_kinds: Texts = ()


class OwnException(Strict):
    """Why a find of this rule is lawful after all. It excuses the span that it touches, never the page."""

    name: Text
    because: Text
    match: Annotated[tuple[Excusing, ...], AsTuple, Field(min_length=1)]
    only_on: Condition = Condition()

    @property
    def label(self) -> str:
        """What tests and messages call it."""
        return self.name


class ExcuseUse(Strict):
    """A shared exception of `detectors/lists/excuses/`, by name."""

    excuse: Text
    only_on: Condition = Condition()

    @property
    def label(self) -> str:
        """What tests and messages call it."""
        return f"excuse:{self.excuse}"


class Excuse(Strict):
    """A shared exception: a file of `detectors/lists/excuses/`."""

    name: Text
    because: Text
    match: Annotated[tuple[Excusing, ...], AsTuple, Field(min_length=1)]
    sources: Texts = ()


class TermList(Strict):
    """A list that rules share: terms, or named groups of terms (`list: name.group`; `list: name` is all of them).

    `patterns`: bounded patterns of a group, for words that are built and not learnt by heart (不疼了, 没再犯, 一抹就消).
    """

    name: Text
    about: Text
    terms: Texts = ()
    groups: dict[str, Texts] = Field(default_factory=dict)
    patterns: dict[str, Texts] = Field(default_factory=dict)
    sources: Texts = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.terms or self.groups or self.patterns):
            raise ValueError("needs terms, groups or patterns")
        return self
