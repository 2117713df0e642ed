"""From a rule file to a program: lists, excuses, checks and class names are looked up; a name that is not known is an error with file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from detectors.check import Check
from detectors.matching.expressions import Expressions
from detectors.parts import AlternativeBody, Excuse, ExcuseUse, ExcusingBody, Match, OwnException, Part, TermList
from detectors.program import Excuser, Exemption, Ids, Program, Way, Words
from detectors.rule import Rule
from detectors.yamlfile import Loaded, Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What rules share, by name, and the names of classes that they may use."""

    lists: Mapping[str, TermList] = field(default_factory=dict)
    excuses: Mapping[str, tuple[Excuse, Loaded]] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    goods: Collection[str] = ()
    text_kinds: Collection[str] = ()
    built: dict[str, tuple[Excuser, ...]] = field(default_factory=dict)  # excuses that some rule used, so that all rules share one

    def terms(self, name: str) -> tuple[str, ...]:
        """Return the terms of a list or of one of its groups (`name.group`); raise KeyError when there is none."""
        base, _, group = name.partition(".")
        known = self.lists[base]
        if group:
            return () if group in known.patterns and group not in known.groups else known.groups[group]
        return (*known.terms, *(term for terms in known.groups.values() for term in terms))

    def patterns(self, name: str) -> tuple[str, ...]:
        """Return the patterns of a list or of one of its groups, often none."""
        base, _, group = name.partition(".")
        known = self.lists[base].patterns
        return known.get(group, ()) if group else tuple(pattern for patterns in known.values() for pattern in patterns)


def build(rule: Rule, loaded: Loaded, library: Library, expressions: Expressions) -> Program:
    """Return the rule's program; raise RuleError naming file and line."""
    _check_classes(rule, loaded, library)
    builder = _Builder(loaded, library, expressions)
    ways = tuple(builder.way(way, ("detect", place)) for place, way in enumerate(rule.detect))
    exemptions = tuple(builder.exemption(item, ("exceptions", place)) for place, item in enumerate(rule.exceptions))
    return Program(rule=rule, ways=ways, exemptions=exemptions)


def _check_classes(rule: Rule, loaded: Loaded, library: Library) -> None:
    for path, names, known in _class_names(rule, library):
        for name in names:
            if name not in known:
                raise loaded.error(path, f"{name!r} is none of {', '.join(known)}")


def _class_names(rule: Rule, library: Library) -> Iterator[tuple[Path, tuple[str, ...], Collection[str]]]:
    yield ("scope", "goods", "only"), rule.scope.goods.only, library.goods
    yield ("scope", "goods", "not"), rule.scope.goods.without, library.goods
    yield ("severity_on",), tuple(rule.severity_on), library.goods
    yield ("scope", "text_kinds"), rule.scope.text_kinds, library.text_kinds
    for place, item in enumerate(rule.exceptions):
        yield ("exceptions", place, "only_on", "goods"), item.only_on.goods, library.goods
        yield ("exceptions", place, "only_on", "text_kinds"), item.only_on.text_kinds, library.text_kinds


@dataclass(frozen=True, slots=True)
class _Builder:
    loaded: Loaded
    library: Library
    expressions: Expressions

    def way(self, way: AlternativeBody, path: Path) -> Way:
        check = None
        if way.check:
            check = self.library.checks.get(way.check)
            if check is None:
                raise self.loaded.error((*path, "check"), f"no check {way.check!r} in detectors/checks")
        without = tuple(self.part(part, (*path, "without", place)) for place, part in enumerate(way.without))
        return Way(words=self.words(way, path), without=without, mark=way.mark, where=way.field, check=check, options=way.options)

    def exemption(self, item: OwnException | ExcuseUse, path: Path) -> Exemption:
        if isinstance(item, OwnException):
            return Exemption(label=item.label, excusers=self.excusers(item.match, path), only_on=item.only_on)
        shared = self.library.excuses.get(item.excuse)
        if shared is None:
            raise self.loaded.error((*path, "excuse"), f"no excuse {item.excuse!r} in detectors/lists/excuses")
        if item.excuse not in self.library.built:
            excuse, loaded = shared
            self.library.built[item.excuse] = _Builder(loaded, self.library, self.expressions).excusers(excuse.match, ())
        return Exemption(label=item.label, excusers=self.library.built[item.excuse], only_on=item.only_on)

    def excusers(self, match: tuple[ExcusingBody, ...], path: Path) -> tuple[Excuser, ...]:
        return tuple(
            Excuser(words=self.words(body, (*path, "match", place)), before=body.before, after=body.after, near=body.near) for place, body in enumerate(match)
        )

    def words(self, match: Match, path: Path) -> Words:
        numbered = [(part, self.part(part, (*path, "all", place))) for place, part in enumerate(match.all)]
        return Words(
            parts=tuple(ids for part, ids in numbered if not part.anywhere),
            anywhere=tuple(ids for part, ids in numbered if part.anywhere),
            within=match.within,
            ordered=match.ordered,
            same=match.same,
        )

    def part(self, part: Part, path: Path) -> Ids:
        ids: Ids = frozenset()
        for key, terms, patterns in (("terms", part.terms, ()), ("list", *self.listed(part, path)), ("pattern", (), part.pattern)):
            try:
                ids |= self.expressions.add(terms, patterns)
            except ValueError as exc:
                raise self.loaded.error((*path, key), str(exc)) from exc
        return self.expressions.one(ids)

    def listed(self, part: Part, path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the terms and the patterns of the lists that a part names."""
        terms: tuple[str, ...] = ()
        patterns: tuple[str, ...] = ()
        for name in part.list:
            try:
                terms += self.library.terms(name)
                patterns += self.library.patterns(name)
            except KeyError as exc:
                raise self.loaded.error((*path, "list"), f"no list {name!r} in detectors/lists") from exc
        return terms, patterns
