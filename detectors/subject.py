"""A document as the rules see it: its letters, the rulebook's words in them, and, once a rule asks, the class of goods and the kind of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

from core.records import Document
from core.text import normalise
from detectors.matching.combine import Place, Stretch, together
from detectors.matching.finds import Finds
from detectors.matching.view import View
from detectors.program import Excuser, Exemption, Ids, Words

HEAD = 4000  # characters: the class of goods, and the kind of a text of one piece, are decided on its beginning
LONG = 600  # characters: a longer text is never of one piece
AROUND, STEP = 250, 50  # characters to each side of a find, counted from a round place, so that finds near each other share their piece
Field = Literal["title", "text"]


class Nearby:
    """Stretches by their start, so that a text full of finds and excuses is still read in one walk."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """Sort them."""
        self._all = sorted(stretches, key=lambda stretch: stretch.start)
        self._starts = [stretch.start for stretch in self._all]
        self._longest = max((stretch.end - stretch.start for stretch in self._all), default=0)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._all)

    def around(self, start: int, end: int) -> list[Stretch]:
        """Return the stretches that may share letters with start:end or touch it."""
        return self._all[bisect_left(self._starts, start - self._longest) : bisect_right(self._starts, end)]


@dataclass(frozen=True, slots=True)
class Read:
    """A field of a document: its letters, and where the rulebook's words stand in them.

    `finds`: where the rulebook's words stand. `meant`: characters that are written for others, as (first, last, what is meant), in order and apart.
    """

    name: Field
    view: View
    finds: Finds
    nearby: dict[int, Nearby] = field(default_factory=dict)  # per exception's words: an excuse that rules share is looked for once
    excusing: dict[int, list[tuple[Excuser, Nearby]]] = field(default_factory=dict)
    meant: Sequence[tuple[int, int, str]] = ()

    def plain(self, first: int, last: int) -> str:
        """Return the characters first:last of the field in normal form, with what is meant in place of what is written for it."""
        meant = self.meant[bisect_left(self.meant, (first, first, "")) : bisect_left(self.meant, (last, last, ""))]
        pieces: list[str] = []
        done = first
        for start, end, letter in meant:
            pieces += (self.view.field[done:start], letter)
            done = end
        return normalise("".join((*pieces, self.view.field[done:last]))).text

    def stretches(self, words: Words) -> list[Stretch]:
        """Return where the words' parts stand together."""
        places: list[Sequence[Place]] = []
        for ids in words.parts:
            here = self.finds.places(ids)
            if not here:
                return []
            places.append(here)
        same = words.same
        return together(places, within=words.within, ordered=words.ordered, fits=lambda start, end: same is None or not self.view.broken(start, end, same))

    def around(self, excuser: Excuser) -> Nearby:
        """Return the stretches of an exception, ready to be asked for those around a find."""
        if id(excuser) not in self.nearby:
            self.nearby[id(excuser)] = Nearby(self.stretches(excuser.words))
        return self.nearby[id(excuser)]


@dataclass(frozen=True)
class Subject:
    """A document with its fields read. Goods and kinds of text are worked out when the first rule asks."""

    document: Document
    day: date
    fields: tuple[Read, ...]
    goods_of: Callable[[Document], str]
    text_kind_of: Callable[[Document], str]
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)

    def known(self, name: Literal["goods", "text_kind"]) -> str | None:
        """Return the class of goods or the kind of text if some rule has asked for it before."""
        known: str | None = vars(self).get(name)
        return known

    def excusing(self, read: Read, exemption: Exemption) -> list[tuple[Excuser, Nearby]]:
        """Return those words of an exception that stand in a field, with the places."""
        if id(exemption) not in read.excusing:
            standing = ((excuser, read.around(excuser)) for excuser in exemption.excusers if all(map(self.has, excuser.words.anywhere)))
            read.excusing[id(exemption)] = [(excuser, nearby) for excuser, nearby in standing if nearby]
        return read.excusing[id(exemption)]

    def has(self, ids: Ids) -> bool:
        """Whether any of these words stands in some field."""
        return any(read.finds.places(ids) for read in self.fields)

    @cached_property
    def plain(self) -> Document:
        """The beginning of the document in normal form: what the classes are decided on, so that a disguise changes none."""
        forms = {read.name: read.plain(0, HEAD) if read.meant else read.view.normal.text[:HEAD] for read in self.fields}
        return replace(self.document, title=forms.get("title", ""), text=forms.get("text", ""))

    @cached_property
    def goods(self) -> str:
        """Name of the class of goods."""
        return self.goods_of(self.plain)

    @cached_property
    def text_kind(self) -> str:
        """Name of the kind of text of the whole document."""
        return self.text_kind_of(self.plain)

    @cached_property
    def title_kind(self) -> str:
        """Name of the kind of text of the title alone: what a shop calls its goods is an offer, whatever else its page says."""
        return self.text_kind_of(replace(self.plain, text="")) if self.plain.text else self.text_kind

    def kind_at(self, read: Read, start: int, end: int) -> str:
        """Return the kind of text around the letters start:end.

        On a page of a shop the terms of return and the notice on prices stand beside the offer, so the line of the find decides; an advert, and a text
        without lines, is of one piece.
        """
        if read.name == "title":
            return self.title_kind
        whole = self.document.kind not in ("listing", "shop") or ("\n" not in read.view.unbroken and len(read.view.field) <= LONG)
        if whole:
            return self.text_kind
        first, last = _line_around(read.view.unbroken, read.view.characters(start, end)[0])
        if (first, last) not in self.kinds:
            self.kinds[first, last] = self.text_kind_of(replace(self.plain, title="", text=read.plain(first, last)))
        return self.kinds[first, last]


def _line_around(text: str, place: int) -> tuple[int, int]:
    """The line of a place, at most AROUND characters to each side."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    centre = place - place % STEP
    return max(start, centre - AROUND), min(end if end >= 0 else len(text), centre + AROUND)
