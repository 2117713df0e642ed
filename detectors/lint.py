"""Mistakes that a rule file can hold although it is well formed: one small function each. A mistake is one line of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from core.clock import beijing_day, now
from detectors.engine import Engine
from detectors.program import Program
from detectors.trial import swallowed_by_nothing, try_example

Lines = Iterator[str]

# texts that say nothing wrong: a rule that finds something here finds it everywhere
PLAIN = ("新款纯棉短袖圆领上衣男女同款多色可选", "本店商品均为现货，下单后四十八小时内发出。", "尺寸：长30厘米，宽20厘米，高10厘米", "abc 123")


def lint(engine: Engine) -> list[str]:
    """Return every mistake in the engine's rulebook."""
    return [line for program in engine.programs.values() for check in EACH for line in check(engine, program)] + list(two_alike(engine))


def no_hit_or_miss(_: Engine, program: Program) -> Lines:
    """A rule without a hit proves nothing, one without a miss excuses nothing."""
    examples = program.rule.examples
    for name, rows in (("hit", examples.hit), ("miss", examples.miss)):
        if not rows:
            yield f"{program.rule.id}: no {name}"


def idle_exception(engine: Engine, program: Program) -> Lines:
    """An exception that no miss needs."""
    for label in swallowed_by_nothing(engine, program):
        yield f"{program.rule.id}: no miss needs the exception {label}"


def swallowing_exception(engine: Engine, program: Program) -> Lines:
    """An exception that excuses a hit: the hit is found without exceptions only."""
    for number, hit in enumerate(program.rule.examples.hit):
        if try_example(engine, program, hit) is None and try_example(engine, _bare(program), hit) is not None:
            yield f"{program.rule.id}: an exception swallows hit {number} ({hit.why})"


def finds_everything(engine: Engine, program: Program) -> Lines:
    """Words that stand in texts which say nothing."""
    for text in PLAIN:
        words = engine.words_of(text)
        if any(way.words.parts and all(ids & words for ids in (*way.words.parts, *way.words.anywhere)) for way in program.ways):
            yield f"{program.rule.id}: its words stand in the plain text {text!r}"


def unknown_article(engine: Engine, program: Program) -> Lines:
    """A provision that the law book does not hold on the first or last day on which the rule quotes it."""
    for basis in program.rule.legal_basis:
        days = [basis.in_force_from, basis.in_force_until or max(basis.in_force_from, _today())]
        for day in days:
            if basis.in_force(day) and engine.law.find(basis.name, day) is None:
                yield f"{program.rule.id}: {basis.name} is not in the law book on {day}"


def idle_rule(_: Engine, program: Program) -> Lines:
    """An active rule that quotes nothing on today's date."""
    rule = program.rule
    if rule.status == "active" and not any(basis.in_force_until is None or basis.in_force_until >= _today() for basis in rule.legal_basis):
        yield f"{rule.id}: active, but no provision is in force any more"


def two_alike(engine: Engine) -> Lines:
    """Two rules that look for the same in the same documents."""
    seen: dict[object, str] = {}
    for program in engine.programs.values():
        ways = frozenset((way.words, way.without, way.where, way.check, repr(way.options)) for way in program.ways)
        twin = seen.setdefault((ways, program.rule.scope, program.rule.needs), program.rule.id)
        if twin != program.rule.id:
            yield f"{program.rule.id}: looks for the same as {twin}"


def _today() -> date:
    return beijing_day(now())


def _bare(program: Program) -> Program:
    return replace(program, exemptions=())


EACH: tuple[Callable[[Engine, Program], Lines], ...] = (no_hit_or_miss, idle_exception, swallowing_exception, finds_everything, unknown_article, idle_rule)
