"""How a Chinese statute is counted: 条 (article), 款 (paragraph), 项 (item), and the numbers that name them.

A paragraph is a line of the text; a line that begins with （一）, （二） … is an item of the paragraph before it. That is how
official texts are set and how notices quote them (《立法法》 art. 65: 条、款、项、目).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_NUMBER = "[零〇一二三四五六七八九十百0-9]+"
_ITEM_LINE = re.compile(rf"（({_NUMBER})）")
_REFERENCE = re.compile(
    rf"(?P<instrument>.+?)第(?P<article>{_NUMBER})条(?:之(?P<inserted>{_NUMBER}))?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:第[（(]?(?P<item>{_NUMBER})[）)]?项)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in an instrument, as numbers. `inserted`: the 一 of 第二百二十四条之一; None where a part is not named."""

    instrument: str
    article: int
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None

    @property
    def label(self) -> str:
        """The article alone in the statute's own writing: 第九条, 第二百二十四条之一."""
        return f"第{chinese(self.article)}条" + (f"之{chinese(self.inserted)}" if self.inserted else "")

    @property
    def place(self) -> str:
        """Article, paragraph and item in the statute's own writing: 第九条第三项."""
        paragraph = f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        return self.label + paragraph + (f"第{chinese(self.item)}项" if self.item else "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One 款: its own sentence and its items by number, each item with its mark （一）."""

    lead: str
    items: dict[int, str]

    @property
    def text(self) -> str:
        """The paragraph as printed: lead-in and items, one a line."""
        return "\n".join((self.lead, *self.items.values()))


def chinese(number: int) -> str:
    """Write 1 to 999 as a statute does: 12 is 十二, 110 is 一百一十."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    if number < 100:
        return _DIGITS[number // 10] + "十" + (_DIGITS[number % 10] if number % 10 else "")
    rest = number % 100
    tail = "" if not rest else "零" + _DIGITS[rest] if rest < 10 else _DIGITS[rest // 10] + "十" + (_DIGITS[rest % 10] if rest % 10 else "")
    return _DIGITS[number // 100] + "百" + tail


def number(written: str) -> int:
    """Read 十二, 一百一十, 224 as a number; 0 when it is none (百百)."""
    if written.isdecimal():
        return int(written)
    total, digit = 0, 0
    for char in written.replace("〇", "零"):
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(char) if char in _DIGITS else 0
    total += digit
    return total if total < 1000 and chinese(total) in (written, written.removeprefix("一")) else 0


def read_reference(written: str) -> Reference | None:
    """Read 广告法第九条第三项, 《中华人民共和国广告法》第9条第（三）项 … ; None when it names no article."""
    found = _REFERENCE.fullmatch("".join(written.split()))
    if found is None:
        return None
    parts = {name: number(found[name]) for name in ("article", "inserted", "paragraph", "item") if found[name]}
    if not all(parts.values()):
        return None
    return Reference(instrument=plain_name(found["instrument"]), **parts)


def plain_name(instrument: str) -> str:
    """The name as it is quoted: without book-title marks, blanks and 中华人民共和国."""
    bare = "".join(instrument.split()).strip("《》")
    return bare.removeprefix("中华人民共和国")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split an article's text into its 款, each with its 项."""
    found: list[Paragraph] = []
    for line in text.splitlines():
        mark = _ITEM_LINE.match(line)
        if mark and found:
            found[-1].items[number(mark[1])] = line
        else:
            found.append(Paragraph(line, {}))
    return tuple(found)


def part(text: str, reference: Reference) -> str | None:
    """The text of the paragraph or item named (an item with its lead-in); the whole article when neither is named; None when there is none."""
    if reference.paragraph is None and reference.item is None:
        return text
    found = paragraphs(text)
    if reference.paragraph is not None:
        found = found[reference.paragraph - 1 : reference.paragraph]
    if reference.item is None:
        return found[0].text if found else None
    return next((f"{each.lead}\n{each.items[reference.item]}" for each in found if reference.item in each.items), None)
