"""The only file of the detectors that opens files: rulebook, lists, law and code are read once, at start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from core import numbers, text
from core.errors import RuleError
from core.records import Document
from core.text import Normal, squeeze
from detectors.build import Library, build
from detectors.check import find_checks
from detectors.engine import Engine
from detectors.goods import GOODS_CLASSES, goods_class
from detectors.goods_table import CUES, NOUNS
from detectors.kept import Folder, cache_folder
from detectors.lawbook import LawBook, parse
from detectors.matching.automata import best
from detectors.matching.expressions import Expressions
from detectors.matching.scanner import Scanner
from detectors.measured import Measured
from detectors.measured import parse as parse_measured
from detectors.parts import Excuse, TermList
from detectors.program import Program
from detectors.rule import Rule
from detectors.schema import read
from detectors.textkind import TEXT_KINDS, text_kind
from detectors.textkind_words import WORDS
from detectors.yamlfile import Loaded, read_yaml

HERE = Path(__file__).resolve().parent
_ORDINARY = HERE / "matching" / "ordinary.txt"


@cache
def load_engine() -> Engine:
    """Return the engine over the project's own rulebook; raise RuleError naming file and line. Compiled once a process."""
    return engine_from(HERE)


@cache
def load_measured() -> Measured:
    """Return how often rules were right when that was last measured; raise BadInput when the file is damaged."""
    path = HERE / "measured.json"
    return parse_measured(_text(path, HERE), path.name)


def engine_from(folder: Path, only: str = "") -> Engine:
    """Return the engine over a folder with rulebook/, lists/ and law/; raise RuleError naming file and line.

    `only`: take the rules whose file name or theme holds this word, so that one's own rules can be tried while others are being written.
    """
    library = read_library(folder)
    expressions = Expressions()
    programs = [build(rule, loaded, library, expressions) for rule, loaded in read_rules(folder, only)]
    return Engine(
        _distinct(programs),
        _compiled(expressions, folder),
        LawBook(article for path in _yaml(folder / "law") for article in parse(_name(path, folder), _text(path, folder))),
        _digest(folder),
        goods_of=_goods_of,
        text_kind_of=_text_kind_of,
    )


def read_rules(folder: Path, only: str = "") -> Iterator[tuple[Rule, Loaded]]:
    """Yield every rule with its file, in the order of the files' names; `only` those whose name or theme holds the word."""
    for path in _yaml(folder / "rulebook"):
        if only not in f"{path.parent.name}/{path.stem}":
            continue
        loaded = _loaded(path, folder)
        rule = read(Rule, loaded)
        if rule.id != path.stem:
            raise loaded.error(("id",), f"{rule.id!r} is not the file's name {path.stem!r}")
        yield rule, loaded


def read_library(folder: Path) -> Library:
    """Return the lists and excuses of a folder, the checks, and the names of the classes."""
    lists: dict[str, TermList] = {}
    excuses: dict[str, tuple[Excuse, Loaded]] = {}
    for path in _yaml(folder / "lists"):
        loaded = _loaded(path, folder)
        if path.parent.name == "excuses":
            excuse = read(Excuse, loaded)
            name, known = excuse.name, path.stem in excuses
            excuses[path.stem] = (excuse, loaded)
        else:
            words = read(TermList, loaded)
            name, known = words.name, path.stem in lists
            lists[path.stem] = words
        if name != path.stem:
            raise loaded.error(("name",), f"{name!r} is not the file's name {path.stem!r}")
        if known:
            raise loaded.error(("name",), f"there is another {name!r}")
    return Library(lists=lists, excuses=excuses, checks=find_checks(), goods=GOODS_CLASSES, text_kinds=TEXT_KINDS)


def _distinct(programs: list[Program]) -> list[Program]:
    seen: set[str] = set()
    for program in programs:
        if program.rule.id in seen:
            raise RuleError(f"rulebook: two files hold the rule {program.rule.id!r}")
        seen.add(program.rule.id)
    return programs


def _compiled(expressions: Expressions, folder: Path) -> Scanner:
    try:
        context = (*NOUNS, *CUES, *(word for words in WORDS.values() for word, _ in words))
        return Scanner(expressions, best(Folder(cache_folder())), context=context, ordinary=_text(_ORDINARY, HERE))
    except ValueError as exc:
        raise RuleError(f"{folder.name}/rulebook: {exc}") from exc


def _goods_of(plain: Document) -> str:
    return goods_class(plain.goods, plain.title, plain.text).name


def _text_kind_of(plain: Document) -> str:
    return text_kind(plain.kind, _closed(plain.title), _closed(plain.text)).name


def _closed(value: str) -> str:
    """The text without marks inside words, so that a notice written with stars in its words is still taken for a notice."""
    return squeeze(Normal(value, len(value))).text


def _yaml(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yml"))


def _name(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def _text(path: Path, folder: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as exc:
        raise RuleError(f"{_name(path, folder)}:1: not UTF-8") from exc


def _loaded(path: Path, folder: Path) -> Loaded:
    return read_yaml(_text(path, folder), _name(path, folder))


def _digest(folder: Path) -> str:
    """SHA-256 over names and bytes of every rule, list and law file and of the code that reads texts."""
    code = [Path(module.__file__).parent for module in (text, numbers) if module.__file__]
    files = [*_yaml(folder), _ORDINARY, *(path for place in (HERE, *code) for path in sorted(place.rglob("*.py")))]
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
