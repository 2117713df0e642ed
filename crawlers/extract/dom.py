"""The page as flat lists in document order: one walk over lexbor's tree, everything after it is plain Python.

Bounded: tags nested deeper than `DEEPEST` are taken out before parsing (lexbor's time grows with the square of the depth), and the walk
stops after `MOST_NODES`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode


def names(words: str) -> frozenset[str]:
    """Return the names written with blanks between."""
    return frozenset(words.split())


DEEPEST = 1_000
MOST_NODES = 300_000
_LOWEST_SPINE = 50
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
# elements of a shop program's own (uni-view, b-carousel) are boxes, but for these
_INLINE = ("-text", "-icon", "-label", "-link", "-price", "-badge", "-tag")


@dataclass(slots=True)
class Element:
    """One element. `parent`: index of its parent, -1 for the root; `end`: index after its last descendant; `names`: class and id, lower case."""

    index: int
    tag: str
    attrs: dict[str, str | None]
    parent: int
    names: str
    end: int = 0
    size: int = 0

    def get(self, name: str) -> str:
        """Return the attribute's value, "" when it is missing or has none."""
        return self.attrs.get(name) or ""


@dataclass(slots=True)
class Text:
    """One run of text. `parent`: index of its element; `at`: how many elements began before it; `block`: differs where a new line begins."""

    text: str
    parent: int
    at: int
    block: tuple[int, int]


@dataclass(slots=True)
class Dom:
    """Elements and texts in document order; `tree` for selectors; `scripts`: script elements with their text; `by_tag`: see `tagged`."""

    tree: LexborHTMLParser
    elements: list[Element] = field(default_factory=list)
    by_tag: dict[str, list[Element]] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)
    scripts: list[tuple[Element, str]] = field(default_factory=list)
    cut: bool = False

    def tagged(self, *tags: str) -> list[Element]:
        """Return the elements of these tags, in the order of the page."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        return sorted((element for tag in tags for element in self.by_tag.get(tag, ())), key=lambda element: element.index)

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
        found = []
        for place in range(self.first_text(index), len(self.texts)):
            text = self.texts[place]
            if text.parent >= element.end:
                break
            if text.parent >= index:
                found.append(text)
                if len(found) >= most:
                    break
            elif text.at >= element.end:
                break
        return found

    def first_text(self, index: int) -> int:
        """Return the place in `texts` of the first one that may lie below the element (binary search over `at`)."""
        low, high = 0, len(self.texts)
        while low < high:
            middle = (low + high) // 2
            if self.texts[middle].at <= index:
                low = middle + 1
            else:
                high = middle
        return low

    def said(self, index: int, limit: int = 2_000) -> str:
        """Return the text below an element, blanks squeezed, at most `limit` characters."""
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
    breaks = 0
    nodes = 0
    for node in root.traverse(include_text=True):
        nodes += 1
        if nodes > MOST_NODES:
            dom.cut = True
            break
        above = node.parent
        parent = places.get(above.mem_id, -1) if above is not None else -1
        if node.is_text_node:
            value = node.text_content or ""
            if not value:
                continue
            if parent >= 0 and dom.elements[parent].tag in ("script", "style"):
                if dom.elements[parent].tag == "script":
                    dom.scripts.append((dom.elements[parent], value))
                continue
            block = blocks[parent] if parent >= 0 else -1
            dom.texts.append(Text(value, parent, len(dom.elements), (block, breaks)))
        elif node.is_element_node:
            index = len(dom.elements)
            places[node.mem_id] = index
            tag = node.tag or ""
            attrs = node.attributes
            names = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"[:300].lower() if attrs else " "
            element = Element(index, tag, attrs, parent, names)
            dom.elements.append(element)
            dom.by_tag.setdefault(tag, []).append(element)
            is_block = tag in BLOCKS or ("-" in tag and not tag.endswith(_INLINE))
            breaks += is_block
            blocks.append(index if is_block else blocks[parent] if parent >= 0 else -1)


def _measure(dom: Dom) -> None:
    """Fill `end` and `size` (characters of text below, blanks apart) from the last element up."""
    for text in dom.texts:
        if text.parent >= 0:
            dom.elements[text.parent].size += len(text.text.strip())
    for element in reversed(dom.elements):
        element.end = max(element.end, element.index + 1)
        if element.parent >= 0:
            above = dom.elements[element.parent]
            above.end = max(above.end, element.end)
            above.size += element.size
