"""The page as flat lists in document order: one walk over lexbor's tree, everything after it is plain Python.

Bounded: tags nested deeper than `DEEPEST` are taken out before parsing (lexbor's time grows with the square of the depth), and the walk
stops after `MOST_NODES`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode


def names(words: str) -> frozenset[str]:
    """Return the names written with blanks between."""
    return frozenset(words.split())


DEEPEST = 1_000
MOST_NODES = 300_000
_LOWEST_SPINE = 50
_REMEMBERED = 300  # characters of an element's words: links, cells and headlines are asked for theirs again and again
_SUSPICIOUS = 15_000  # so few tags cannot nest deep enough to hurt
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^>]{0,500}>?")
_LONG, _MOST_ATTRIBUTES = 10_000, 500
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG},}}>?")
# closed by what follows, so that they do not nest; void ones never do
_FLAT = names("p li dt dd tr td th option br img input meta link hr area base col embed source track wbr param")
BLOCKS = names("""
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
    hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead td th tr ul br button select title
    """)
_CODE = ("script", "style")
_ROWS = ("tr", "dl")  # blanks here keep cells that are written on lines of their own apart
# elements of a shop program's own (uni-view, b-carousel) are boxes, but for these
_INLINE = ("-text", "-icon", "-label", "-link", "-price", "-badge", "-tag")


@dataclass(slots=True)
class Element:
    """One element. `parent`: index of its parent, -1 for the root; `end`: index after its last descendant.

    `names`: class and id, lower case; `first`: place of its first text.
    """

    index: int
    tag: str
    attrs: dict[str, str | None]
    parent: int
    names: str
    first: int
    end: int = 0
    size: int = 0

    def get(self, name: str) -> str:
        """Return the attribute's value, "" when it is missing or has none."""
        return self.attrs.get(name) or ""


@dataclass(slots=True)
class Text:
    """A run of text, blank lines apart. `parent`: index of its element; `at`: elements that began before it; `block`: differs where a line begins."""

    text: str
    parent: int
    at: int
    block: tuple[int, int]


@dataclass(slots=True)
class Dom:
    """Elements and texts in document order; `tree` for selectors; `scripts`: script elements with their text; `by_tag`, `by_names`: see `tagged`, `named`.

    `attributes`: the names of all attributes on the page: most readers need not look for what no element has.
    """

    tree: LexborHTMLParser
    elements: list[Element] = field(default_factory=list)
    by_tag: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    by_names: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    texts: list[Text] = field(default_factory=list)
    scripts: list[tuple[Element, str]] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    cut: bool = False
    known_words: dict[int, str] = field(default_factory=dict)

    def tagged(self, *tags: str) -> list[Element]:
        """Return the elements of these tags, in the order of the page."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        return _in_order(self.by_tag.get(tag, []) for tag in tags)

    def named(self, pattern: re.Pattern[str]) -> list[Element]:
        """Return the elements in whose class or id the pattern is found, in the order of the page. A page repeats its class names."""
        return _in_order(elements for names, elements in self.by_names.items() if pattern.search(names))

    def ancestors(self, index: int, most: int = 2 * DEEPEST) -> list[int]:
        """Return the indexes from the element itself up to the root, at most so many."""
        found: list[int] = []
        while index >= 0 and len(found) < most:
            found.append(index)
            index = self.elements[index].parent
        return found

    def before(self, index: int) -> Element | None:
        """Return the sibling element right before an element; None when there is none, or it ends too many levels down to be a heading."""
        parent = self.elements[index].parent
        for other in self.ancestors(index - 1, _LOWEST_SPINE):
            if self.elements[other].parent == parent:
                return self.elements[other] if other != parent else None
        return None

    def inside(self, index: int, most: int = 100_000) -> list[Text]:
        """Return the texts below an element, in order, at most so many."""
        element = self.elements[index]
        end = element.end
        last = self.elements[end].first if end < len(self.elements) else len(self.texts)
        return [text for text in self.texts[element.first : min(last, element.first + most + 1)] if index <= text.parent < end][:most]

    def first_text(self, index: int) -> int:
        """Return the place in `texts` of the first one that may lie below the element."""
        return self.elements[index].first

    def said(self, index: int, limit: int = 2_000) -> str:
        """Return the text below an element, blanks squeezed, at most `limit` characters."""
        if limit > _REMEMBERED:
            return self._said(index, limit)
        known = self.known_words.get(index)
        if known is None:
            known = self.known_words[index] = self._said(index, _REMEMBERED)
        return known[:limit]

    def _said(self, index: int, limit: int) -> str:
        element, texts = self.elements[index], self.texts
        if not element.size:
            return ""
        if element.end == index + 1 and element.first + 1 < len(texts) and texts[element.first + 1].parent != index:
            return " ".join(texts[element.first].text.split())[:limit]  # one text and nothing else: most links, cells and headings
        pieces: list[str] = []
        last: tuple[int, int] | None = None
        room = limit
        for text in self.inside(index, limit):
            if last is not None and text.block != last:
                pieces.append(" ")
            last = text.block
            pieces.append(text.text)
            room -= len(text.text)
            if room <= 0:
                break
        return " ".join("".join(pieces).split())[:limit]


def _in_order(groups: Iterable[list[Element]]) -> list[Element]:
    return sorted((element for group in groups for element in group), key=attrgetter("index"))


def read_dom(html: str) -> Dom:
    """Return the page as flat lists. Linear in its length."""
    flat = _shallow(_few_attributes(html))
    dom = Dom(tree=LexborHTMLParser(flat), cut=len(flat) != len(html))
    root = dom.tree.root
    if root is not None:
        _walk(dom, root)
        _measure(dom)
    return dom


def _few_attributes(html: str) -> str:
    """Return the HTML with tags of thousands of attributes cut short: the parser looks at each pair of them."""
    if not any(len(piece) > _LONG and piece[:1].isalpha() and piece.find(">", 0, _LONG) < 0 for piece in html.split("<")):
        return html
    return _LONG_TAG.sub(lambda match: match.group() if match.group().count("=") < _MOST_ATTRIBUTES else f"{match.group()[:_LONG]}>", html)


def _shallow(html: str) -> str:
    """Return the HTML without the tags that nest deeper than any page does."""
    if html.count("<") < _SUSPICIOUS:
        return html
    depth = 0
    holes: list[tuple[int, int]] = []
    for match in _TAG.finditer(html):
        if match.group(2).lower() in _FLAT:
            continue
        if match.group(1):
            depth -= depth > 0
            continue
        depth += 1
        if depth > DEEPEST:
            holes.append(match.span())
    if not holes:
        return html
    pieces, last = [], 0
    for start, end in holes:
        pieces.append(html[last:start])
        last = end
    return "".join([*pieces, html[last:]])


def _walk(dom: Dom, root: LexborNode) -> None:
    places: dict[int, int] = {}
    blocks: list[int] = []  # nearest block element of each element
    lowered: dict[str, str] = {}
    elements, texts, by_tag, by_names, seen = dom.elements, dom.texts, dom.by_tag, dom.by_names, dom.attributes
    breaks = nodes = 0
    blank: Text | None = None  # held back until a word of the same line follows
    for node in root.traverse(include_text=True):
        nodes += 1
        if nodes > MOST_NODES:
            dom.cut = True
            break
        outer = node.parent
        parent = -1 if outer is None else places.get(outer.mem_id, -1)
        if node.is_element_node:
            index = len(elements)
            places[node.mem_id] = index
            tag = node.tag or ""
            attrs = node.attributes
            seen.update(attrs)
            names = _called(attrs, lowered) if attrs else " "
            element = Element(index, tag, attrs, parent, names, len(texts))
            elements.append(element)
            by_tag[tag].append(element)
            if len(names) > 1:
                by_names[names].append(element)
            if _is_block(tag):
                breaks += 1
                blocks.append(index)
            else:
                blocks.append(blocks[parent] if parent >= 0 else -1)
        elif node.is_text_node:
            value = node.text_content
            if not value:
                continue
            tag = elements[parent].tag if parent >= 0 else ""
            if tag not in _CODE:
                block = (blocks[parent] if parent >= 0 else -1, breaks)
                if not value.isspace() or tag in _ROWS:
                    texts += [blank] if blank is not None and blank.block == block else []
                    blank = None
                    texts.append(Text(value, parent, len(elements), block))
                elif texts and texts[-1].block == block:
                    blank = Text(value, parent, len(elements), block)
            elif tag == "script":
                dom.scripts.append((elements[parent], value))


def _called(attrs: dict[str, str | None], lowered: dict[str, str]) -> str:
    called = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"[:300]
    names = lowered.get(called)
    if names is None:
        names = lowered[called] = called.lower()
    return names


@lru_cache(maxsize=1_024)
def _is_block(tag: str) -> bool:
    return tag in BLOCKS or ("-" in tag and not tag.endswith(_INLINE))


def _measure(dom: Dom) -> None:
    """Fill `end` and `size` (characters of text below, blanks apart) from the last element up."""
    elements = dom.elements
    for text in dom.texts:
        if text.parent >= 0:
            elements[text.parent].size += len(text.text.strip())
    for element in reversed(elements):
        if element.end <= element.index:
            element.end = element.index + 1
        if element.parent >= 0:
            above = elements[element.parent]
            if above.end < element.end:
                above.end = element.end
            above.size += element.size
