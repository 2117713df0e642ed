"""Read JSON that is not quite JSON: trailing commas, comments, single quotes, bare keys, raw line breaks, JavaScript object literals.

Nothing is ever run. Time is bounded by `budget` characters, depth by `DEEPEST`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

DEEPEST = 60
_DECODER = json.JSONDecoder(strict=False)
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*(?:[^*]++|\*(?!/))*+\*/)"""
    r"""|(?P<mark>[{}\[\]:,()])"""
    r"""|(?P<text>"(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`)"""
    r"""|(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w$]))"""
    r"""|(?P<word>[^\s{}\[\]:,()"'`]+)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS: dict[str, Any] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "!0": True,
    "!1": False,
    "NaN": None,
    "void": None,
    "None": None,
    "True": True,
    "False": False,
}


class NotALiteral(ValueError):
    """What stands here is no object or array literal. `read`: how many characters were looked at to find that out."""

    read = 0


def read_json(text: str) -> Any:
    """Return the value of a block that should be JSON; raise NotALiteral when even the tolerant reading fails."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>").strip().rstrip(";")
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        start = re.search(r"[{\[]", text)
        if start is None:
            raise NotALiteral("no object") from None
        return read_literal(text, start.start(), len(text) * 2 + 100)[0]


def read_literal(text: str, start: int, budget: int, names: Mapping[str, Any] | None = None) -> tuple[Any, int]:
    """Return (value, place after it) of the object or array that begins at `start`; raise NotALiteral.

    Strict JSON first (fast); then JavaScript's notation, where an expression that is no literal reads as None. `names`: what single words stand for.
    """
    looked_at = 0
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as exc:
        looked_at = exc.pos - start
    except (ValueError, RecursionError):  # a number of thousands of digits, or nested too deep
        looked_at = DEEPEST
    reader = _Reader(text, start, budget, names or {})
    try:
        return reader.read()
    except NotALiteral as exc:
        exc.read = looked_at + reader.at - start
        raise


class _Reader:
    """One pass over the words with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str, start: int, budget: int, names: Mapping[str, Any]) -> None:
        self.names = names
        self.text = text
        self.at = start
        self.end = min(len(text), start + budget)
        self.stack: list[tuple[Any, str | None]] = []
        self.container: Any = None
        self.key: str | None = None

    def read(self) -> tuple[Any, int]:
        kind, word = self._next()
        if word not in ("{", "[") or kind != "mark":
            raise NotALiteral("no object")
        self.container = {} if word == "{" else []
        while True:
            kind, word = self._next()
            if kind == "mark" and word in "}]":
                done = self.container
                if not self.stack:
                    return done, self.at
                self.container, self.key = self.stack.pop()
                self._put(done)
            elif kind == "mark" and word == ",":
                self.key = None
            elif isinstance(self.container, dict) and self.key is None:
                self._read_key(kind, word)
            elif kind == "mark" and word in "{[":
                if len(self.stack) >= DEEPEST:
                    raise NotALiteral(f"deeper than {DEEPEST}")
                self.stack.append((self.container, self.key))
                self.container, self.key = ({} if word == "{" else []), None
            else:
                self._put(self._value(kind, word))

    def _next(self) -> tuple[str, str]:
        while self.at < self.end:
            match = _TOKEN.match(self.text, self.at, self.end)
            if match is None:
                raise NotALiteral("an open string")
            self.at = match.end()
            if match.lastgroup != "space":
                return str(match.lastgroup), match.group()
        raise NotALiteral("no end")

    def _read_key(self, kind: str, word: str) -> None:
        if kind not in ("text", "word", "number"):
            raise NotALiteral(f"no key but {word}")
        self.key = _unquote(word) if kind == "text" else word
        kind, word = self._next()
        if word == "(":  # a method: its body is skipped
            self._skip_group()
            kind, word = self._next()
            if word != "{":
                raise NotALiteral("no body")
            self._skip_group()
            self.key = None
        elif word in ("}", ","):  # {shorthand}
            self.at -= len(word)
        elif word != ":":
            raise NotALiteral("no colon")

    def _value(self, kind: str, word: str) -> Any:
        if kind == "text":
            return _unquote(word)
        if kind == "number":
            return float(word) if any(mark in word for mark in ".eE") else int(word[:400])
        if word == "(":
            self._skip_group()
            return None
        if kind == "word" and word in self.names:
            return self.names[word]
        value = _WORDS.get(word)
        if kind == "word" and word not in _WORDS:
            self._skip_expression()
        return value

    def _skip_expression(self) -> None:
        """Pass over what is no literal (a call, a function) up to the comma or bracket that ends it."""
        while True:
            kind, word = self._next()
            if kind == "mark" and word in ",}]":
                self.at -= 1
                return
            if kind == "mark" and word in "({[":
                self._skip_group()

    def _skip_group(self) -> None:
        depth = 1
        while depth:
            kind, word = self._next()
            if kind == "mark":
                depth += word in "({["
                depth -= word in ")}]"

    def _put(self, value: Any) -> None:
        if isinstance(self.container, list):
            self.container.append(value)
        elif self.key is not None:
            self.container.setdefault(self.key, value)


def _unquote(word: str) -> str:
    return _ESCAPE.sub(_character, word[1:-1]) if "\\" in word else word[1:-1]


def _character(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) > 1:
        number = int(code.strip("ux{}"), 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _SHORT.get(code, code)
